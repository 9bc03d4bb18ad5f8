#include "core/loading/operator_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/core/loading/process_resources.h"
#include "tests/core/loading/scratch_directory.h"
#include "tests/core/loading/unprivileged_child.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::OpenDescriptors;
using testing::ReadAll;
using testing::ScratchDirectory;
using ::testing::StartsWith;
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

TEST_F(OperatorStoreTest, AcceptsAnEntryThatAnotherProcessPublishesAgainMeanwhile) {
  OperatorStore store = Open();
  const StoredLibrary library = store.Import(scratch_.Write("x.so", std::string(1 << 20, 'x'))).value();
  fs::copy_file(library.stored, scratch_ / "other");
  std::atomic<bool> done = false;
  // Each round puts another inode with the same bytes in the entry's place.
  std::thread other([&] {
    for (int round = 0; !done; ++round) {
      const fs::path copy = scratch_ / ("copy" + std::to_string(round));
      fs::copy_file(scratch_ / "other", copy);
      fs::rename(copy, library.stored);
    }
  });
  int refused = 0;
  for (int round = 0; round < 200; ++round) refused += store.Verified(library) ? 0 : 1;
  done = true;
  other.join();
  EXPECT_EQ(refused, 0);
}

TEST_F(OperatorStoreTest, RefusesAnEntryWhoseBytesWereChanged) {
  OperatorStore store = Open();
  const StoredLibrary library = store.Import(scratch_.Write("x.so", "abc")).value();
  fs::permissions(library.stored, fs::perms(0600));
  std::ofstream(library.stored) << "abd";
  const auto verdict = store.Verified(library);
  ASSERT_FALSE(verdict);
  EXPECT_EQ(verdict.error().code, Errc::kStale);
  EXPECT_THAT(verdict.error().text, AllOf(StartsWith((scratch_ / "x.so").string()), HasSubstr("was changed")));
}

TEST_F(OperatorStoreTest, RefusesAnEntryThatIsGoneOrALink) {
  OperatorStore store = Open();
  const StoredLibrary library = store.Import(scratch_.Write("x.so", "abc")).value();
  fs::remove(library.stored);
  EXPECT_EQ(store.Verified(library).error().code, Errc::kNotFound);
  fs::create_symlink(scratch_ / "x.so", library.stored);
  EXPECT_EQ(store.Verified(library).error().code, Errc::kStale);
}

TEST_F(OperatorStoreTest, ReplacesADamagedEntryWhenTheFileIsImportedAgain) {
  OperatorStore store = Open();
  const fs::path file = scratch_.Write("x.so", "abc");
  const StoredLibrary library = store.Import(file).value();
  fs::permissions(library.stored, fs::perms(0600));
  fs::resize_file(library.stored, 1);
  ASSERT_FALSE(store.Verified(library));
  EXPECT_TRUE(store.Import(file));
  EXPECT_TRUE(store.Verified(library));
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
           library.error().text == file.string() + ": Permission denied";
  }));
}

TEST_F(OperatorStoreTest, SaysThatTheDiskIsFull) {
  fs::create_directory(scratch_ / "small");
  // In a child, so that the file system goes with it.
  const pid_t child = fork();
  if (child == 0) {
    constexpr int kSkip = 77;
    if (unshare(CLONE_NEWNS) != 0 || mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) _exit(kSkip);
    if (mount("tmpfs", (scratch_ / "small").c_str(), "tmpfs", 0, "size=64k,mode=0755") != 0) _exit(kSkip);
    auto store = OperatorStore::Open(scratch_ / "small/store");
    const auto library = store.value().Import(scratch_.Write("big.so", std::string(1 << 20, 'x')));
    const bool told = !library && library.error().text.starts_with((scratch_ / "big.so").string()) &&
                      library.error().text.find("No space left") != std::string::npos;
    _exit(told && fs::is_empty(scratch_ / "small/store/incoming") ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 77) GTEST_SKIP() << "may not mount a small file system here";
  EXPECT_EQ(status, 0);
}

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
