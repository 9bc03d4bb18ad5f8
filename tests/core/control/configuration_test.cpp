#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "core/control/controller.h"
#include "tests/core/control/engine_bench.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::ShippedOperator;

/// An engine that gets other configurations while it runs.
class LiveConfigTest : public testing::EngineBench {
 protected:
  LiveConfigTest() { options_.plan.libraries = {ShippedOperator("score_op_v1")}; }

  CommandOutcome Apply(const Config& before, const Config& after) {
    return Do(ApplyConfig{
        .config = std::make_shared<const Config>(after), .changes = Diff(before, after), .file = "c.toml", .refusal = {}});
  }

  /// An event that says so has come.
  bool Told(EventLevel level, const std::string& text) const {
    return Await([&](const Snapshot& s) {
             return std::ranges::any_of(*s.events, [&](const Event& event) {
               return event.level == level && event.text.find(text) != std::string::npos;
             });
           }) != nullptr;
  }
};

TEST_F(LiveConfigTest, WorkersChangeAtOnceAndTheChangeIsTold) {
  ASSERT_TRUE(Start().ok());
  Config after;
  after.workers = {.threads = 5, .interval = 1ms, .rounds = 0};
  EXPECT_TRUE(Apply({}, after).ok);
  EXPECT_NE(Await([](const Snapshot& s) { return s.threads.size() == 5; }), nullptr);
  EXPECT_TRUE(Told(EventLevel::kWarning,
                   "configuration c.toml was read again: workers.threads 4 → 5; workers.interval \"300ms\" → \"1ms\""));
}

TEST_F(LiveConfigTest, ThreadsStayAsAPersonSetThemWhenOnlySomethingElseChanged) {
  ASSERT_TRUE(Start().ok());
  Config after;
  after.store.resident = 1;
  EXPECT_TRUE(Apply({}, after).ok);
  EXPECT_EQ(engine_->Latest()->threads.size(), 2U) << "as the plan said";
}

TEST_F(LiveConfigTest, FewerResidentVersionsAreUnloadedAtOnce) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v2")}).ok);
  ASSERT_TRUE(Becomes(1, VersionState::kReady));
  Config after;
  after.store.resident = 0;
  EXPECT_TRUE(Apply({}, after).ok);
  EXPECT_TRUE(Becomes(1, VersionState::kUnloaded));
}

TEST_F(LiveConfigTest, WhatNeedsARestartIsTold) {
  ASSERT_TRUE(Start().ok());
  Config after;
  after.gates.strict = true;
  EXPECT_TRUE(Apply({}, after).ok);
  EXPECT_TRUE(Told(EventLevel::kWarning, "gates.strict false → true (needs a restart)"));
}

TEST_F(LiveConfigTest, ARefusedFileIsAnErrorAndChangesNothing) {
  ASSERT_TRUE(Start().ok());
  const CommandOutcome outcome = Do(ApplyConfig{.config = nullptr, .changes = {}, .file = "c.toml", .refusal = "c.toml:1:2: no"});
  EXPECT_FALSE(outcome.ok);
  EXPECT_TRUE(Told(EventLevel::kError, "c.toml:1:2: no"));
  EXPECT_EQ(engine_->Latest()->threads.size(), 2U);
}

TEST_F(LiveConfigTest, AWishToReloadReachesWhoReadsTheFile) {
  auto wished = std::make_shared<std::atomic<int>>(0);
  options_.reload_config = [wished] { ++*wished; };
  ASSERT_TRUE(Start().ok());
  EXPECT_TRUE(Do(ReloadConfig{}).ok);
  EXPECT_EQ(wished->load(), 1);
}

TEST_F(LiveConfigTest, AWishToReloadIsRefusedWhereThereIsNoFile) {
  ASSERT_TRUE(Start().ok());
  EXPECT_THAT(Do(ReloadConfig{}).text, HasSubstr("no configuration file"));
}

