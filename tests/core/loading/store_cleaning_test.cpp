#include "core/loading/store_cleaning.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "core/loading/operator_store.h"
#include "tests/core/loading/scratch_directory.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Outcome = CleanedFile::Outcome;
using ::testing::IsEmpty;
using testing::ScratchDirectory;
using ::testing::SizeIs;

class StoreCleaningTest : public ::testing::Test {
 protected:
  StoreCleaningTest() {
    const auto store = OperatorStore::Open(directory_).value();
    whole_ = store.Import(scratch_.Write("x.so", "abc")).value().stored;
    damaged_ = store.Import(scratch_.Write("y.so", "other")).value().stored;
    fs::permissions(damaged_, fs::perms(0600));
    fs::resize_file(damaged_, 2);
    half_ = scratch_.Write("store/incoming/import-abc", "ot");
  }

  std::vector<CleanedFile> Clean(const CleaningPolicy& policy = {}) const {
    auto store = StoreDirectory::OpenExisting(directory_).value();
    return CleanStore(store, policy).value();
  }

  static void LetTimePass(const fs::path& file, std::chrono::seconds age) {
    const time_t at = time(nullptr) - age.count();
    const timespec times[2] = {{at, 0}, {at, 0}};
    ASSERT_EQ(utimensat(AT_FDCWD, file.c_str(), times, AT_SYMLINK_NOFOLLOW), 0);
  }

  const ScratchDirectory scratch_;
  const fs::path directory_ = scratch_ / "store";
  fs::path whole_;
  fs::path damaged_;
  fs::path half_;
};

TEST_F(StoreCleaningTest, RemovesHalfFilesAndDamagedEntriesAndKeepsTheRest) {
  EXPECT_THAT(Clean(), SizeIs(2));
  EXPECT_TRUE(fs::exists(whole_));
  EXPECT_FALSE(fs::exists(damaged_));
  EXPECT_FALSE(fs::exists(half_));
  EXPECT_THAT(Clean(), IsEmpty());
}

TEST_F(StoreCleaningTest, OnlyTellsInADryRun) {
  const auto told = Clean({.unused_for = {}, .dry_run = true});
  ASSERT_THAT(told, SizeIs(2));
  for (const CleanedFile& each : told) EXPECT_EQ(each.outcome, Outcome::kRemoved);
  EXPECT_TRUE(fs::exists(damaged_));
  EXPECT_TRUE(fs::exists(half_));
}

TEST_F(StoreCleaningTest, RemovesNothingThatAProcessWithTheStoreOpenMightUse) {
  const auto running = OperatorStore::Open(directory_).value();
  LetTimePass(whole_, 48h);
  for (const CleanedFile& each : Clean({.unused_for = 24h})) EXPECT_EQ(each.outcome, Outcome::kInUse) << each.file.path;
  EXPECT_TRUE(fs::exists(whole_));
  EXPECT_TRUE(fs::exists(damaged_));
  EXPECT_TRUE(fs::exists(half_));
}

TEST_F(StoreCleaningTest, RemovesAnImportOfOverAnHourAgoWhoeverHasTheStoreOpen) {
  const auto running = OperatorStore::Open(directory_).value();
  LetTimePass(half_, 2h);
  Clean();
  EXPECT_FALSE(fs::exists(half_));
  EXPECT_TRUE(fs::exists(damaged_));
}

TEST_F(StoreCleaningTest, RemovesEntriesThatWereNotUsedForLongOnlyWhenAsked) {
  LetTimePass(whole_, 48h);
  Clean();
  EXPECT_TRUE(fs::exists(whole_));
  Clean({.unused_for = 72h});
  EXPECT_TRUE(fs::exists(whole_));
  Clean({.unused_for = 24h});
  EXPECT_FALSE(fs::exists(whole_));
}

TEST_F(StoreCleaningTest, CountsALoadAsAUse) {
  const StoredLibrary library = {.sha256 = whole_.stem(), .original = "x.so", .stored = whole_, .size = 3};
  LetTimePass(whole_, 48h);
  ASSERT_TRUE(OperatorStore::Open(directory_).value().Verified(library));
  Clean({.unused_for = 24h});
  EXPECT_TRUE(fs::exists(whole_));
}

TEST_F(StoreCleaningTest, LeavesStrangersToAPerson) {
  Clean();
  const fs::path stranger = scratch_.Write("store/notes.txt", "x");
  const auto told = Clean();
  EXPECT_TRUE(fs::exists(stranger));
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].file.path, stranger);
  EXPECT_EQ(told[0].outcome, Outcome::kKept);
}

}  // namespace
}  // namespace hotswap
