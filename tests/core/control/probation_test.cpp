#include "core/control/probation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "tests/core/control/engine_bench.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::FixtureOperator;
using ::testing::HasSubstr;
using testing::ShippedOperator;
using ::testing::StartsWith;

/// V1 answers; what comes after it is at fault in live traffic only.
class ProbationTest : public testing::EngineBench {
 protected:
  ProbationTest() {
    options_.plan.libraries = {ShippedOperator("score_op_v1")};
    options_.plan.workers = WorkerSettings{.threads = 2, .interval = 0ns, .rounds = 0};
  }

  /// The receipt of the publication that took a version back; null when none came.
  std::shared_ptr<const Snapshot> AwaitTakenBack() const {
    return Await([](const Snapshot& s) {
      return std::ranges::any_of(*s.receipts, [](const SwapReceipt& r) { return r.outcome == SwapOutcome::kRolledBack; });
    });
  }
};

TEST_F(ProbationTest, AVersionThatThrowsIsTakenBackByItself) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("throws_sometimes")}).ok);
  const auto snapshot = AwaitTakenBack();
  ASSERT_NE(snapshot, nullptr);
  const SwapReceipt& receipt = snapshot->receipts->back();
  EXPECT_EQ(receipt.from, 2U);
  EXPECT_EQ(receipt.to, 1U);
  EXPECT_EQ(receipt.gate, "G7");
  EXPECT_EQ(receipt.code, "threw");
  EXPECT_THAT(receipt.reason, StartsWith("v2 ThrowsSometimes threw in compute_score on"));
  EXPECT_THAT(receipt.reason, HasSubstr("this user is not wanted"));
  EXPECT_TRUE(Answers(1));
  EXPECT_TRUE(Becomes(2, VersionState::kFailed));
  EXPECT_THAT(engine_->Latest()->versions[1].state_reason, HasSubstr("threw in compute_score"));
  EXPECT_THAT(engine_->Latest()->versions[1].fault, HasSubstr("threw in compute_score"));
  EXPECT_FALSE(engine_->Latest()->versions[1].proved);
  EXPECT_EQ(engine_->Latest()->totals.lost, 0U);
}

TEST_F(ProbationTest, AVersionThatBecomesSlowAfterManyQuickCallsIsTakenBack) {
  // Only 1 call in 64 is timed: enough of them are there sooner with more threads and less to judge by.
  options_.plan.workers = WorkerSettings{.threads = 8, .interval = 0ns, .rounds = 0};
  options_.probation.least_timed_calls = 8;
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("delay_in_production")}).ok);
  const auto snapshot = AwaitTakenBack();
  ASSERT_NE(snapshot, nullptr);
  EXPECT_EQ(snapshot->receipts->back().code, "too_slow");
  EXPECT_TRUE(Answers(1));
}

TEST_F(ProbationTest, AFaultyVersionDoesNotStayLoadedAndIsNoPlaceToGoBackTo) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("throws_sometimes")}).ok);
  ASSERT_NE(AwaitTakenBack(), nullptr);
  ASSERT_TRUE(Becomes(2, VersionState::kFailed));
  EXPECT_EQ(engine_->Latest()->slots[0].rollback_target, 0U);
  EXPECT_FALSE(Do(RollBack{""}).ok);
}

TEST_F(ProbationTest, AnEarlierVersionThatWasTakenBackIsPassedOver) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v2")}).ok);
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("throws_sometimes")}).ok);
  ASSERT_NE(AwaitTakenBack(), nullptr);
  EXPECT_TRUE(Answers(2));
  ASSERT_TRUE(Do(RollBack{""}).ok);
  EXPECT_TRUE(Answers(1));
}

TEST_F(ProbationTest, WithoutAnEarlierVersionAFaultyOneGoesOnAndItIsTold) {
  options_.plan.libraries = {FixtureOperator("throws_sometimes")};
  ASSERT_TRUE(Start().ok());
  const auto snapshot =
      Await([](const Snapshot& s) { return std::ranges::any_of(*s.events, [](const Event& e) { return e.gate == "G7"; }); });
  ASSERT_NE(snapshot, nullptr);
  const auto event = std::ranges::find(*snapshot->events, std::string("G7"), &Event::gate);
  EXPECT_THAT(event->text,
              HasSubstr("No earlier version was there to take over, so it went on answering; swap to one that works."));
  EXPECT_EQ(StateOf(1), VersionState::kActive);
}

TEST_F(ProbationTest, AFaultyFirstVersionIsNotTakenBackTo) {
  options_.plan.libraries = {FixtureOperator("throws_sometimes")};
  ASSERT_TRUE(Start().ok());
  ASSERT_NE(Await([](const Snapshot& s) { return s.totals.errors > 0; }), nullptr);
  ASSERT_NE(Await([](const Snapshot& s) { return !s.versions[0].on_probation; }), nullptr);
  ASSERT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v1")}).ok);
  EXPECT_EQ(engine_->Latest()->slots[0].rollback_target, 0U);
}

