#include "core/loading/operator_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "core/loading/operator_loader.h"
#include "core/loading/shared_library.h"
#include "tests/core/loading/mounted_child.h"
#include "tests/core/loading/process_resources.h"
#include "tests/core/loading/scratch_directory.h"
#include "tests/core/loading/unprivileged_child.h"
#include "tests/fixtures/operators/fixture_path.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;
using testing::FixtureOperator;
using ::testing::HasSubstr;
using testing::OpenDescriptors;
using testing::ReadAll;
using testing::ScratchDirectory;
using ::testing::StartsWith;
using testing::TrueWithMount;
using testing::TrueWithoutPrivileges;

constexpr char kHashOfAbc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

class OperatorStoreTest : public ::testing::Test {
 protected:
  OperatorStore Open(std::uint64_t max_bytes = OperatorStore::kDefaultMaxBytes) const {
    return OperatorStore::Open(scratch_ / "store", max_bytes).value();
  }

  /// What Import says about a file that it must refuse, after checking that the text begins with the path as given.
  Error Refusal(const fs::path& file) {
    const auto library = Open(100).Import(file);
    if (library) return {Errc::kUnavailable, "was accepted"};
    EXPECT_THAT(library.error().text, StartsWith(file.string() + ": "));
    return library.error();
  }

  const ScratchDirectory scratch_;
};

TEST_F(OperatorStoreTest, MakesItsDirectoryForThisUserAlone) {
  const auto store = OperatorStore::Open(scratch_ / "a/b/store/");
  ASSERT_TRUE(store);
  EXPECT_EQ(store->directory(), scratch_ / "a/b/store");
  EXPECT_EQ(fs::status(scratch_ / "a/b/store").permissions(), fs::perms(0700));
}

TEST_F(OperatorStoreTest, KeepsAReadOnlyCopyUnderTheHashOfTheBytes) {
  const fs::path file = scratch_.Write("x.so", "abc");
  const auto library = Open().Import(file);
  ASSERT_TRUE(library);
  EXPECT_EQ(library->sha256, kHashOfAbc);
  EXPECT_EQ(library->original, file);
  EXPECT_EQ(library->stored, scratch_ / "store" / (std::string(kHashOfAbc) + ".so"));
  EXPECT_EQ(library->size, 3u);
  EXPECT_EQ(ReadAll(library->stored), "abc");
  EXPECT_EQ(fs::status(library->stored).permissions(), fs::perms(0444));
}

TEST_F(OperatorStoreTest, CopiesAFileOfManyChunksWhole) {
  std::string bytes;
  for (int i = 0; bytes.size() < 3'000'001; ++i) bytes += std::to_string(i);
  EXPECT_EQ(ReadAll(Open().Import(scratch_.Write("x.so", bytes)).value().stored), bytes);
}

TEST_F(OperatorStoreTest, KeepsTheOldBytesWhenTheFileIsOverwrittenAndDeleted) {
  OperatorStore store = Open();
  const StoredLibrary library = store.Import(scratch_.Write("x.so", "abc")).value();
  scratch_.Write("x.so", "other");
  fs::remove(scratch_ / "x.so");
  EXPECT_TRUE(store.Verified(library));
  EXPECT_EQ(ReadAll(library.stored), "abc");
}

TEST_F(OperatorStoreTest, FindsNewBytesBehindTheSamePathLengthAndTime) {
  OperatorStore store = Open();
  const fs::path file = scratch_.Write("x.so", "abc");
  const auto time = fs::last_write_time(file);
  const std::string before = store.Import(file).value().sha256;
  scratch_.Write("x.so", "abd");
  fs::last_write_time(file, time);
  EXPECT_NE(store.Import(file).value().sha256, before);
}

TEST_F(OperatorStoreTest, DoesNotReplaceAnEntryThatIsWhole) {
  OperatorStore store = Open();
  const fs::path file = scratch_.Write("x.so", "abc");
  struct stat first {};
  struct stat second {};
  stat(store.Import(file).value().stored.c_str(), &first);
  stat(store.Import(file).value().stored.c_str(), &second);
  EXPECT_EQ(first.st_ino, second.st_ino);
}

