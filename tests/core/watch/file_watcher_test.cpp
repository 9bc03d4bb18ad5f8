#include "core/watch/file_watcher.h"

#include <gtest/gtest.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/mutex.h"
#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// An engine that only notes what it is asked for, and shows what the test wants.
class NotingEngine final : public Engine {
 public:
  CommandId Submit(Command command) override EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    commands_.push_back(std::move(command));
    return commands_.size();
  }
  std::shared_ptr<const Snapshot> Latest() const override EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    return snapshot_;
  }

  void Show(Snapshot snapshot) EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    snapshot_ = std::make_shared<const Snapshot>(std::move(snapshot));
  }
  std::vector<Command> commands() const EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    return commands_;
  }

 private:
  mutable Mutex mutex_;
  std::vector<Command> commands_ GUARDED_BY(mutex_);
  std::shared_ptr<const Snapshot> snapshot_ GUARDED_BY(mutex_) = std::make_shared<const Snapshot>();
};

Result<std::string> ContentOf(const fs::path& file) {
  std::ifstream stream(file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

class FileWatcherTest : public ::testing::Test {
 protected:
  FileWatcherTest() { snapshot_.slots = {SlotInfo{.name = "score", .watch = (root_ / "op.so").string()}}; }

  void Start() {
    engine_.Show(snapshot_);
    const SettleLimits limits{.told = 20ms, .untold = 60ms, .patience = 500ms};
    watcher_.emplace(FileWatcher::Parts{.digest = &ContentOf, .limits = limits, .rescan = 50ms});
    watcher_->Start(engine_);
    ASSERT_TRUE(Noted("is watched for slot score"));
  }

  /// Whether the commands come to satisfy `condition` within ten seconds.
  bool Await(const std::function<bool(const std::vector<Command>&)>& condition) const {
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (!condition(engine_.commands())) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      std::this_thread::sleep_for(2ms);  // only how often the commands are looked at
    }
    return true;
  }

  bool Noted(const std::string& text) const {
    return Await([&](const std::vector<Command>& commands) {
      return std::ranges::any_of(commands, [&](const Command& command) {
        const auto* note = std::get_if<NoteWatch>(&command);
        return note != nullptr && note->text.find(text) != std::string::npos;
      });
    });
  }

  /// How many commands of this kind were submitted.
  template <typename T>
  static std::ptrdiff_t Count(const std::vector<Command>& commands) {
    return std::ranges::count_if(commands, [](const Command& command) { return std::holds_alternative<T>(command); });
  }
  template <typename T>
  bool Submits(std::ptrdiff_t count) const {
    return Await([count](const std::vector<Command>& commands) { return Count<T>(commands) == count; });
  }

  /// Tells that the newest command of this kind ended so.
  template <typename T>
  void End(bool ok, const char* code = "") {
    const auto commands = engine_.commands();
    CommandOutcome outcome{.id = 0, .ok = ok, .version = ok ? 2U : 0U, .text = {}, .verdict = nullptr};
    for (std::size_t i = 0; i < commands.size(); ++i) {
      if (std::holds_alternative<T>(commands[i])) outcome.id = i + 1;
    }
    auto verdict = std::make_shared<Verdict>();
    if (!ok) verdict->findings.push_back({.gate = "G2", .check = "x", .level = FindingLevel::kRefusal, .code = code, .text = {}});
    outcome.verdict = verdict;
    snapshot_.outcomes.push_back(outcome);
    engine_.Show(snapshot_);
  }

  TemporaryDirectory directory_;
  const fs::path root_ = fs::canonical(directory_.Path());
  Snapshot snapshot_;
  NotingEngine engine_;
  std::optional<FileWatcher> watcher_;
};

TEST_F(FileWatcherTest, ANewLibraryIsLoadedAndOfferedWhenItIsReady) {
  Start();
  directory_.Write("op.so", "A");
  ASSERT_TRUE(Submits<LoadLibrary>(1));
  End<LoadLibrary>(true);
  EXPECT_TRUE(Noted("is offered as v2 of slot score"));
}

TEST_F(FileWatcherTest, WhatLiesThereIsNotLoaded) {
  directory_.Write("op.so", "A");
  Start();
  directory_.Write("op.so", "B");
  ASSERT_TRUE(Submits<LoadLibrary>(1));
}

TEST_F(FileWatcherTest, BytesThatTheGatesRefusedAreNotTriedAgainAndOthersAre) {
  Start();
  directory_.Write("op.so", "bad");
  ASSERT_TRUE(Submits<LoadLibrary>(1));
  End<LoadLibrary>(false, "not_elf");
  directory_.Write("op.so", "good");
  ASSERT_TRUE(Submits<LoadLibrary>(2));
  directory_.Write("op.so", "bad");
  EXPECT_TRUE(Noted("has bytes again that the gates refused"));
  EXPECT_EQ(Count<LoadLibrary>(engine_.commands()), 2);
}

TEST_F(FileWatcherTest, WhatTheConfigurationSaysLaterCountsAtOnce) {
  Start();
  snapshot_.slots[0].watch = (root_ / "other.so").string();
  snapshot_.slots[0].policy = WatchPolicy::kSwap;
  engine_.Show(snapshot_);
  ASSERT_TRUE(Noted("other.so is watched for slot score: a new library there takes over"));
  directory_.Write("op.so", "A");
  directory_.Write("other.so", "B");
  ASSERT_TRUE(Submits<SwapToLibrary>(1));
  EXPECT_EQ(Count<LoadLibrary>(engine_.commands()), 0);
}

TEST_F(FileWatcherTest, TwoSlotsThatWatchOneFileBothGetIt) {
  snapshot_.slots.push_back(SlotInfo{.name = "ctr", .watch = snapshot_.slots[0].watch});
  Start();
  ASSERT_TRUE(Noted("is watched for slot ctr"));
  directory_.Write("op.so", "A");
  EXPECT_TRUE(Submits<LoadLibrary>(2));
}

TEST_F(FileWatcherTest, AFileThatIsReplacedForEverIsToldAndTakenWhenThatEnds) {
  Start();
  bool told = false;
  for (int i = 0; i < 2000 && !told; ++i) {
    directory_.Write("next", std::to_string(i));
    fs::rename(root_ / "next", root_ / "op.so");
    std::this_thread::sleep_for(5ms);  // the pace of its writer
    const auto commands = engine_.commands();
    told = std::ranges::any_of(commands, [](const Command& command) {
      const auto* note = std::get_if<NoteWatch>(&command);
      return note != nullptr && note->text.find("without a rest") != std::string::npos;
    });
  }
  EXPECT_TRUE(told);
  directory_.Write("op.so", "last");
  EXPECT_TRUE(Await([](const std::vector<Command>& commands) { return Count<LoadLibrary>(commands) > 0; }));
}

TEST_F(FileWatcherTest, WithoutInotifyItSaysSoAndFindsEverythingAllTheSame) {
  std::vector<FileDescriptor> taken;
  // Where descriptors are what is short, the watcher still needs one for its end.
  FileDescriptor spare(dup(0));
  for (;;) {
    FileDescriptor instance(inotify_init1(IN_CLOEXEC));
    if (!instance.valid()) break;
    taken.push_back(std::move(instance));
  }
  spare = FileDescriptor();
  Start();
  EXPECT_TRUE(Noted("sysctl fs.inotify.max_user_instances"));
  directory_.Write("op.so", "A");
  EXPECT_TRUE(Submits<LoadLibrary>(1));
}

TEST_F(FileWatcherTest, ItEndsAtOnceWithManyFilesToLookAt) {
  snapshot_.slots[0].watch = root_.string();
  for (int i = 0; i < 1000; ++i) directory_.Write(std::to_string(i) + ".so", "x");
  Start();
  const auto begun = std::chrono::steady_clock::now();
  watcher_.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
}

}  // namespace
}  // namespace hotswap
