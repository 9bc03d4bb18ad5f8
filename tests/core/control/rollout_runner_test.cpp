// Rollouts and shadows as commands and snapshots tell them.
#include "core/control/rollout_runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "tests/core/control/engine_bench.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using testing::FixtureOperator;
using ::testing::HasSubstr;
using testing::ShippedOperator;

class RolloutRunnerTest : public testing::EngineBench {
 protected:
  RolloutRunnerTest() { options_.plan.libraries = {ShippedOperator("score_op_v1")}; }

  /// To score_op_v2 by default, whose first step lasts for ever.
  static StartRollout Long(const std::filesystem::path& library = ShippedOperator("score_op_v2")) {
    return {
        {.slot = "", .library = library, .version = 0, .steps = {{.share = 50, .min_time = 1h}, {.share = 100}}, .guards = {}}};
  }
  static StartRollout Short() {
    StartRollout start = Long();
    start.plan.steps = {{.share = 50, .min_time = 20ms, .min_requests = 10}, {.share = 100, .min_time = 20ms}};
    return start;
  }

  bool Ends(RolloutOutcome outcome) const {
    return Await([&](const Snapshot& s) { return !s.rollouts.empty() && s.rollouts[0].outcome == outcome; }) != nullptr;
  }
  RolloutStatus Last() const { return engine_->Latest()->rollouts.at(0); }

  /// Refused with a text that says why, and nothing is different.
  void ExpectRefused(const StartRollout& start, const std::string& why) const {
    const CommandOutcome outcome = Do(start);
    EXPECT_FALSE(outcome.ok);
    EXPECT_THAT(outcome.text, HasSubstr(why));
    EXPECT_TRUE(engine_->Latest()->rollouts.empty());
    EXPECT_EQ(engine_->Latest()->slots[0].active, 1U);
  }
};

TEST_F(RolloutRunnerTest, ACandidateThatDoesWellIsPromotedAfterItsSteps) {
  ASSERT_TRUE(Start().ok());
  const CommandOutcome outcome = Do(Short());
  EXPECT_TRUE(outcome.ok) << outcome.text;
  EXPECT_EQ(outcome.version, 2U);
  ASSERT_TRUE(Ends(RolloutOutcome::kPromoted));
  EXPECT_TRUE(Answers(2));
  const auto report = FinishAndReport();
  const auto& row = report["rollouts"][0];
  EXPECT_EQ(row["outcome"], "promoted");
  EXPECT_EQ(row["steps_done"], 2);
  EXPECT_GE(row["requests_candidate"], 10);
  EXPECT_GE(row["decided_ms"], 40);
  EXPECT_EQ(row["operator"], ShippedOperator("score_op_v2").string());
  ASSERT_EQ(report["swaps"].size(), 2U);
  EXPECT_EQ(report["swaps"][1]["outcome"], "published");
  EXPECT_EQ(report["swaps"][1]["from"], 1);
  EXPECT_EQ(report["lost"], 0);
}

TEST_F(RolloutRunnerTest, APlanThatMakesNoSenseIsRefusedWhole) {
  ASSERT_TRUE(Start().ok());
  StartRollout out_of_order = Long();
  out_of_order.plan.steps = {{.share = 50}, {.share = 5}};
  ExpectRefused(out_of_order, "each step has to be larger");
  StartRollout unknown = Long();
  unknown.plan.guards = {{"max_eror_rate", 0.1}};
  ExpectRefused(unknown, "max_error_rate");
  StartRollout missing = Long();
  missing.plan.library.clear();
  missing.plan.version = 7;
  ExpectRefused(missing, "has no version 7");
  StartRollout same = Long(ShippedOperator("score_op_v1"));
  ExpectRefused(same, "answers slot score already");
}

TEST_F(RolloutRunnerTest, ASlotThatNothingAnswersHasNoRollout) {
  options_.plan.libraries.clear();
  ASSERT_TRUE(Start().ok());
  const CommandOutcome outcome = Do(Long());
  EXPECT_FALSE(outcome.ok);
  EXPECT_THAT(outcome.text, HasSubstr("has no version that answers"));
}

