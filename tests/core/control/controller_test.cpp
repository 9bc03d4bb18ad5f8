#include "core/control/controller.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/core/control/engine_bench.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using testing::FixtureOperator;
using ::testing::HasSubstr;
using testing::ShippedOperator;

class ControllerTest : public testing::EngineBench {
 protected:
  ControllerTest() { options_.plan.libraries = {ShippedOperator("score_op_v1")}; }
};

TEST_F(ControllerTest, PublishesTheFirstLibraryOfThePlanAndKeepsTheOthersReady) {
  options_.plan.libraries.push_back(ShippedOperator("score_op_v2"));
  ASSERT_TRUE(Start().ok());
  EXPECT_TRUE(Answers(1));
  EXPECT_EQ(StateOf(1), VersionState::kActive);
  EXPECT_EQ(StateOf(2), VersionState::kReady);
  EXPECT_EQ(engine_->Latest()->versions[1].name, "ScoreOperatorV2");
}

TEST_F(ControllerTest, LoadingDoesNotSwap) {
  ASSERT_TRUE(Start().ok());
  const CommandOutcome outcome = Do(LoadLibrary{"", ShippedOperator("score_op_v2")});
  EXPECT_TRUE(outcome.ok);
  EXPECT_EQ(outcome.version, 2U);
  EXPECT_TRUE(Becomes(2, VersionState::kReady));
  EXPECT_EQ(engine_->Latest()->slots[0].active, 1U);
}

TEST_F(ControllerTest, ASwapChangesWhoAnswers) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(LoadLibrary{"", ShippedOperator("score_op_v2")}).ok);
  ASSERT_TRUE(Do(SwapToVersion{"", 2}).ok);
  EXPECT_TRUE(Answers(2));
  ASSERT_TRUE(Do(SwapToVersion{"", 1}).ok);
  EXPECT_TRUE(Answers(1));
  EXPECT_EQ(engine_->Latest()->totals.swaps, 2U);
}

TEST_F(ControllerTest, ARefusedLibraryKeepsTheOldVersionAndTellsWhy) {
  ASSERT_TRUE(Start().ok());
  const CommandOutcome outcome = Do(SwapToLibrary{"", FixtureOperator("no_create")});
  EXPECT_FALSE(outcome.ok);
  EXPECT_THAT(outcome.text, HasSubstr("create_operator"));
  EXPECT_TRUE(Answers(1));
  const auto snapshot = Await([](const Snapshot& s) { return s.receipts->size() == 2; });
  ASSERT_NE(snapshot, nullptr);
  const SwapReceipt& receipt = snapshot->receipts->back();
  EXPECT_EQ(receipt.outcome, SwapOutcome::kRefused);
  EXPECT_EQ(receipt.gate, "G2");
  EXPECT_EQ(receipt.code, "missing_symbol");
  EXPECT_EQ(receipt.from, 1U);
  EXPECT_THAT(snapshot->events->back().text, HasSubstr("v1 kept answering"));
  EXPECT_THAT(snapshot->events->back().text, HasSubstr(snapshot->events->back().path));
  EXPECT_EQ(snapshot->events->back().path, snapshot->receipts->back().path);
}

TEST_F(ControllerTest, AVersionThatCannotBeLoadedHasANumberAndAReason) {
  ASSERT_TRUE(Start().ok());
  EXPECT_FALSE(Do(LoadLibrary{"", FixtureOperator("create_null")}).ok);
  ASSERT_TRUE(Becomes(2, VersionState::kFailed));
  EXPECT_THAT(engine_->Latest()->versions[1].state_reason, HasSubstr("returned null"));
  EXPECT_FALSE(Do(SwapToVersion{"", 2}).ok);
  EXPECT_TRUE(Answers(1));
}

TEST_F(ControllerTest, RollbacksWalkBackAndStopAtTheFirst) {
  ASSERT_TRUE(Start().ok());
  EXPECT_FALSE(Do(RollBack{""}).ok);
  ASSERT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v2")}).ok);
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("constant")}).ok);
  EXPECT_EQ(Do(RollBack{""}).version, 2U);
  EXPECT_EQ(Do(RollBack{""}).version, 1U);
  EXPECT_TRUE(Answers(1));
  const CommandOutcome outcome = Do(RollBack{""});
  EXPECT_FALSE(outcome.ok);
  EXPECT_THAT(outcome.text, HasSubstr("cannot be rolled back"));
  EXPECT_TRUE(Answers(1));
  EXPECT_EQ(engine_->Latest()->receipts->back().outcome, SwapOutcome::kRolledBack);
}

