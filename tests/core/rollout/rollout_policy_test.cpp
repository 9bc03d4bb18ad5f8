#include "core/rollout/rollout_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace hotswap {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;

const std::vector<RolloutStep> kSteps{{.share = 5, .threads = 0, .min_time = milliseconds(500), .min_requests = 1000},
                                      {.share = 50, .threads = 0, .min_time = milliseconds(500), .min_requests = 1000},
                                      {.share = 100, .threads = 0, .min_time = {}, .min_requests = 0}};

GuardReading Reading(const std::string& name, GuardVerdict verdict, const std::string& text) {
  return {.name = name, .limit = 1, .figure = 0.5, .verdict = verdict, .sample = 1, .needed = 1, .unit = "users", .text = text};
}

const std::vector<GuardReading> kPassing{Reading("max_p99_ratio", GuardVerdict::kPassing, "1 (at most 1.5)")};
const std::vector<GuardReading> kWaiting{Reading("max_score_psi", GuardVerdict::kNeedsSamples, "needs 20 users, has 3")};
const std::vector<GuardReading> kBroken{Reading("max_p99_ratio", GuardVerdict::kBroken, "2 (at most 1.5): broken")};
const std::vector<GuardReading> kThrows{Reading("max_error_rate", GuardVerdict::kBroken, "0.1 (at most 0.001): broken")};

RolloutDecision LookAt(RolloutPolicy& policy, std::chrono::nanoseconds now, std::uint64_t requests,
                       const std::vector<GuardReading>& guards = kPassing, bool stable_at_fault = false) {
  return policy.Look({.now = now, .requests_candidate = requests, .guards = guards, .stable_at_fault = stable_at_fault});
}

RolloutAction ActionAt(RolloutPolicy& policy, std::chrono::nanoseconds now, std::uint64_t requests,
                       const std::vector<GuardReading>& guards = kPassing) {
  return LookAt(policy, now, requests, guards).action;
}

RolloutStatus StatusOf(const RolloutPolicy& policy) {
  RolloutStatus status;
  policy.Describe(status);
  return status;
}

TEST(RolloutPolicyTest, GoesThroughItsStepsAndPromotes) {
  RolloutPolicy policy(kSteps, seconds(10));
  EXPECT_EQ(policy.step().share, 5);
  EXPECT_EQ(ActionAt(policy, seconds(11), 1000), RolloutAction::kAdvance);
  EXPECT_EQ(policy.step().share, 50);
  EXPECT_EQ(ActionAt(policy, seconds(12), 2000), RolloutAction::kAdvance);
  EXPECT_EQ(policy.step().share, 100);
  EXPECT_TRUE(policy.last_step());
  EXPECT_EQ(ActionAt(policy, seconds(13), 2001), RolloutAction::kPromote);
  const RolloutStatus status = StatusOf(policy);
  EXPECT_EQ(status.outcome, RolloutOutcome::kPromoted);
  EXPECT_EQ(status.step, 3U);
  EXPECT_EQ(status.decided, seconds(3));
  EXPECT_EQ(status.requests_candidate, 2001U);
  EXPECT_EQ(status.reason, "all 3 steps done, no guard broken");
}

TEST(RolloutPolicyTest, HoldsAStepUntilItsTimeAndItsRequestsAreThere) {
  RolloutPolicy policy(kSteps, {});
  const RolloutDecision early = LookAt(policy, milliseconds(400), 5000);
  EXPECT_EQ(early.action, RolloutAction::kHold);
  EXPECT_EQ(early.reason, "100.0 ms more");
  const RolloutDecision few = LookAt(policy, seconds(9), 5000 - 4001);
  EXPECT_EQ(few.action, RolloutAction::kHold);
  EXPECT_EQ(few.reason, "1 request more at the candidate");
  EXPECT_EQ(StatusOf(policy).requests_missing, 1U);
  EXPECT_EQ(ActionAt(policy, seconds(9), 1000), RolloutAction::kAdvance);
}

