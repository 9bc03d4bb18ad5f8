#include "core/watch/folder_events.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;

class FolderEventsTest : public ::testing::Test {
 protected:
  FolderEventsTest() { Watch(); }

  std::set<fs::path> Watch() { return events_.Watch({root_}); }

  /// The names that were told by now; "." for the folder itself. What a call did is told before it returns.
  std::set<std::string> Told() {
    bool everything = false;
    std::set<std::string> names;
    for (const auto& told : events_.Take(everything)) names.insert(told.name.empty() ? "." : told.name);
    if (everything) names.insert("everything");
    return names;
  }

  TemporaryDirectory directory_;
  const fs::path root_ = directory_.Path();
  FolderEvents events_;
};

using Names = std::set<std::string>;

TEST_F(FolderEventsTest, AFileIsToldWhenItsWriterIsDoneAndNotBefore) {
  std::ofstream file(root_ / "op.so");
  file << "half" << std::flush;
  EXPECT_EQ(Told(), Names{});
  file.close();
  EXPECT_EQ(Told(), Names{"op.so"});
}

TEST_F(FolderEventsTest, ARenameIsToldByItsNewName) {
  directory_.Write("tmp", "x");
  Told();
  fs::rename(root_ / "tmp", root_ / "op.so");
  EXPECT_EQ(Told(), Names{"op.so"});
}

TEST_F(FolderEventsTest, LinksOfBothKindsAreToldAtOnce) {
  directory_.Write("op.so", "x");
  Told();
  fs::create_symlink("op.so", root_ / "soft.so");
  fs::create_hard_link(root_ / "op.so", root_ / "hard.so");
  EXPECT_EQ(Told(), (Names{"soft.so", "hard.so"}));
}

TEST_F(FolderEventsTest, ADeletionIsNotTold) {
  directory_.Write("op.so", "x");
  Told();
  fs::remove(root_ / "op.so");
  EXPECT_EQ(Told(), Names{});
}

TEST_F(FolderEventsTest, AFolderThatIsExchangedIsToldAndWatchedAnew) {
  const fs::path sub = root_ / "sub";
  fs::create_directory(sub);
  EXPECT_EQ(events_.Watch({sub}), std::set<fs::path>{sub});
  EXPECT_EQ(events_.Watch({sub}), std::set<fs::path>{}) << "as before";
  fs::rename(sub, root_ / "old");
  EXPECT_EQ(Told(), Names{"."});
  EXPECT_EQ(events_.Watch({sub}), std::set<fs::path>{}) << "not there";
  directory_.Write("old/gone.so", "x");
  fs::create_directory(sub);
  EXPECT_EQ(events_.Watch({sub}), std::set<fs::path>{sub});
  directory_.Write("sub/op.so", "x");
  EXPECT_EQ(Told(), Names{"op.so"}) << "and nothing of the one that was renamed";
  EXPECT_EQ(events_.trouble(), "");
}

TEST_F(FolderEventsTest, AFolderThatIsDeletedIsToldAndOneThatComesBackIsNew) {
  const fs::path sub = root_ / "sub";
  fs::create_directory(sub);
  events_.Watch({sub});
  fs::remove(sub);
  EXPECT_EQ(Told(), Names{"."});
  fs::create_directory(sub);
  EXPECT_EQ(events_.Watch({sub}), std::set<fs::path>{sub});
}

TEST_F(FolderEventsTest, TwoPathsToOneFolderAreBothTold) {
  fs::create_directory(root_ / "sub");
  fs::create_directory_symlink("sub", root_ / "link");
  EXPECT_EQ(events_.Watch({root_ / "sub", root_ / "link"}).size(), 2U);
  directory_.Write("sub/op.so", "x");
  bool everything = false;
  std::set<fs::path> folders;
  for (const auto& told : events_.Take(everything)) folders.insert(told.folder);
  EXPECT_EQ(folders, (std::set<fs::path>{root_ / "sub", root_ / "link"}));
}

TEST_F(FolderEventsTest, WhatIsNotWatchedAnyMoreIsNotTold) {
  events_.Watch({});
  directory_.Write("op.so", "x");
  EXPECT_EQ(Told(), Names{});
  EXPECT_EQ(Watch(), std::set<fs::path>{root_});
}

TEST_F(FolderEventsTest, MoreEventsThanTheSystemKeepsMeanEverything) {
  std::ifstream limit("/proc/sys/fs/inotify/max_queued_events");
  int most = 0;
  limit >> most;
  if (most <= 0 || most > 100'000) GTEST_SKIP() << "a queue of " << most << " events takes too long to fill";
  // Events of one kind in a row are one: so of two names in turn.
  const FileDescriptor a(open((root_ / "a").c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
  for (int i = 0; i <= most; ++i) {
    close(open((root_ / (i % 2 == 0 ? "a" : "b")).c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
  }
  EXPECT_TRUE(Told().contains("everything"));
}

TEST(FolderEventsLimitTest, WithoutAnInotifyInstanceItSaysWhichLimitToRaiseAndTellsNothing) {
  TemporaryDirectory directory;
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  // The system gives the same error where this process may open nothing more; the limit itself is shared with other programs.
  const int next = FileDescriptor(dup(STDERR_FILENO)).get();
  const rlimit none{static_cast<rlim_t>(next), before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
  FolderEvents events;
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_LT(events.descriptor(), 0);
  EXPECT_TRUE(events.Watch({directory.Path()}).empty());
  EXPECT_NE(events.trouble().find("sysctl fs.inotify.max_user_instances"), std::string::npos) << events.trouble();
  bool everything = false;
  EXPECT_TRUE(events.Take(everything).empty());
}

}  // namespace
}  // namespace hotswap