TEST_F(ControllerTest, ARollbackWorksAfterTheFileIsGone) {
  options_.resident = 0;
  const auto file = scratch_ / "mine.so";
  std::filesystem::copy_file(ShippedOperator("score_op_v1"), file);
  options_.plan.libraries = {file};
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v2")}).ok);
  std::filesystem::remove(file);
  ASSERT_TRUE(Becomes(1, VersionState::kUnloaded));
  EXPECT_EQ(Do(RollBack{""}).version, 1U);
  EXPECT_TRUE(Answers(1));
}

TEST_F(ControllerTest, CommandsThatMakeNoSenseAreRefusedWithAReason) {
  ASSERT_TRUE(Start().ok());
  EXPECT_THAT(Do(SwapToVersion{"", 9}).text, HasSubstr("no version 9"));
  EXPECT_THAT(Do(SwapToVersion{"ctr", 1}).text, HasSubstr("no slot \"ctr\""));
  EXPECT_THAT(Do(LoadLibrary{"ctr", ShippedOperator("score_op_v2")}).text, HasSubstr("no slot"));
  EXPECT_THAT(Do(RollBack{"ctr"}).text, HasSubstr("no slot"));
  EXPECT_THAT(Do(CycleVersions{"", 0s, {1}}).text, HasSubstr("positive"));
  EXPECT_THAT(Do(CycleVersions{"", 1s, {1, 9}}).text, HasSubstr("no version 9"));
  EXPECT_THAT(Do(SetWorkers{{.threads = 0}}).text, HasSubstr("0 threads"));
  EXPECT_THAT(Do(SetWorkers{{.threads = 65}}).text, HasSubstr("65 threads"));
  EXPECT_THAT(Do(SetWorkers{{.threads = 2, .interval = -1s}}).text, HasSubstr("negative"));
  EXPECT_TRUE(Do(StopScenario{}).ok);
  EXPECT_TRUE(Answers(1));
}

TEST_F(ControllerTest, RefusedSettingsLeaveEveryWorkerItsCellsInLaterVersions) {
  ASSERT_TRUE(Start().ok());
  EXPECT_FALSE(Do(SetWorkers{{.threads = 0}}).ok);
  EXPECT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v2")}).ok);
  EXPECT_TRUE(Answers(2));
}

TEST_F(ControllerTest, WorkersThatComeBackFindCellsInVersionsThatCameMeanwhile) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SetWorkers{{.threads = 1, .interval = 1ms}}).ok);
  ASSERT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v2")}).ok);
  ASSERT_TRUE(Do(SetWorkers{{.threads = 4, .interval = 1ms}}).ok);
  EXPECT_TRUE(Answers(2));
  EXPECT_EQ(engine_->Latest()->threads.size(), 4U);
}

TEST_F(ControllerTest, ACycleSwapsInTurnUntilAnEmptyOneComes) {
  options_.plan.libraries.push_back(ShippedOperator("score_op_v2"));
  options_.plan.swap_every = 5ms;
  ASSERT_TRUE(Start().ok());
  ASSERT_NE(Await([](const Snapshot& s) { return s.totals.swaps >= 10; }), nullptr);
  ASSERT_TRUE(Do(CycleVersions{}).ok);
  const auto snapshot = engine_->Latest();
  std::uint32_t before = 1;
  for (const SwapReceipt& receipt : *snapshot->receipts) {
    if (receipt.number == 1) continue;
    EXPECT_EQ(receipt.to, 3 - before) << receipt.number;
    before = receipt.to.value_or(0);
  }
  // Time for some more turns of a cycle that goes on.
  std::this_thread::sleep_for(30ms);
  EXPECT_EQ(engine_->Latest()->receipts->back().number, snapshot->receipts->back().number);
}