TEST_F(RolloutRunnerTest, ASecondRolloutOfTheSlotIsRefusedAndTheFirstGoesOn) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(Long()).ok);
  const CommandOutcome second = Do(Long(FixtureOperator("constant")));
  EXPECT_FALSE(second.ok);
  EXPECT_THAT(second.text, HasSubstr("has one under way"));
  EXPECT_EQ(Last().candidate, 2U);
  EXPECT_FALSE(Last().outcome.has_value());
  EXPECT_TRUE(Becomes(2, VersionState::kCandidate));
  EXPECT_EQ(StateOf(1), VersionState::kActive);
}

TEST_F(RolloutRunnerTest, ANewVersionBeginsAtTheFirstStepAndAbortsTheOneBefore) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(Long()).ok);
  StartRollout again = Long(FixtureOperator("constant"));
  again.restart = true;
  ASSERT_TRUE(Do(again).ok);
  EXPECT_EQ(Last().candidate, 3U);
  EXPECT_EQ(Last().step, 0U);
  const auto report = FinishAndReport();
  ASSERT_EQ(report["rollouts"].size(), 2U);
  EXPECT_EQ(report["rollouts"][0]["outcome"], "aborted");
  EXPECT_THAT(report["rollouts"][0]["reason"].get<std::string>(), HasSubstr("took its place"));
  EXPECT_EQ(report["rollouts"][1]["outcome"], "held");
}

TEST_F(RolloutRunnerTest, APauseOutlivesANewVersionThatTakesTheRolloutsPlace) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(Long()).ok);
  ASSERT_TRUE(Do(PauseRollout{"", true}).ok);
  StartRollout again = Short();
  again.plan.library = FixtureOperator("constant");
  again.restart = true;
  ASSERT_TRUE(Do(again).ok);
  EXPECT_EQ(Last().candidate, 3U);
  EXPECT_TRUE(Last().paused);
  ASSERT_TRUE(Do(PauseRollout{"", false}).ok);
  EXPECT_TRUE(Ends(RolloutOutcome::kPromoted));
}

TEST_F(RolloutRunnerTest, AnAbortedCandidateAnswersNothingMore) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(Long()).ok);
  ASSERT_NE(Await([](const Snapshot& s) { return s.rollouts[0].requests_candidate > 20; }), nullptr);
  ASSERT_TRUE(Do(Abort{""}).ok);
  ASSERT_TRUE(Ends(RolloutOutcome::kAborted));
  EXPECT_TRUE(Answers(1));
  const auto drained = Await([](const Snapshot& s) { return s.versions[1].state != VersionState::kDraining; });
  ASSERT_NE(drained, nullptr);
  const std::uint64_t then = drained->versions[1].requests;
  const std::uint64_t all = drained->totals.requests;
  const auto later = Await([&](const Snapshot& s) { return s.totals.requests > all + 100; });
  ASSERT_NE(later, nullptr);
  EXPECT_EQ(later->versions[1].requests, then);
  EXPECT_FALSE(Do(Abort{""}).ok);
}

TEST_F(RolloutRunnerTest, APausedStepOutlivesItsTime) {
  ASSERT_TRUE(Start().ok());
  StartRollout start = Short();
  start.plan.steps[0].min_time = 300ms;
  ASSERT_TRUE(Do(start).ok);
  ASSERT_TRUE(Do(PauseRollout{"", true}).ok);
  const auto began = Last().since;
  const auto later = Await([&](const Snapshot& s) { return s.at > began + 700ms; });
  ASSERT_NE(later, nullptr);
  EXPECT_TRUE(later->rollouts[0].paused);
  EXPECT_EQ(later->rollouts[0].step, 0U);
  ASSERT_TRUE(Do(PauseRollout{"", false}).ok);
  EXPECT_TRUE(Ends(RolloutOutcome::kPromoted));
}

