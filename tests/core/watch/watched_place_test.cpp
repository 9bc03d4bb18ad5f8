#include "core/watch/watched_place.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// Its content stands for a file's digest.
Result<std::string> ContentOf(const fs::path& file) {
  std::error_code failure;
  if (!fs::exists(file, failure)) return Error{Errc::kNotFound, file.string() + ": is gone"};
  if (!fs::is_regular_file(file, failure)) return Error{Errc::kNotRegularFile, file.string() + ": is no file"};
  std::ifstream stream(file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// Real files, and a clock that only the test moves.
class WatchedPlaceTest : public ::testing::Test {
 protected:
  void Begin(const fs::path& watched) {
    place_.emplace(watched, SettleLimits{.told = 200ms, .untold = 2s, .patience = 10s});
    place_->Scan(now_);
    events_.Watch(place_->folders());
  }

  /// Takes what the system told, then lets time pass until everything is at rest: "NAME=CONTENT", or "NAME!" for a trouble.
  std::vector<std::string> Settle() {
    bool everything = false;
    for (const auto& told : events_.Take(everything)) place_->Stir(told, now_);
    for (const auto& folder : events_.Watch(place_->folders())) {
      static_cast<void>(folder);
      place_->Scan(now_);
    }
    std::vector<std::string> news;
    while (place_->due()) {
      now_ = std::max(now_, *place_->due());
      for (const auto& one : place_->Look(now_, &ContentOf)) {
        const std::string name = one.file.filename().string();
        news.push_back(one.digest.empty() ? name + "!" : name + "=" + one.digest + (one.lay_there ? " (lay there)" : ""));
        trouble_ = one.trouble;
      }
    }
    return news;
  }

  /// The same, as if nothing had been told.
  std::vector<std::string> Rescan() {
    bool everything = false;
    events_.Take(everything);
    place_->Scan(now_);
    return Settle();
  }

  TemporaryDirectory directory_;
  const fs::path root_ = fs::canonical(directory_.Path());
  FolderEvents events_;
  std::optional<WatchedPlace> place_;
  TimePoint now_{1h};
  std::string trouble_;
};

using News = std::vector<std::string>;

TEST(LibraryNameTest, HiddenAndTemporaryNamesAreNone) {
  for (const char* name : {"op.so", "a b.so", "lib.1.so"}) EXPECT_TRUE(IsLibraryName(name)) << name;
  for (const char* name : {".so", ".op.so", "op.so.tmp", "op.so~", "#op.so#", "~op.so", "#op.so", "op.txt", "op.so.1", ""}) {
    EXPECT_FALSE(IsLibraryName(name)) << name;
  }
}

TEST_F(WatchedPlaceTest, AFileThatLayThereIsMarkedAndItsRebuildIsNews) {
  directory_.Write("op.so", "A");
  Begin(root_ / "op.so");
  EXPECT_EQ(Settle(), News{"op.so=A (lay there)"});
  directory_.Write("op.so", "B");
  EXPECT_EQ(Settle(), News{"op.so=B"});
  directory_.Write("op.so", "B");
  EXPECT_EQ(Settle(), News{}) << "the same bytes again";
}

TEST_F(WatchedPlaceTest, AFileThatIsMissingAtFirstIsNewsWhenItComes) {
  Begin(root_ / "op.so");
  EXPECT_EQ(Settle(), News{});
  directory_.Write("op.so", "A");
  EXPECT_EQ(Settle(), News{"op.so=A"});
}

TEST_F(WatchedPlaceTest, ARenameOverTheFileIsNewsAndADeletionIsNot) {
  directory_.Write("op.so", "A");
  Begin(root_ / "op.so");
  Settle();
  directory_.Write("new", "B");
  fs::rename(root_ / "new", root_ / "op.so");
  EXPECT_EQ(Settle(), News{"op.so=B"});
  fs::remove(root_ / "op.so");
  EXPECT_EQ(Settle(), News{});
  EXPECT_EQ(Rescan(), News{});
}

TEST_F(WatchedPlaceTest, OtherFilesBesideItAreNoNews) {
  directory_.Write("op.so", "A");
  Begin(root_ / "op.so");
  Settle();
  directory_.Write("other.so", "B");
  EXPECT_EQ(Settle(), News{});
}

TEST_F(WatchedPlaceTest, OtherBytesWithTheOldTimesAreNews) {
  directory_.Write("op.so", "A");
  Begin(root_ / "op.so");
  Settle();
  const auto written = fs::last_write_time(root_ / "op.so");
  directory_.Write("op.so", "B");
  fs::last_write_time(root_ / "op.so", written);
  EXPECT_EQ(Settle(), News{"op.so=B"});
}

TEST_F(WatchedPlaceTest, AFlipOfTheLinkAndARebuildOfItsTargetAreNews) {
  directory_.Write("v1/op.so", "A");
  directory_.Write("v2/op.so", "B");
  fs::create_symlink("v1/op.so", root_ / "op.so");
  Begin(root_ / "op.so");
  Settle();
  fs::create_symlink("v2/op.so", root_ / "next");
  fs::rename(root_ / "next", root_ / "op.so");
  EXPECT_EQ(Settle(), News{"op.so=B"});
  directory_.Write("v2/op.so", "C");
  EXPECT_EQ(Settle(), News{"op.so=C"}) << "the target's folder is watched since the flip";
  directory_.Write("v1/op.so", "D");
  EXPECT_EQ(Settle(), News{}) << "and the old one is not";
}

TEST_F(WatchedPlaceTest, AFlipOfALinkInTheMiddleIsNews) {
  directory_.Write("1/op.so", "A");
  directory_.Write("2/op.so", "B");
  fs::create_directory_symlink("1", root_ / "current");
  Begin(root_ / "current" / "op.so");
  Settle();
  fs::create_directory_symlink("2", root_ / "next");
  fs::rename(root_ / "next", root_ / "current");
  EXPECT_EQ(Settle(), News{"op.so=B"});
}

TEST_F(WatchedPlaceTest, AFolderThatIsRenamedAwayAndMadeAgainIsWatchedOn) {
  directory_.Write("build/op.so", "A");
  Begin(root_ / "build" / "op.so");
  Settle();
  fs::rename(root_ / "build", root_ / "old");
  EXPECT_EQ(Settle(), News{});
  directory_.Write("build/op.so", "B");
  EXPECT_EQ(Rescan(), News{"op.so=B"});
  directory_.Write("build/op.so", "C");
  EXPECT_EQ(Settle(), News{"op.so=C"});
  directory_.Write("old/op.so", "D");
  EXPECT_EQ(Settle(), News{});
}

TEST_F(WatchedPlaceTest, AFolderGivesEachLibraryInItAndNothingElse) {
  directory_.Write("ops/a.so", "A");
  Begin(root_ / "ops");
  EXPECT_EQ(Settle(), News{"a.so=A (lay there)"});
  directory_.Write("ops/b.so", "B");
  directory_.Write("ops/c.so.tmp", "C");
  directory_.Write("ops/.d.so", "D");
  EXPECT_EQ(Settle(), News{"b.so=B"});
  fs::rename(root_ / "ops/c.so.tmp", root_ / "ops/c.so");
  EXPECT_EQ(Settle(), News{"c.so=C"});
}

TEST_F(WatchedPlaceTest, AFolderThatComesLaterGivesAllThatIsInIt) {
  Begin(root_ / "ops");
  EXPECT_EQ(Settle(), News{});
  directory_.Write("ops/a.so", "A");
  EXPECT_EQ(Rescan(), News{"a.so=A"});
}

TEST_F(WatchedPlaceTest, AThousandFilesAreAllSeen) {
  fs::create_directory(root_ / "ops");
  Begin(root_ / "ops");
  for (int i = 0; i < 1000; ++i) directory_.Write("ops/" + std::to_string(i) + ".so", std::to_string(i));
  EXPECT_EQ(Settle().size(), 1000U);
}

TEST_F(WatchedPlaceTest, WhatIsNoFileIsToldOnce) {
  ASSERT_EQ(mkfifo((root_ / "op.so").c_str(), 0600), 0);
  Begin(root_ / "op.so");
  EXPECT_EQ(Settle(), News{"op.so!"});
  EXPECT_EQ(Rescan(), News{});
}

TEST_F(WatchedPlaceTest, ACircleOfLinksIsToldOnceAndItsEndIsSeen) {
  fs::create_symlink("b.so", root_ / "a.so");
  fs::create_symlink("a.so", root_ / "b.so");
  Begin(root_ / "a.so");
  EXPECT_EQ(Settle(), News{"a.so!"});
  EXPECT_NE(trouble_.find("symbolic links"), std::string::npos);
  EXPECT_EQ(Rescan(), News{});
  fs::remove(root_ / "b.so");
  directory_.Write("b.so", "B");
  EXPECT_EQ(Rescan(), News{"a.so=B"});
}

TEST_F(WatchedPlaceTest, AFolderThatMayNotBeReadIsToldOnce) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  fs::create_directory(root_ / "ops");
  fs::permissions(root_ / "ops", fs::perms::owner_write);
  Begin(root_ / "ops");
  EXPECT_EQ(Settle(), News{"ops!"});
  EXPECT_EQ(Rescan(), News{});
  fs::permissions(root_ / "ops", fs::perms::owner_all);
}

}  // namespace
}  // namespace hotswap
