#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include "tests/core/control/engine_bench.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::FixtureOperator;
using ::testing::HasSubstr;
using testing::ShippedOperator;

class ScenarioTest : public testing::EngineBench {
 protected:
  ScenarioTest() {
    options_.plan.libraries = {ShippedOperator("score_op_v1")};
    scenario_.name = "short";
    scenario_.duration = 300ms;
    scenario_.workers = {.threads = 1, .interval = 2ms, .rounds = 0};
    scenario_.slots = {{"score", FixtureOperator("constant")}};
    scenario_.swaps = {{50ms, "score", ShippedOperator("score_op_v2")}, {100ms, "score", FixtureOperator("counting")}};
  }

  bool Ends() const {
    return Await([](const Snapshot& s) { return s.scenario && !s.scenario->running; }) != nullptr;
  }

  Scenario scenario_;
};

TEST_F(ScenarioTest, RunsItsSwapsAtTheirTimesThenWhatRanBeforeGoesOn) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Answers(1));
  ASSERT_TRUE(Do(RunScenario{scenario_}).ok);
  const auto during = Await([](const Snapshot& s) { return s.scenario && s.scenario->elapsed > 120ms; });
  ASSERT_NE(during, nullptr);
  EXPECT_TRUE(during->scenario->running);
  EXPECT_EQ(during->scenario->name, "short");
  EXPECT_EQ(during->workers.threads, 1U);
  ASSERT_TRUE(Ends());
  const auto after = Await([](const Snapshot& s) { return s.workers.threads == 2; });
  ASSERT_NE(after, nullptr);
  EXPECT_GE(after->scenario->elapsed, 300ms);
  ASSERT_EQ(after->receipts->size(), 4U);
  const auto start = (*after->receipts)[1].at;
  // Not before their time; how long after depends on the machine.
  EXPECT_GT((*after->receipts)[2].at - start, 30ms);
  EXPECT_GT((*after->receipts)[3].at - start, 80ms);
  const auto answered = after->threads[1].rounds;
  EXPECT_NE(Await([&](const Snapshot& s) { return s.threads.size() == 2 && s.threads[1].rounds > answered; }), nullptr)
      << "the second worker, which the scenario did without, answers again";
}

TEST_F(ScenarioTest, OneWithoutADurationEndsWhenItsRoundsAreDone) {
  options_.plan.workers = WorkerSettings{.threads = 2, .interval = 0ns, .rounds = 10};
  ASSERT_TRUE(Start().ok());
  ASSERT_NE(Await([](const Snapshot& s) { return s.finished; }), nullptr);
  scenario_.duration.reset();
  scenario_.swaps.clear();
  scenario_.workers = {.threads = 2, .interval = 1ms, .rounds = 30};
  ASSERT_TRUE(Do(RunScenario{scenario_}).ok);
  ASSERT_TRUE(Ends());
  EXPECT_NE(Await([](const Snapshot& s) { return s.totals.requests == 20 + 60 + 20; }), nullptr)
      << "its rounds, then those of before, from one again";
}

TEST_F(ScenarioTest, OnlyOneRunsAtATime) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(RunScenario{scenario_}).ok);
  const CommandOutcome second = Do(RunScenario{scenario_});
  EXPECT_FALSE(second.ok);
  EXPECT_THAT(second.text, HasSubstr("still running"));
  ASSERT_TRUE(Do(StopScenario{}).ok);
  EXPECT_TRUE(Do(RunScenario{scenario_}).ok);
}

TEST_F(ScenarioTest, StoppingItDropsWhatWasStillToCome) {
  ASSERT_TRUE(Start().ok());
  scenario_.swaps[1].at = 150ms;
  ASSERT_TRUE(Do(RunScenario{scenario_}).ok);
  ASSERT_TRUE(Answers(3));
  ASSERT_TRUE(Do(StopScenario{}).ok);
  const auto swaps = engine_->Latest()->totals.swaps;
  // Beyond the time of the swap that must not come.
  std::this_thread::sleep_for(200ms);
  EXPECT_EQ(engine_->Latest()->totals.swaps, swaps);
  EXPECT_EQ(engine_->Latest()->workers.threads, 2U);
}