TEST_F(RolloutRunnerTest, NoDataPromotesNobody) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SetPaused{true}).ok);
  StartRollout start = Short();
  start.plan.steps = {{.share = 100}};
  ASSERT_TRUE(Do(start).ok);
  const auto began = Last().since;
  ASSERT_NE(Await([&](const Snapshot& s) { return s.at > began + 400ms; }), nullptr);
  const auto report = FinishAndReport();
  EXPECT_EQ(report["rollouts"][0]["outcome"], "held");
  EXPECT_THAT(report["rollouts"][0]["reason"].get<std::string>(), HasSubstr("the run ended"));
}

TEST_F(RolloutRunnerTest, APersonPromotesWhateverIsMissing) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(Long()).ok);
  ASSERT_TRUE(Do(Promote{""}).ok);
  EXPECT_TRUE(Answers(2));
  EXPECT_EQ(Last().outcome, RolloutOutcome::kPromoted);
}

TEST_F(RolloutRunnerTest, WithoutARolloutPromotingEndsTheProbation) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Await([](const Snapshot& s) { return !s.versions.empty() && s.versions[0].on_probation; }));
  EXPECT_TRUE(Do(Promote{""}).ok);
  EXPECT_NE(Await([](const Snapshot& s) { return s.versions[0].proved && !s.versions[0].on_probation; }), nullptr);
  EXPECT_FALSE(Do(Promote{""}).ok);
}

TEST_F(RolloutRunnerTest, ARollbackTakesTheCandidateBackAndOneMoreWalksTheHistory) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("counting")}).ok);
  ASSERT_TRUE(Do(Long()).ok);
  const CommandOutcome first = Do(RollBack{""});
  ASSERT_TRUE(first.ok) << first.text;
  EXPECT_EQ(first.version, 2U);
  EXPECT_TRUE(Ends(RolloutOutcome::kAborted));
  EXPECT_EQ(Last().reason, "a person rolled it back");
  EXPECT_TRUE(Answers(2));
  ASSERT_TRUE(Do(RollBack{""}).ok);
  EXPECT_TRUE(Answers(1));
}

TEST_F(RolloutRunnerTest, ARollbackTakesTheCandidateBackWithoutAnyHistory) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(Long()).ok);
  ASSERT_TRUE(Do(RollBack{""}).ok);
  EXPECT_TRUE(Ends(RolloutOutcome::kAborted));
  EXPECT_TRUE(Answers(1));
}

TEST_F(RolloutRunnerTest, ASwapAndARollbackToANamedVersionOfTheSlotAbortItsRollout) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("counting")}).ok);
  ASSERT_TRUE(Do(Long()).ok);
  ASSERT_TRUE(Do(RollBack{.slot = "", .version = 1}).ok);
  EXPECT_TRUE(Ends(RolloutOutcome::kAborted));
  EXPECT_FALSE(Last().published_by_hand);
  EXPECT_TRUE(Answers(1));
  ASSERT_TRUE(Do(Long()).ok);
  ASSERT_TRUE(Do(SwapToVersion{"", 2}).ok);
  EXPECT_TRUE(Ends(RolloutOutcome::kAborted));
  EXPECT_FALSE(Last().published_by_hand) << "it was another version that took the slot";
  EXPECT_THAT(Last().reason, HasSubstr("v2"));
  EXPECT_TRUE(Answers(2));
  EXPECT_EQ(FinishAndReport()["lost"], 0);
}

TEST_F(RolloutRunnerTest, ACandidateThatSomebodyPublishesIsToldAsPublishedByHand) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(Long()).ok);
  ASSERT_TRUE(Do(SwapToVersion{"", 2}).ok);
  ASSERT_TRUE(Ends(RolloutOutcome::kAborted));
  EXPECT_TRUE(Last().published_by_hand);
  EXPECT_TRUE(Answers(2));
  const auto report = FinishAndReport();
  EXPECT_EQ(report["rollouts"][0]["outcome"], "aborted");
  EXPECT_EQ(report["rollouts"][0]["published_by_hand"], true);
}

TEST_F(RolloutRunnerTest, ARefusedSwapLeavesTheRolloutAlone) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(Long()).ok);
  EXPECT_FALSE(Do(SwapToLibrary{"", FixtureOperator("no_create")}).ok);
  EXPECT_FALSE(Last().outcome.has_value());
}