TEST_F(ControllerTest, PausedWorkersAnswerNothingAndHoldNothing) {
  options_.resident = 0;
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SetPaused{true}).ok);
  ASSERT_NE(Await([](const Snapshot& s) { return s.paused && std::ranges::none_of(s.threads, &ThreadInfo::running); }), nullptr);
  const auto answered = engine_->Latest()->totals.requests;
  ASSERT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v2")}).ok);
  EXPECT_TRUE(Becomes(1, VersionState::kUnloaded));
  EXPECT_EQ(engine_->Latest()->totals.requests, answered);
  ASSERT_TRUE(Do(SetPaused{false}).ok);
  EXPECT_TRUE(Answers(2));
}

TEST_F(ControllerTest, AnOperatorThatThrowsIsToldOnceAndCounted) {
  options_.plan.libraries = {FixtureOperator("throws_sometimes")};
  options_.plan.workers = WorkerSettings{.threads = 2, .interval = 0ns, .rounds = 50'000};
  ASSERT_TRUE(Start().ok());
  const auto snapshot = Await([](const Snapshot& s) { return s.finished && s.events->back().level == EventLevel::kError; });
  ASSERT_NE(snapshot, nullptr);
  EXPECT_THAT(snapshot->events->back().text, AllOf(HasSubstr("threw in compute_score on"), HasSubstr("this user is not wanted")));
  const auto report = FinishAndReport();
  EXPECT_EQ(report["requests"], 100'000);
  EXPECT_GT(report["errors"], 0);
  EXPECT_EQ(report["versions"][0]["errors"], report["errors"]);
  EXPECT_EQ(report["lost"], 0);
}

TEST_F(ControllerTest, AnOperatorThatMustNotBeSharedHasAnInstanceForEachWorker) {
  options_.plan.libraries = {FixtureOperator("per_worker")};
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Answers(1));
  EXPECT_EQ(engine_->Latest()->receipts->size(), 1U);
  ASSERT_TRUE(Do(SetWorkers{{.threads = 4, .interval = 1ms, .rounds = 0}}).ok);
  const auto snapshot = Await([](const Snapshot& s) {
    return s.threads.size() == 4 && std::ranges::all_of(s.threads, [](const ThreadInfo& thread) { return thread.rounds > 0; });
  });
  ASSERT_NE(snapshot, nullptr);
  EXPECT_EQ(snapshot->receipts->size(), 2U) << "more workers need a route with more instances";
  EXPECT_EQ(FinishAndReport()["lost"], 0);
}

TEST_F(ControllerTest, EverySlotHasVersionsOfItsOwn) {
  options_.slot_names = {"score", "ctr"};
  ASSERT_TRUE(Start().ok());
  EXPECT_NE(Await([](const Snapshot& s) { return !s.threads.empty() && !s.threads[0].running; }), nullptr) << "ctr has none";
  ASSERT_TRUE(Do(SwapToLibrary{"ctr", ShippedOperator("score_op_v2")}).ok);
  const auto snapshot = Await([](const Snapshot& s) { return s.totals.requests > 0 && s.versions.size() == 2; });
  ASSERT_NE(snapshot, nullptr);
  EXPECT_EQ(snapshot->versions[1].slot, 1U);
  EXPECT_EQ(snapshot->versions[1].number, 1U);
  EXPECT_EQ(snapshot->slots[1].active, 1U);
}

TEST_F(ControllerTest, TheReportAgreesWithItself) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v2")}).ok);
  ASSERT_TRUE(Answers(2));
  const auto report = FinishAndReport();
  EXPECT_EQ(report["requests"].get<int>(),
            report["versions"][0]["requests"].get<int>() + report["versions"][1]["requests"].get<int>());
  EXPECT_EQ(report["lost"], 0);
  EXPECT_EQ(report["errors"], 0);
  ASSERT_EQ(report["swaps"].size(), 2U);
  EXPECT_TRUE(report["swaps"][0]["from"].is_null());
  EXPECT_EQ(report["swaps"][0]["to"], 1);
  EXPECT_EQ(report["swaps"][1]["from"], 1);
  EXPECT_EQ(report["swaps"][1]["outcome"], "published");
  EXPECT_GT(report["resources"]["end"]["rss_kib"], 0);
}

}  // namespace
}  // namespace hotswap