TEST_F(ScenarioTest, AnythingThatIsRefusedLeavesEverythingAsItWas) {
  options_.slot_names = {"score", "ctr"};
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"ctr", ShippedOperator("score_op_v1")}).ok);
  Scenario no_slot = scenario_;
  no_slot.slots[0].name = "rank";
  Scenario no_swap_slot = scenario_;
  no_swap_slot.swaps[1].slot = "rank";
  Scenario no_library = scenario_;
  no_library.slots.push_back({"ctr", FixtureOperator("no_create")});
  Scenario no_source = scenario_;
  no_source.source = {.kind = "csv", .file = scratch_ / "missing.csv"};
  Scenario no_threads = scenario_;
  no_threads.workers.threads = 65;
  for (const Scenario& scenario : {no_slot, no_swap_slot, no_library, no_source, no_threads}) {
    EXPECT_FALSE(Do(RunScenario{scenario}).ok);
    const auto snapshot = engine_->Latest();
    EXPECT_EQ(snapshot->slots[0].active, 1U);
    EXPECT_EQ(snapshot->slots[1].active, 1U);
    EXPECT_EQ(snapshot->workers.threads, 2U);
    EXPECT_EQ(snapshot->source, "synthetic");
    EXPECT_FALSE(snapshot->scenario.has_value());
  }
  EXPECT_TRUE(Do(RunScenario{scenario_}).ok);
}

TEST_F(ScenarioTest, ASwapThatIsRefusedDoesNotEndIt) {
  ASSERT_TRUE(Start().ok());
  scenario_.swaps[0].library = FixtureOperator("no_create");
  ASSERT_TRUE(Do(RunScenario{scenario_}).ok);
  EXPECT_NE(Await([](const Snapshot& s) {
              return !s.receipts->empty() && s.receipts->back().path == FixtureOperator("counting").string();
            }),
            nullptr);
  EXPECT_TRUE(Ends());
}

TEST_F(ScenarioTest, WithASourceOfItsOwnItGivesTheOldOneBack) {
  ASSERT_TRUE(Start().ok());
  scenario_.source = {.kind = "csv",
                      .file = scratch_.Write("rows.csv", "user_id,item_id,user_feature,item_feature\n1,2,0.5,0.5\n"),
                      .loop = true};
  ASSERT_TRUE(Do(RunScenario{scenario_}).ok);
  EXPECT_NE(Await([](const Snapshot& s) { return s.source.find("rows.csv") != std::string::npos; }), nullptr);
  ASSERT_TRUE(Ends());
  EXPECT_NE(Await([](const Snapshot& s) { return s.source == "synthetic"; }), nullptr);
}

TEST_F(ScenarioTest, AfterThePlansOneComeThePlansWorkers) {
  options_.plan.libraries.clear();
  options_.plan.workers = WorkerSettings{.threads = 3, .interval = 1ms, .rounds = 0};
  options_.plan.scenario = scenario_;
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Ends());
  EXPECT_NE(Await([](const Snapshot& s) { return s.threads.size() == 3 && s.threads[2].rounds > 5; }), nullptr);
}

TEST_F(ScenarioTest, ThePlansOneStartsWithTheEngine) {
  options_.plan.libraries.clear();
  options_.plan.workers.reset();
  options_.plan.scenario = scenario_;
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Ends());
  EXPECT_NE(Await([](const Snapshot& s) { return s.paused; }), nullptr) << "nothing ran before it";
  const auto report = FinishAndReport();
  EXPECT_EQ(report["swaps"].size(), 3U);
  EXPECT_EQ(report["lost"], 0);
}

TEST_F(ScenarioTest, LibrariesOfThePlanAreOnlyMadeReadyBesideIt) {
  options_.plan.scenario = scenario_;
  ASSERT_TRUE(Start().ok());
  const auto snapshot = Await([](const Snapshot& s) { return s.slots.size() == 1 && s.slots[0].active != 0; });
  ASSERT_NE(snapshot, nullptr);
  EXPECT_EQ(snapshot->versions[0].state, VersionState::kReady);
  EXPECT_EQ(snapshot->receipts->front().to, 2U);
  EXPECT_EQ(snapshot->totals.swaps, 0U);
}

TEST_F(ScenarioTest, WhenThePlansOneIsRefusedItsFirstLibraryAnswers) {
  options_.plan.scenario = scenario_;
  options_.plan.scenario->slots[0].library = FixtureOperator("no_create");
  EXPECT_FALSE(Start().ok());
  EXPECT_TRUE(Answers(1));
}

}  // namespace
}  // namespace hotswap