TEST_F(RolloutRunnerTest, ACandidateThatAGateRefusesIsRolledBackBeforeItsFirstStep) {
  ASSERT_TRUE(Start().ok());
  EXPECT_FALSE(Do(Long(FixtureOperator("no_create"))).ok);
  ASSERT_TRUE(Ends(RolloutOutcome::kRolledBack));
  const auto report = FinishAndReport();
  EXPECT_EQ(report["rollouts"][0]["steps_done"], 0);
  EXPECT_THAT(report["rollouts"][0]["reason"].get<std::string>(), HasSubstr("create_operator"));
  EXPECT_EQ(report["swaps"][1]["outcome"], "refused");
}

TEST_F(RolloutRunnerTest, ABrokenGuardGivesAllRequestsBackAndSaysWhich) {
  options_.plan.workers = WorkerSettings{.threads = 2, .interval = 0ns, .rounds = 0};
  ASSERT_TRUE(Start().ok());
  StartRollout start = Long(FixtureOperator("throws_sometimes"));
  start.plan.guards = {{"max_error_rate", 0.0001}};
  ASSERT_TRUE(Do(start).ok);
  ASSERT_TRUE(Ends(RolloutOutcome::kRolledBack));
  EXPECT_THAT(Last().reason, AllOf(HasSubstr("max_error_rate"), HasSubstr("0.0001")));
  EXPECT_TRUE(Becomes(2, VersionState::kFailed));
  EXPECT_EQ(engine_->Latest()->slots[0].rollback_target, 0U);
  EXPECT_TRUE(Answers(1));
  EXPECT_EQ(FinishAndReport()["lost"], 0);
}

TEST_F(RolloutRunnerTest, ACandidateThatThrowsIsToldAtOnceAndOnceWhileItsGuardPasses) {
  options_.plan.workers = WorkerSettings{.threads = 2, .interval = 0ns, .rounds = 0};
  ASSERT_TRUE(Start().ok());
  StartRollout start = Long(FixtureOperator("throws_sometimes"));
  start.plan.guards = {{"max_error_rate", 0.9}};
  const auto before = engine_->Latest()->at;
  ASSERT_TRUE(Do(start).ok);
  const auto threw = [](const Event& event) { return event.text.find("threw in compute_score") != std::string::npos; };
  const auto told = Await([&](const Snapshot& s) { return std::ranges::any_of(*s.events, threw); });
  ASSERT_NE(told, nullptr);
  const auto event = std::ranges::find_if(*told->events, threw);
  EXPECT_EQ(event->level, EventLevel::kWarning);
  EXPECT_EQ(event->version, 2U);
  EXPECT_THAT(event->text, AllOf(HasSubstr("this user is not wanted"), HasSubstr("max_error_rate")));
  EXPECT_GE(event->at, before);
  EXPECT_LE(event->at, std::chrono::steady_clock::now() - told->origin);
  EXPECT_FALSE(Last().outcome.has_value());
  ASSERT_TRUE(Do(Abort{.slot = ""}).ok);
  ASSERT_TRUE(Ends(RolloutOutcome::kAborted));
  EXPECT_EQ(std::ranges::count_if(*engine_->Latest()->events, threw), 1);
}

TEST_F(RolloutRunnerTest, WhatItsGuardLetPassIsNoFaultAfterItsPromotion) {
  options_.plan.workers = WorkerSettings{.threads = 2, .interval = 0ns, .rounds = 0};
  ASSERT_TRUE(Start().ok());
  StartRollout start = Long(FixtureOperator("throws_sometimes"));
  start.plan.guards = {{"max_error_rate", 0.01}};
  ASSERT_TRUE(Do(start).ok);
  ASSERT_TRUE(Do(Promote{.slot = ""}).ok);
  ASSERT_TRUE(Ends(RolloutOutcome::kPromoted));
  const std::uint64_t before = engine_->Latest()->totals.errors;
  ASSERT_NE(Await([&](const Snapshot& s) { return s.totals.errors > before + 5; }), nullptr);
  EXPECT_EQ(engine_->Latest()->slots[0].active, 2U);
}

