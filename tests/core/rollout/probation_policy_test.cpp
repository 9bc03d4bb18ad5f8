#include "core/rollout/probation_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hotswap {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;

constexpr ProbationLimits kLimits{.duration = seconds(60), .latency_budget = milliseconds(1), .least_timed_calls = 64};

ProbationFigures Blameless() {
  return {.served = seconds(1),
          .requests = 1000,
          .errors = 0,
          .nonfinite = 0,
          .timed_calls = 1000,
          .median_call_ns = 30,
          .first_error = ""};
}

TEST(ProbationPolicyTest, GoesOnWatchingABlamelessVersion) {
  EXPECT_EQ(JudgeProbation(Blameless(), kLimits).step, ProbationStep::kGoOn);
  EXPECT_EQ(JudgeProbation({}, kLimits).step, ProbationStep::kGoOn);
}

TEST(ProbationPolicyTest, LetsItPassWhenItsTimeIsOver) {
  ProbationFigures figures = Blameless();
  figures.served = seconds(60);
  EXPECT_EQ(JudgeProbation(figures, kLimits).step, ProbationStep::kPassed);
}

TEST(ProbationPolicyTest, DoesNotLetPassWhatAnsweredNothing) {
  ProbationFigures figures;
  figures.served = seconds(61);
  EXPECT_EQ(JudgeProbation(figures, kLimits).step, ProbationStep::kGoOn);
}

TEST(ProbationPolicyTest, TakesItBackAtTheFirstException) {
  ProbationFigures figures = Blameless();
  figures.errors = 1;
  figures.first_error = "no model";
  const ProbationRuling ruling = JudgeProbation(figures, kLimits);
  EXPECT_EQ(ruling.step, ProbationStep::kTakeBack);
  EXPECT_EQ(ruling.code, Errc::kThrew);
  EXPECT_EQ(ruling.reason, "threw in compute_score on 1 of 1000 requests: no model");
}

TEST(ProbationPolicyTest, WhatItsRolloutAcceptedIsNoFaultAndMoreIs) {
  ProbationFigures figures = Blameless();
  figures.tolerated = {.error_share = 0.001, .nonfinite_share = 0.001};
  figures.requests = 636;
  figures.errors = 1;
  figures.nonfinite = 1;
  EXPECT_EQ(JudgeProbation(figures, kLimits).step, ProbationStep::kGoOn);
  figures.requests = 1'000'000;
  figures.errors = 1000 + 94;
  EXPECT_EQ(JudgeProbation(figures, kLimits).step, ProbationStep::kGoOn);
  figures.errors = 1000 + 97;
  EXPECT_EQ(JudgeProbation(figures, kLimits).code, Errc::kThrew);
  figures.errors = 0;
  figures.nonfinite = 1000 + 97;
  EXPECT_EQ(JudgeProbation(figures, kLimits).code, Errc::kNonfinite);
}

TEST(ProbationPolicyTest, TakesItBackAtTheFirstScoreThatIsNotFinite) {
  ProbationFigures figures = Blameless();
  figures.nonfinite = 2;
  const ProbationRuling ruling = JudgeProbation(figures, kLimits);
  EXPECT_EQ(ruling.step, ProbationStep::kTakeBack);
  EXPECT_EQ(ruling.code, Errc::kNonfinite);
  EXPECT_THAT(ruling.reason, HasSubstr("2 of 1000 requests"));
}

TEST(ProbationPolicyTest, TakesItBackWhenHalfOfItsCallsAreOverTheBudget) {
  ProbationFigures figures = Blameless();
  figures.median_call_ns = 1'500'000;
  const ProbationRuling ruling = JudgeProbation(figures, kLimits);
  EXPECT_EQ(ruling.step, ProbationStep::kTakeBack);
  EXPECT_EQ(ruling.code, Errc::kTooSlow);
  EXPECT_THAT(ruling.reason, HasSubstr("1.5 ms"));
  EXPECT_THAT(ruling.reason, HasSubstr("1.0 ms"));
}

TEST(ProbationPolicyTest, DoesNotJudgeTheLatencyOfAFewCalls) {
  ProbationFigures figures = Blameless();
  figures.median_call_ns = 1'500'000;
  figures.timed_calls = 63;
  EXPECT_EQ(JudgeProbation(figures, kLimits).step, ProbationStep::kGoOn);
}

TEST(ProbationPolicyTest, DoesNotJudgeTheLatencyWithoutABudget) {
  ProbationFigures figures = Blameless();
  figures.median_call_ns = 1e9;
  ProbationLimits limits = kLimits;
  limits.latency_budget = seconds(0);
  EXPECT_EQ(JudgeProbation(figures, limits).step, ProbationStep::kGoOn);
}

TEST(ProbationPolicyTest, LetsAFaultGoBeforeTheEndOfTheTime) {
  ProbationFigures figures = Blameless();
  figures.served = seconds(61);
  figures.errors = 1;
  EXPECT_EQ(JudgeProbation(figures, kLimits).step, ProbationStep::kTakeBack);
}

}  // namespace
}  // namespace hotswap