TEST_F(ProbationTest, APersonMayPublishAFaultyVersionAgain) {
  options_.probation.duration = 5s;
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("throws_sometimes")}).ok);
  ASSERT_NE(AwaitTakenBack(), nullptr);
  EXPECT_TRUE(Do(SwapToVersion{"", 2}).ok);
}

TEST_F(ProbationTest, AVersionThatNobodyAsksStaysOnProbationUntilTrafficComes) {
  options_.plan.workers->interval = 1h;  // no request falls due before the workers are set anew
  options_.probation.duration = 2s;  // of service: enough for the thousandth user on a busy machine, too
  ASSERT_TRUE(Start().ok());
  // A worker's first request is due at once, however late it gets its turn.
  ASSERT_NE(Await([](const Snapshot& s) { return s.totals.requests == 2; }), nullptr);
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("throws_sometimes")}).ok);
  const auto published = engine_->Latest()->at;
  const auto later = Await([&](const Snapshot& s) { return s.at > published + 2500ms; });
  ASSERT_NE(later, nullptr);
  EXPECT_TRUE(later->versions[1].on_probation);
  EXPECT_TRUE(later->versions[1].probation_waits);
  EXPECT_FALSE(later->versions[1].proved);
  ASSERT_TRUE(Do(SetWorkers{{.threads = 2, .interval = 0ns, .rounds = 0}}).ok);
  EXPECT_NE(AwaitTakenBack(), nullptr);
}

TEST_F(ProbationTest, ASnapshotTellsWhenAProbationEnds) {
  options_.probation.duration = 1h;
  ASSERT_TRUE(Start().ok());
  const auto watched = Await([](const Snapshot& s) { return s.versions.size() == 1 && s.versions[0].on_probation; });
  ASSERT_NE(watched, nullptr);
  EXPECT_TRUE(watched->versions[0].published);
  EXPECT_GE(watched->versions[0].probation_ends, watched->receipts->back().at + 1h);
  EXPECT_FALSE(watched->versions[0].proved);
}

TEST_F(ProbationTest, ASnapshotTellsThatAProbationWasPassed) {
  options_.probation.duration = 20ms;
  ASSERT_TRUE(Start().ok());
  const auto passed = Await([](const Snapshot& s) { return s.versions.size() == 1 && s.versions[0].proved; });
  ASSERT_NE(passed, nullptr);
  EXPECT_FALSE(passed->versions[0].on_probation);
  EXPECT_EQ(passed->versions[0].fault, "");
  const auto told = Await([](const Snapshot& s) { return std::ranges::count(*s.events, std::string("G7"), &Event::gate) == 1; });
  ASSERT_NE(told, nullptr);
  const auto event = std::ranges::find(*told->events, std::string("G7"), &Event::gate);
  EXPECT_EQ(event->level, EventLevel::kInfo);
  EXPECT_EQ(event->version, 1U);
  EXPECT_THAT(event->text, HasSubstr(" passed its probation: "));
}

TEST_F(ProbationTest, AVersionOverItsLatencyBudgetIsTakenBack) {
  options_.probation.latency_budget = 50us;
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("slow")}).ok);
  const auto snapshot = AwaitTakenBack();
  ASSERT_NE(snapshot, nullptr);
  EXPECT_EQ(snapshot->receipts->back().code, "too_slow");
  EXPECT_TRUE(Answers(1));
}

TEST_F(ProbationTest, ASwapDuringAProbationEndsIt) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v2")}).ok);
  ASSERT_NE(Await([](const Snapshot& s) { return s.versions.size() == 2 && s.versions[1].on_probation; }), nullptr);
  ASSERT_TRUE(Do(SwapToVersion{"", 1}).ok);
  const auto snapshot = Await([](const Snapshot& s) { return s.slots[0].active == 1; });
  ASSERT_NE(snapshot, nullptr);
  EXPECT_FALSE(snapshot->versions[1].on_probation);
  EXPECT_TRUE(snapshot->versions[0].on_probation);
}

TEST_F(ProbationTest, TakingBackReloadsTheLastGoodVersionWhenNothingStaysResident) {
  options_.resident = 0;
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("throws_sometimes")}).ok);
  ASSERT_NE(AwaitTakenBack(), nullptr);
  EXPECT_TRUE(Answers(1));
  EXPECT_TRUE(Becomes(2, VersionState::kFailed));
}

TEST_F(ProbationTest, TheReportHasARowForWhatWasTakenBack) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("throws_sometimes")}).ok);
  ASSERT_NE(AwaitTakenBack(), nullptr);
  const auto report = FinishAndReport();
  ASSERT_EQ(report["swaps"].size(), 3U);
  EXPECT_EQ(report["swaps"][2]["outcome"], "rolled_back");
  EXPECT_EQ(report["swaps"][2]["from"], 2);
  EXPECT_EQ(report["swaps"][2]["to"], 1);
  EXPECT_EQ(report["lost"], 0);
}

}  // namespace
}  // namespace hotswap