TEST_F(LiveConfigTest, WhatASlotWatchesIsInTheSnapshotsAsTheConfigurationSaysItNow) {
  ASSERT_TRUE(Start().ok());
  EXPECT_EQ(engine_->Latest()->slots.at(0).watch, "");
  Config after;
  after.slots.push_back({.name = "score", .library = {}, .watch = "/out", .rollout = "slow", .configure = {}, .moment = {}});
  after.slots[0].policy = WatchPolicy::kRollout;
  EXPECT_TRUE(Apply({}, after).ok);
  const auto watched = Await([](const Snapshot& s) { return s.slots[0].watch == "/out"; });
  ASSERT_NE(watched, nullptr);
  EXPECT_EQ(watched->slots[0].policy, WatchPolicy::kRollout);
  EXPECT_EQ(watched->slots[0].strategy, "slow");
}

TEST_F(LiveConfigTest, SnapshotsHaveTheConfigurationThatCountsNow) {
  ASSERT_TRUE(Start().ok());
  ASSERT_NE(engine_->Latest()->config, nullptr);
  Config after;
  after.rollouts.push_back({.name = "mine", .steps = {{.share = 7}}, .guards = {}});
  EXPECT_TRUE(Apply({}, after).ok);
  const auto read_again = Await([](const Snapshot& s) { return s.config->rollouts.size() == 2; });
  ASSERT_NE(read_again, nullptr);
  EXPECT_EQ(read_again->config->rollouts[1].name, "mine");
}

TEST_F(LiveConfigTest, ARolloutWithoutStepsGoesByAStrategyOfTheConfigurationAsItIsNow) {
  ASSERT_TRUE(Start().ok());
  const RolloutPlan plan{.slot = "score", .library = ShippedOperator("score_op_v2"), .steps = {}, .guards = {}};
  EXPECT_THAT(Do(StartRollout{.plan = plan, .strategy = "mine"}).text, HasSubstr("no strategy \"mine\"; it has standard"));
  Config after;
  after.rollouts.push_back({.name = "mine", .steps = {{.share = 7, .min_time = 1h}}, .guards = {{"max_nonfinite", 5}}});
  EXPECT_TRUE(Apply({}, after).ok);
  EXPECT_TRUE(Do(StartRollout{.plan = plan, .strategy = "mine"}).ok);
  const auto begun = Await([](const Snapshot& s) { return !s.rollouts.empty(); });
  ASSERT_NE(begun, nullptr);
  EXPECT_EQ(begun->rollouts[0].steps.at(0).share, 7);
  ASSERT_EQ(begun->rollouts[0].guards.size(), 1U);
  EXPECT_EQ(begun->rollouts[0].guards[0].limit, 5);
}

TEST_F(LiveConfigTest, ANoteOfAWatcherIsAnEventOfItsSlot) {
  ASSERT_TRUE(Start().ok());
  EXPECT_TRUE(
      Do(NoteWatch{.slot = "score", .level = EventLevel::kWarning, .version = 1, .path = "/x.so", .text = "/x.so is odd"}).ok);
  EXPECT_NE(Await([](const Snapshot& s) {
              const Event& last = s.events->back();
              return last.slot == "score" && last.path == "/x.so" && last.version == 1 && last.text == "/x.so is odd";
            }),
            nullptr);
}

TEST_F(LiveConfigTest, SlotsOfThePlanAreAnsweredFromTheStart) {
  options_.plan.libraries.clear();
  options_.slot_names = {"score", "ctr"};
  options_.plan.slots = {{"score", ShippedOperator("score_op_v1")}, {"ctr", ShippedOperator("score_op_v2")}};
  ASSERT_TRUE(Start().ok());
  const auto snapshot =
      Await([](const Snapshot& s) { return s.slots.size() == 2 && s.slots[0].active == 1 && s.slots[1].active == 1; });
  ASSERT_NE(snapshot, nullptr);
}

TEST_F(LiveConfigTest, ARefusedSlotOfThePlanIsTheStartsFailure) {
  options_.plan.libraries.clear();
  options_.plan.slots = {{"score", "/nowhere/op.so"}};
  options_.plan.stop_on_refusal = true;
  EXPECT_THAT(Start().error().text, HasSubstr("/nowhere/op.so"));
}

}  // namespace
}  // namespace hotswap