TEST_F(OperatorStoreTest, TellsEachKindOfUnusablePathApart) {
  mkfifo((scratch_ / "fifo").c_str(), 0600);
  const int socket_fd = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  (scratch_ / "socket").string().copy(address.sun_path, sizeof(address.sun_path) - 1);
  ASSERT_EQ(bind(socket_fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
  close(socket_fd);

  EXPECT_EQ(Refusal(scratch_ / "missing.so").code, Errc::kNotFound);
  EXPECT_THAT(Refusal(scratch_ / "missing.so").text, HasSubstr("No such file"));
  EXPECT_EQ(Refusal(scratch_.path()).code, Errc::kNotRegularFile);
  EXPECT_THAT(Refusal(scratch_.path()).text, HasSubstr("is a directory"));
  EXPECT_THAT(Refusal(scratch_ / "fifo").text, HasSubstr("is a FIFO"));
  EXPECT_THAT(Refusal(scratch_ / "socket").text, HasSubstr("is a socket"));
  EXPECT_THAT(Refusal("/dev/zero").text, HasSubstr("is a device"));
  EXPECT_THAT(Refusal(scratch_.Write("empty.so", "")).text, HasSubstr("is empty"));
  EXPECT_EQ(Refusal(scratch_.Write("big.so", std::string(101, 'x'))).code, Errc::kTooLarge);
}

TEST_F(OperatorStoreTest, LeavesNothingBehindWhenItRefuses) {
  OperatorStore store = Open(100);
  const std::size_t descriptors = OpenDescriptors();
  for (const char* name : {"missing.so", "."}) EXPECT_FALSE(store.Import(scratch_ / name));
  EXPECT_FALSE(store.Import(scratch_.Write("big.so", std::string(101, 'x'))));
  fs::create_directories(scratch_ / "store" / (std::string(kHashOfAbc) + ".so") / "in the way");
  EXPECT_FALSE(store.Import(scratch_.Write("x.so", "abc")));
  EXPECT_TRUE(fs::is_empty(scratch_ / "store/incoming"));
  EXPECT_EQ(OpenDescriptors(), descriptors);
}

TEST_F(OperatorStoreTest, StagesACopyThatIsNoEntryYet) {
  const OperatorStore store = Open();
  const StagedLibrary staged = store.Stage(scratch_.Write("x.so", "abc")).value();
  EXPECT_EQ(staged.sha256, kHashOfAbc);
  EXPECT_EQ(staged.original, scratch_ / "x.so");
  EXPECT_EQ(staged.size, 3u);
  EXPECT_EQ(staged.staged.parent_path(), scratch_ / "store/incoming");
  EXPECT_EQ(ReadAll(staged.staged), "abc");
  EXPECT_EQ(fs::status(staged.staged).permissions(), fs::perms(0444));
  EXPECT_FALSE(fs::exists(scratch_ / "store" / (std::string(kHashOfAbc) + ".so")));
}

TEST_F(OperatorStoreTest, OpensTheStagedBytesForReadingOnly) {
  const StagedLibrary staged = Open().Stage(scratch_.Write("x.so", "abc")).value();
  char bytes[4] = {};
  EXPECT_EQ(pread(staged.descriptor.get(), bytes, 3, 0), 3);
  EXPECT_STREQ(bytes, "abc");
  EXPECT_EQ(write(staged.descriptor.get(), "x", 1), -1);
  EXPECT_EQ(staged.loadable, staged.staged);
}

TEST_F(OperatorStoreTest, KeepsNothingOfWhatWasStagedAndRefused) {
  const OperatorStore store = Open();
  const std::size_t descriptors = OpenDescriptors();
  { const auto refused = store.Stage(scratch_.Write("x.so", "abc")); }
  EXPECT_TRUE(fs::is_empty(scratch_ / "store/incoming"));
  EXPECT_FALSE(fs::exists(scratch_ / "store" / (std::string(kHashOfAbc) + ".so")));
  EXPECT_EQ(OpenDescriptors(), descriptors);
}

TEST_F(OperatorStoreTest, MakesAnAcceptedCopyAnEntryWithoutCopyingAgain) {
  const OperatorStore store = Open();
  auto staged = store.Stage(scratch_.Write("x.so", "abc")).value();
  struct stat before {};
  struct stat after {};
  stat(staged.staged.c_str(), &before);
  const StoredLibrary library = store.Accept(std::move(staged)).value();
  stat(library.stored.c_str(), &after);
  EXPECT_EQ(after.st_ino, before.st_ino);
  EXPECT_TRUE(fs::is_empty(scratch_ / "store/incoming"));
  EXPECT_TRUE(store.Verified(library));
}

TEST_F(OperatorStoreTest, StagesTheEntryItselfWhenItHasTheBytes) {
  const OperatorStore store = Open();
  const StoredLibrary library = store.Import(scratch_.Write("x.so", "abc")).value();
  {
    const StagedLibrary staged = store.Stage(scratch_.Write("y.so", "abc")).value();
    EXPECT_EQ(staged.staged, library.stored);
    EXPECT_EQ(staged.original, scratch_ / "y.so");
    EXPECT_TRUE(fs::is_empty(scratch_ / "store/incoming"));
  }
  EXPECT_TRUE(store.Verified(library)) << "an entry was removed with what was staged";
}

TEST_F(OperatorStoreTest, AcceptsBytesThatSomebodyElseAcceptedMeanwhile) {
  const OperatorStore store = Open();
  auto staged = store.Stage(scratch_.Write("x.so", "abc")).value();
  const StoredLibrary first = store.Import(scratch_ / "x.so").value();
  struct stat before {};
  struct stat after {};
  stat(first.stored.c_str(), &before);
  EXPECT_TRUE(store.Accept(std::move(staged)));
  stat(first.stored.c_str(), &after);
  EXPECT_EQ(after.st_ino, before.st_ino);
  EXPECT_TRUE(fs::is_empty(scratch_ / "store/incoming"));
}

TEST_F(OperatorStoreTest, RefusesADirectoryThatOthersMayWrite) {
  fs::create_directory(scratch_ / "open");
  fs::permissions(scratch_ / "open", fs::perms(0777));
  const auto store = OperatorStore::Open(scratch_ / "open");
  ASSERT_FALSE(store);
  EXPECT_THAT(store.error().text, HasSubstr("may be written by other users"));
}

TEST_F(OperatorStoreTest, RefusesAFileInPlaceOfADirectory) {
  EXPECT_THAT(OperatorStore::Open(scratch_.Write("file", "x")).error().text, HasSubstr("is not a directory"));
  EXPECT_FALSE(OperatorStore::Open(scratch_ / "file" / "store"));
}

TEST_F(OperatorStoreTest, RefusesANameThatTheLoaderWouldExpand) {
  EXPECT_EQ(OperatorStore::Open(scratch_ / "$ORIGIN" / "store").error().code, Errc::kInvalidArgument);
}

TEST_F(OperatorStoreTest, RefusesADirectoryThatThisUserMayNotWrite) {
  fs::create_directory(scratch_ / "locked");
  fs::permissions(scratch_ / "locked", fs::perms(0555));
  EXPECT_TRUE(TrueWithoutPrivileges([&] {
    const auto store = OperatorStore::Open(scratch_ / "locked");
    const auto below = OperatorStore::Open(scratch_ / "locked/not there/store");
    return !store && store.error().code == Errc::kPermissionDenied &&
           store.error().text.find("cannot be written") != std::string::npos && !below &&
           below.error().code == Errc::kPermissionDenied;
  }));
}

TEST_F(OperatorStoreTest, RefusesAFileThatThisUserMayNotRead) {
  const fs::path file = scratch_.Write("secret.so", "abc");
  fs::permissions(file, fs::perms(0000));
  fs::permissions(scratch_.path(), fs::perms(0777));
  EXPECT_TRUE(TrueWithoutPrivileges([&] {
    auto store = OperatorStore::Open(scratch_ / "store");
    if (!store) return false;
    const auto library = store->Import(file);
    return !library && library.error().code == Errc::kPermissionDenied &&
           library.error().text.starts_with(file.string() + ": Permission denied; ");
  }));
}

TEST_F(OperatorStoreTest, SaysThatTheDiskIsFull) {
  fs::create_directory(scratch_ / "small");
  const auto told = TrueWithMount(scratch_ / "small", 0, "size=64k,mode=0755", [&] {
    auto store = OperatorStore::Open(scratch_ / "small/store");
    const auto library = store.value().Stage(scratch_.Write("big.so", std::string(1 << 20, 'x')));
    return !library && library.error().text.starts_with((scratch_ / "big.so").string()) &&
           library.error().text.find((scratch_ / "small/store").string()) != std::string::npos &&
           library.error().text.find("No space left") != std::string::npos &&
           library.error().text.find("--store") != std::string::npos && fs::is_empty(scratch_ / "small/store/incoming");
  });
  if (!told) GTEST_SKIP() << "may not mount a small file system here";
  EXPECT_TRUE(*told);
}

TEST_F(OperatorStoreTest, LoadsFromSealedMemoryWhereNothingCanBeExecuted) {
  fs::create_directory(scratch_ / "noexec");
  const auto loaded = TrueWithMount(scratch_ / "noexec", MS_NOEXEC, "mode=0755", [&] {
    auto store = OperatorStore::Open(scratch_ / "noexec/store").value();
    auto staged = store.Stage(FixtureOperator("constant")).value();
    const bool stageable = SharedLibrary::Open(staged.loadable).ok() && !SharedLibrary::Open(staged.staged).ok();
    const StoredLibrary accepted = store.Accept(std::move(staged)).value();
    const StoredLibrary library = store.Verified(accepted).value();
    OperatorLoader loader;
    const std::size_t descriptors = OpenDescriptors();
    auto instance = loader.Load(store.Verified(accepted).value());
    const bool right = instance && instance.value()->get().compute_score(Feature{}) == 1.0;
    const bool proven = loader.Retire(std::move(instance).value()).unmapped;
    return stageable && right && proven && accepted.memory == nullptr && library.memory != nullptr &&
           OpenDescriptors() == descriptors && store.Limitation()->level == FindingLevel::kWarning;
  });
  if (!loaded) GTEST_SKIP() << "may not mount a file system here";
  EXPECT_TRUE(*loaded);
}

TEST_F(OperatorStoreTest, HasNoLimitationWhereItsCopiesCanBeExecuted) { EXPECT_FALSE(Open().Limitation()); }

TEST_F(OperatorStoreTest, RemovesOnlyImportsThatWereAbandonedLongAgo) {
  fs::create_directories(scratch_ / "store/incoming");
  scratch_.Write("store/incoming/import-old", "x");
  scratch_.Write("store/incoming/import-young", "x");
  fs::last_write_time(scratch_ / "store/incoming/import-old", fs::file_time_type::clock::now() - std::chrono::hours(2));
  Open();
  EXPECT_FALSE(fs::exists(scratch_ / "store/incoming/import-old"));
  EXPECT_TRUE(fs::exists(scratch_ / "store/incoming/import-young"));
}

TEST_F(OperatorStoreTest, StaysWhereItIsWhenTheWorkingDirectoryChanges) {
  const fs::path before = fs::current_path();
  fs::current_path(scratch_.path());
  auto store = OperatorStore::Open("relative");
  fs::current_path(before);
  ASSERT_TRUE(store);
  EXPECT_EQ(store->Import(scratch_.Write("x.so", "abc")).value().stored.parent_path(), scratch_ / "relative");
}

TEST_F(OperatorStoreTest, ForgetsAnEntryThatALaterGateRefused) {
  const OperatorStore store = Open();
  const fs::path file = scratch_.Write("x.so", "abc");
  const StoredLibrary library = store.Import(file).value();
  store.Forget(library);
  EXPECT_FALSE(fs::exists(library.stored));
  EXPECT_EQ(store.Verified(library).error().code, Errc::kNotFound);
  EXPECT_TRUE(store.Verified(store.Import(file).value()));
}

TEST(OperatorStoreDefaultDirectoryTest, FollowsTheBaseDirectorySpecification) {
  setenv("HOME", "/home/somebody", 1);
  setenv("XDG_DATA_HOME", "/data", 1);
  EXPECT_EQ(OperatorStore::DefaultDirectory(), "/data/hotswap/store");
  setenv("XDG_DATA_HOME", "relative", 1);
  EXPECT_EQ(OperatorStore::DefaultDirectory(), "/home/somebody/.local/share/hotswap/store");
  unsetenv("XDG_DATA_HOME");
  unsetenv("HOME");
  EXPECT_EQ(OperatorStore::DefaultDirectory(), "");
  EXPECT_EQ(OperatorStore::Open(OperatorStore::DefaultDirectory()).error().code, Errc::kInvalidArgument);
}

}  // namespace
}  // namespace hotswap