TEST(RolloutPolicyTest, CountsTimeAndRequestsOfEachStepAnew) {
  RolloutPolicy policy(kSteps, {});
  ASSERT_EQ(ActionAt(policy, seconds(9), 5000), RolloutAction::kAdvance);
  EXPECT_EQ(ActionAt(policy, milliseconds(9400), 7000), RolloutAction::kHold);
  EXPECT_EQ(ActionAt(policy, milliseconds(9500), 5999), RolloutAction::kHold);
  EXPECT_EQ(ActionAt(policy, milliseconds(9500), 6000), RolloutAction::kAdvance);
}

TEST(RolloutPolicyTest, NeverPromotesWithoutData) {
  RolloutPolicy policy({{.share = 100, .threads = 0, .min_time = {}, .min_requests = 0}}, {});
  const RolloutDecision none = LookAt(policy, seconds(3600), 0, {});
  EXPECT_EQ(none.action, RolloutAction::kHold);
  EXPECT_EQ(none.reason, "the candidate has answered no request yet");
  EXPECT_EQ(ActionAt(policy, seconds(3600), 1, kWaiting), RolloutAction::kHold);
  EXPECT_EQ(ActionAt(policy, seconds(3600), 1, {}), RolloutAction::kPromote);
}

TEST(RolloutPolicyTest, HoldsWhileAGuardNeedsSamplesAndSaysWhich) {
  RolloutPolicy policy(kSteps, {});
  const RolloutDecision decision = LookAt(policy, seconds(60), 100'000, kWaiting);
  EXPECT_EQ(decision.action, RolloutAction::kHold);
  EXPECT_EQ(decision.reason, "max_score_psi: needs 20 users, has 3");
}

TEST(RolloutPolicyTest, RollsBackAtOnceWhenAGuardBreaks) {
  RolloutPolicy policy(kSteps, seconds(5));
  const RolloutDecision decision = LookAt(policy, milliseconds(5100), 10, kBroken);
  EXPECT_EQ(decision.action, RolloutAction::kRollBack);
  EXPECT_EQ(decision.guard, "max_p99_ratio");
  EXPECT_EQ(decision.reason, "max_p99_ratio: 2 (at most 1.5): broken");
  EXPECT_EQ(StatusOf(policy).decided, milliseconds(100));
  EXPECT_EQ(StatusOf(policy).step, 0U);
  EXPECT_EQ(ActionAt(policy, seconds(60), 100'000), RolloutAction::kHold) << "an outcome is final";
}

TEST(RolloutPolicyTest, APauseByAPersonOutlivesEveryTimer) {
  RolloutPolicy policy(kSteps, {});
  ASSERT_EQ(ActionAt(policy, milliseconds(300), 5000), RolloutAction::kHold);
  ASSERT_TRUE(policy.Pause(milliseconds(400)).ok());
  const RolloutDecision paused = LookAt(policy, seconds(3600), 5000);
  EXPECT_EQ(paused.action, RolloutAction::kHold);
  EXPECT_EQ(paused.reason, "paused by a person; 100.0 ms more");
  ASSERT_TRUE(policy.Resume(seconds(3600)).ok());
  EXPECT_EQ(ActionAt(policy, seconds(3600) + milliseconds(99), 5000), RolloutAction::kHold);
  EXPECT_EQ(ActionAt(policy, seconds(3600) + milliseconds(100), 5000), RolloutAction::kAdvance);
}

TEST(RolloutPolicyTest, APausedStepThatHasEverythingWaitsForThePerson) {
  RolloutPolicy policy(kSteps, {});
  ASSERT_TRUE(policy.Pause(seconds(1)).ok());
  EXPECT_EQ(ActionAt(policy, seconds(2), 5000), RolloutAction::kHold);
  ASSERT_TRUE(policy.Resume(seconds(2)).ok());
  EXPECT_EQ(ActionAt(policy, seconds(2), 5000), RolloutAction::kAdvance);
}

TEST(RolloutPolicyTest, GuardsProtectDuringAPause) {
  RolloutPolicy policy(kSteps, {});
  ASSERT_TRUE(policy.Pause(seconds(1)).ok());
  EXPECT_EQ(ActionAt(policy, seconds(2), 10, kBroken), RolloutAction::kRollBack);
}

TEST(RolloutPolicyTest, AStableVersionAtFaultGetsNoTrafficBack) {
  RolloutPolicy policy(kSteps, {});
  const RolloutDecision decision = LookAt(policy, seconds(2), 5000, kBroken, true);
  EXPECT_EQ(decision.action, RolloutAction::kHold);
  EXPECT_THAT(decision.reason, HasSubstr("the version to go back to is itself at fault"));
  EXPECT_EQ(LookAt(policy, seconds(3), 5000, kThrows, true).action, RolloutAction::kRollBack)
      << "both are at fault: the known one is as good";
}

TEST(RolloutPolicyTest, APersonPromotesAndAbortsWhateverTheGuardsSay) {
  RolloutPolicy promoted(kSteps, {});
  LookAt(promoted, seconds(1), 10, kWaiting);
  ASSERT_TRUE(promoted.Promote(seconds(2)).ok());
  EXPECT_EQ(promoted.outcome(), RolloutOutcome::kPromoted);
  EXPECT_EQ(StatusOf(promoted).reason, "promoted by a person at step 1");
  RolloutPolicy aborted(kSteps, {});
  ASSERT_TRUE(aborted.Abort(seconds(2), "by a person").ok());
  EXPECT_EQ(aborted.outcome(), RolloutOutcome::kAborted);
}

TEST(RolloutPolicyTest, RefusesWhatMakesNoSenseNowAndChangesNothing) {
  RolloutPolicy policy(kSteps, {});
  EXPECT_FALSE(policy.Resume(seconds(1)).ok());
  ASSERT_TRUE(policy.Pause(seconds(1)).ok());
  EXPECT_FALSE(policy.Pause(seconds(1)).ok());
  ASSERT_TRUE(policy.RollBack(seconds(2), "a call hangs").ok());
  EXPECT_FALSE(policy.Promote(seconds(3)).ok());
  EXPECT_FALSE(policy.Abort(seconds(3), "late").ok());
  EXPECT_FALSE(policy.Resume(seconds(3)).ok());
  policy.End(seconds(3));
  EXPECT_EQ(policy.outcome(), RolloutOutcome::kRolledBack);
  EXPECT_EQ(StatusOf(policy).reason, "a call hangs");
}

TEST(RolloutPolicyTest, ARunThatEndsHoldsTheRolloutAndSaysWhatWasMissing) {
  RolloutPolicy policy(kSteps, {});
  LookAt(policy, seconds(1), 10, kWaiting);
  policy.End(seconds(2));
  EXPECT_EQ(policy.outcome(), RolloutOutcome::kHeld);
  EXPECT_EQ(StatusOf(policy).reason,
            "the run ended; missing: 990 requests more at the candidate; max_score_psi: needs 20 users, has 3");
}

TEST(RolloutPolicyTest, ANewCandidateBeginsAgainAtTheFirstStepAndAPauseStays) {
  RolloutPolicy policy(kSteps, {});
  ASSERT_EQ(ActionAt(policy, seconds(1), 1000), RolloutAction::kAdvance);
  ASSERT_TRUE(policy.Pause(seconds(2)).ok());
  policy.Restart(seconds(3));
  EXPECT_EQ(policy.step().share, 5);
  EXPECT_EQ(ActionAt(policy, seconds(60), 5000), RolloutAction::kHold);
  ASSERT_TRUE(policy.Resume(seconds(60)).ok());
  EXPECT_EQ(ActionAt(policy, milliseconds(60'400), 5000), RolloutAction::kHold);
  EXPECT_EQ(ActionAt(policy, milliseconds(60'500), 5000), RolloutAction::kAdvance);
}

}  // namespace
}  // namespace hotswap
