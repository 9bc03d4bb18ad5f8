#include "core/loading/sealed_memory.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "core/loading/operator_loader.h"
#include "core/loading/operator_store.h"
#include "core/loading/shared_library.h"
#include "tests/core/loading/process_resources.h"
#include "tests/core/loading/scratch_directory.h"
#include "tests/fixtures/operators/fixture_path.h"

namespace hotswap {
namespace {

using testing::FixtureOperator;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::OpenDescriptors;
using testing::ReadAll;
using testing::ScratchDirectory;
using testing::ShippedOperator;
using ::testing::StartsWith;

constexpr char kHashOfAbc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr Feature kFeature{7, 11, 0.25, 0.75};

/// As a library does that was linked with -z nodelete.
void KeepMapped(const std::filesystem::path& library) {
  void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
  ASSERT_NE(handle, nullptr);
  dlclose(handle);
}

class SealedMemoryTest : public ::testing::Test {
 protected:
  /// As OperatorStore::Verified() tells of a store on a file system mounted noexec.
  StoredLibrary InMemory(const std::filesystem::path& file) {
    StoredLibrary library = store_.Import(file).value();
    const FileDescriptor source(open(library.stored.c_str(), O_RDONLY | O_CLOEXEC));
    library.memory = std::make_shared<const SealedMemory>(SealedMemory::CopyOf(source, library.sha256).value());
    return library;
  }

  const ScratchDirectory scratch_;
  OperatorStore store_ = OperatorStore::Open(scratch_ / "store").value();
  OperatorLoader loader_;
};

TEST_F(SealedMemoryTest, HoldsTheBytesAndLetsNobodyChangeThem) {
  const FileDescriptor source(open(scratch_.Write("x.so", "abc").c_str(), O_RDONLY | O_CLOEXEC));
  const SealedMemory memory = SealedMemory::CopyOf(source, kHashOfAbc).value();
  EXPECT_EQ(ReadAll(memory.path()), "abc");
  const int fd = memory.descriptor().get();
  EXPECT_EQ(pwrite(fd, "x", 1, 0), -1);
  EXPECT_EQ(ftruncate(fd, 1), -1);
  EXPECT_EQ(ftruncate(fd, 4), -1);
  EXPECT_EQ(fcntl(fd, F_ADD_SEALS, 0), -1) << "the seals can be changed";
  EXPECT_EQ(mmap(nullptr, 3, PROT_WRITE, MAP_SHARED, fd, 0), MAP_FAILED);
}

TEST_F(SealedMemoryTest, RefusesOtherBytesThanThosePromised) {
  const FileDescriptor source(open(scratch_.Write("x.so", "abd").c_str(), O_RDONLY | O_CLOEXEC));
  const std::size_t descriptors = OpenDescriptors();
  EXPECT_EQ(SealedMemory::CopyOf(source, kHashOfAbc).error().code, Errc::kStale);
  EXPECT_EQ(OpenDescriptors(), descriptors);
}

TEST_F(SealedMemoryTest, ServesAnOperatorWhoseUnloadIsProven) {
  const std::size_t descriptors = OpenDescriptors();
  for (int round = 0; round < 50; ++round) {
    const bool odd = round % 2 != 0;
    auto loaded = loader_.Load(InMemory(ShippedOperator(odd ? "score_op_v1" : "score_op_v2"))).value();
    ASSERT_EQ(loaded->name(), odd ? "ScoreOperatorV1" : "ScoreOperatorV2") << "the loader answered with other bytes";
    ASSERT_FALSE(loaded->revived());
    ASSERT_TRUE(loader_.Retire(std::move(loaded)).unmapped);
  }
  EXPECT_EQ(OpenDescriptors(), descriptors);
}

TEST_F(SealedMemoryTest, IsSharedByInstancesOfTheSameBytes) {
  auto first = loader_.Load(InMemory(FixtureOperator("counting"))).value();
  auto second = loader_.Load(InMemory(FixtureOperator("counting"))).value();
  EXPECT_TRUE(second->revived());
  EXPECT_EQ(first->get().compute_score(kFeature), 1.0);
  EXPECT_EQ(second->get().compute_score(kFeature), 2.0);
  EXPECT_TRUE(loader_.Retire(std::move(first)).shared);
  EXPECT_TRUE(loader_.Retire(std::move(second)).unmapped);
}

TEST_F(SealedMemoryTest, IsNamedAfterTheUsersFileWhenItCannotBeLoaded) {
  const auto loaded = loader_.Load(InMemory(FixtureOperator("undefined_symbol")));
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().text, StartsWith(FixtureOperator("undefined_symbol").string() + ": "));
  EXPECT_THAT(loaded.error().text, Not(HasSubstr("/proc/")));
}

TEST_F(SealedMemoryTest, CanBeLoadedByAProcessThatInheritsTheDescriptor) {
  const StoredLibrary library = InMemory(FixtureOperator("constant"));
  const pid_t child = fork();
  if (child == 0) {
    const std::string inherited = "/proc/self/fd/" + std::to_string(library.memory->descriptor().get());
    _exit(SharedLibrary::Open(inherited).ok() ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST_F(SealedMemoryTest, GivesAPathThatTheLoaderKnowsToNobodyElse) {
  std::filesystem::path zombie;
  {
    OperatorLoader forgetful;
    auto loaded = forgetful.Load(InMemory(FixtureOperator("constant"))).value();
    zombie = loaded->source().Loadable();
    KeepMapped(zombie);
    EXPECT_FALSE(forgetful.Retire(std::move(loaded)).unmapped);
  }
  ASSERT_TRUE(SharedLibrary::HasName(zombie));
  ASSERT_FALSE(std::filesystem::exists(zombie)) << "the number is still taken, so this test tries nothing";
  auto next = loader_.Load(InMemory(ShippedOperator("score_op_v1"))).value();
  EXPECT_NE(next->source().Loadable(), zombie);
  EXPECT_EQ(next->name(), "ScoreOperatorV1");
  EXPECT_TRUE(loader_.Retire(std::move(next)).unmapped);
}

TEST_F(SealedMemoryTest, RevivesALibraryThatStayedMapped) {
  auto loaded = loader_.Load(InMemory(FixtureOperator("counting"))).value();
  EXPECT_EQ(loaded->get().compute_score(kFeature), 1.0);
  KeepMapped(loaded->source().Loadable());
  EXPECT_FALSE(loader_.Retire(std::move(loaded)).unmapped);
  auto revived = loader_.Load(InMemory(FixtureOperator("counting"))).value();
  EXPECT_TRUE(revived->revived());
  EXPECT_EQ(revived->get().compute_score(kFeature), 2.0);
}

}  // namespace
}  // namespace hotswap