TEST_F(RolloutRunnerTest, WithoutAGuardForThemErrorsAreFaultsAsOfAnyVersionOnProbation) {
  options_.plan.workers = WorkerSettings{.threads = 2, .interval = 0ns, .rounds = 0};
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(Long(FixtureOperator("throws_sometimes"))).ok);
  ASSERT_TRUE(Ends(RolloutOutcome::kRolledBack));
  EXPECT_THAT(Last().reason, HasSubstr("threw in compute_score"));
}

TEST_F(RolloutRunnerTest, AHungCandidateIsRolledBackAndItsRequestAnsweredByTheStableVersion) {
  options_.plan.workers = WorkerSettings{.threads = 2, .interval = 0ns, .rounds = 0};
  options_.call_limit = 50ms;
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(Long(FixtureOperator("hang_in_production"))).ok);
  ASSERT_TRUE(Ends(RolloutOutcome::kRolledBack));
  EXPECT_THAT(Last().reason, HasSubstr("has not come back from compute_score"));
  const auto report = FinishAndReport();
  EXPECT_EQ(report["lost"], 0);
  EXPECT_EQ(report["errors"], 0);
}

TEST_F(RolloutRunnerTest, AStableVersionAtFaultGivesWayToACandidateThatIsNot) {
  options_.plan.libraries = {FixtureOperator("hang_in_production")};
  options_.call_limit = 50ms;
  ASSERT_TRUE(Start().ok());
  StartRollout start = Long();
  start.plan.steps = {{.threads = 1, .min_time = 1h}};
  ASSERT_TRUE(Do(start).ok);
  ASSERT_NE(Await([](const Snapshot& s) { return s.rollouts[0].requests_candidate > 0; }), nullptr);
  // Flat out its million calls do not last long.
  ASSERT_TRUE(Do(SetWorkers{{.threads = 2, .interval = 0ns, .rounds = 0}}).ok);
  ASSERT_TRUE(Ends(RolloutOutcome::kAborted));
  EXPECT_THAT(Last().reason, HasSubstr("the candidate, which is not at fault"));
  EXPECT_NE(Await([](const Snapshot& s) { return s.slots[0].active == 2; }), nullptr);
}

TEST_F(RolloutRunnerTest, AShadowScoresAndAnswersNothing) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(StartShadow{{.slot = "", .library = ShippedOperator("score_op_v2"), .version = 0, .duration = {}}}).ok);
  EXPECT_TRUE(Becomes(2, VersionState::kShadow));
  ASSERT_NE(Await([](const Snapshot& s) { return !s.shadows.empty() && s.shadows[0].scored > 50; }), nullptr);
  ASSERT_TRUE(Do(StopShadow{""}).ok);
  const auto ended = Await([](const Snapshot& s) { return !s.shadows[0].running; });
  ASSERT_NE(ended, nullptr);
  EXPECT_EQ(ended->versions[1].requests, 0U);
  EXPECT_EQ(ended->slots[0].active, 1U);
  EXPECT_NE(ended->shadows[0].max_difference, 0);
  EXPECT_FALSE(Do(StopShadow{""}).ok);
  ASSERT_TRUE(Do(SwapToVersion{"", 2}).ok);
  EXPECT_TRUE(Answers(2));
}

TEST_F(RolloutRunnerTest, AShadowEndsByItsTimeAndWhenItsSlotIsTaken) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(StartShadow{{.slot = "", .library = ShippedOperator("score_op_v2"), .version = 0, .duration = 50ms}}).ok);
  EXPECT_NE(Await([](const Snapshot& s) { return !s.shadows.empty() && !s.shadows[0].running; }), nullptr);
  ASSERT_TRUE(Do(StartShadow{{.slot = "", .library = {}, .version = 2, .duration = {}}}).ok);
  EXPECT_FALSE(Do(StartShadow{{.slot = "", .library = {}, .version = 2, .duration = {}}}).ok) << "one a slot";
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("constant")}).ok);
  EXPECT_NE(Await([](const Snapshot& s) { return !s.shadows[0].running; }), nullptr);
  EXPECT_EQ(FinishAndReport()["lost"], 0);
}

}  // namespace
}  // namespace hotswap
