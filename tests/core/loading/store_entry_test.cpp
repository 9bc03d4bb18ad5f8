// What an entry of a store must be to be loaded, asked the way a load asks: through OperatorStore::Verified().
#include "core/loading/store_entry.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "core/loading/operator_store.h"
#include "tests/core/loading/scratch_directory.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::ScratchDirectory;
using ::testing::StartsWith;

class StoreEntryTest : public ::testing::Test {
 protected:
  OperatorStore Open() const { return OperatorStore::Open(scratch_ / "store").value(); }

  const ScratchDirectory scratch_;
};

TEST_F(StoreEntryTest, AcceptsAnEntryThatAnotherProcessPublishesAgainMeanwhile) {
  OperatorStore store = Open();
  const StoredLibrary library = store.Import(scratch_.Write("x.so", std::string(1 << 20, 'x'))).value();
  fs::copy_file(library.stored, scratch_ / "other");
  std::atomic<int> round = 0;
  std::atomic<int> replaced = 0;
  // Once in each round, at any moment of it, another inode with the same bytes takes the entry's place.
  std::thread other([&] {
    for (int seen = 0; seen < 200; ++seen) {
      while (round <= seen) std::this_thread::yield();
      const fs::path copy = scratch_ / ("copy" + std::to_string(seen));
      fs::copy_file(scratch_ / "other", copy);
      fs::rename(copy, library.stored);
      ++replaced;
    }
  });
  int refused = 0;
  while (round < 200) {
    while (replaced < round) std::this_thread::yield();  // else a thread that got no turn would make up for several rounds in one
    ++round;
    refused += store.Verified(library) ? 0 : 1;
  }
  other.join();
  EXPECT_EQ(refused, 0);
}

/// Waits until this process has `file` open, or `over`.
void WaitUntilOpen(const fs::path& file, const std::atomic<bool>& over) {
  while (!over) {
    for (const auto& fd : fs::directory_iterator("/proc/self/fd")) {
      std::error_code ignored;
      if (fs::read_symlink(fd.path(), ignored) == file) return;
    }
  }
}

TEST_F(StoreEntryTest, NoticesAnotherFileUnderTheNameWhileItHashed) {
  const OperatorStore store = Open();
  scratch_.Write("x.so", "x");
  fs::resize_file(scratch_ / "x.so", 16 << 20);  // long enough to be replaced while it is hashed
  const StoredLibrary library = store.Import(scratch_ / "x.so").value();
  fs::create_hard_link(library.stored, scratch_ / "good");
  // A busy machine may put the replacement off until the hashing is over; then it is right that nothing was noticed.
  bool noticed = false;
  for (int round = 0; !noticed && round < 50; ++round) {
    fs::remove(library.stored);
    fs::create_hard_link(scratch_ / "good", library.stored);
    std::atomic<bool> over = false;
    std::thread other([&] {
      WaitUntilOpen(library.stored, over);
      fs::rename(scratch_.Write("bad", "other bytes"), library.stored);
    });
    const auto verified = store.Verified(library);
    over = true;
    other.join();
    noticed = !verified && verified.error().code == Errc::kStale;
  }
  EXPECT_TRUE(noticed);
}

TEST_F(StoreEntryTest, RefusesAnEntryThatOthersMayWrite) {
  OperatorStore store = Open();
  const StoredLibrary library = store.Import(scratch_.Write("x.so", "abc")).value();
  fs::permissions(library.stored, fs::perms(0664));
  EXPECT_EQ(store.Verified(library).error().code, Errc::kPermissionDenied);
  EXPECT_THAT(store.Verified(library).error().text, HasSubstr("may be written by other users"));
  EXPECT_TRUE(store.Import(scratch_ / "x.so"));
  EXPECT_TRUE(store.Verified(library)) << "the import did not replace it";
}

TEST_F(StoreEntryTest, RefusesAnEntryOfAnotherUser) {
  const fs::path file = scratch_.Write("x.so", "abc");
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a file to another user";
  const StoredLibrary library = Open().Import(file).value();
  ASSERT_EQ(chown(library.stored.c_str(), 12345, static_cast<gid_t>(-1)), 0);
  EXPECT_EQ(Open().Verified(library).error().code, Errc::kPermissionDenied);
  EXPECT_THAT(Open().Verified(library).error().text, HasSubstr("belongs to another user"));
}

TEST_F(StoreEntryTest, RefusesAnEntryWhoseBytesWereChanged) {
  OperatorStore store = Open();
  const StoredLibrary library = store.Import(scratch_.Write("x.so", "abc")).value();
  fs::permissions(library.stored, fs::perms(0600));
  std::ofstream(library.stored) << "abd";
  const auto verdict = store.Verified(library);
  ASSERT_FALSE(verdict);
  EXPECT_EQ(verdict.error().code, Errc::kStale);
  EXPECT_THAT(verdict.error().text, AllOf(StartsWith((scratch_ / "x.so").string()), HasSubstr("was changed")));
}

TEST_F(StoreEntryTest, RefusesAnEntryThatIsGoneOrALink) {
  OperatorStore store = Open();
  const StoredLibrary library = store.Import(scratch_.Write("x.so", "abc")).value();
  fs::remove(library.stored);
  EXPECT_EQ(store.Verified(library).error().code, Errc::kNotFound);
  fs::create_symlink(scratch_ / "x.so", library.stored);
  EXPECT_EQ(store.Verified(library).error().code, Errc::kStale);
}

TEST_F(StoreEntryTest, ReplacesADamagedEntryWhenTheFileIsImportedAgain) {
  OperatorStore store = Open();
  const fs::path file = scratch_.Write("x.so", "abc");
  const StoredLibrary library = store.Import(file).value();
  fs::permissions(library.stored, fs::perms(0600));
  fs::resize_file(library.stored, 1);
  ASSERT_FALSE(store.Verified(library));
  EXPECT_TRUE(store.Import(file));
  EXPECT_TRUE(store.Verified(library));
}

TEST_F(StoreEntryTest, NotesWhenAnEntryWasUsedLast) {
  const OperatorStore store = Open();
  const StoredLibrary library = store.Import(scratch_.Write("x.so", "abc")).value();
  const auto times = [&] {
    struct stat status {};
    stat(library.stored.c_str(), &status);
    return std::pair(status.st_atim.tv_sec, status.st_mtim.tv_sec);
  };
  const auto set_access = [&](time_t at) {
    const timespec old[2] = {{at, 0}, {at, 0}};
    utimensat(AT_FDCWD, library.stored.c_str(), old, 0);
  };
  const time_t now = time(nullptr);
  set_access(now - 7200);
  EXPECT_TRUE(store.Verified(library));
  EXPECT_GE(times().first, now);
  EXPECT_EQ(times().second, now - 7200) << "when it was added must stay";
}

}  // namespace
}  // namespace hotswap
