#include "core/rollout/sequential_evidence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>

namespace hotswap {
namespace {

TEST(LogEvidenceOfRateTest, HasTheValueOfItsFormula) {
  // B(1 + 2, 1 + 1) / (B(1, 1) 0.5^2 0.5^1) = (2! 1! / 4!) / 0.125 = 2/3: with limit 0.5 the prior is uniform.
  EXPECT_NEAR(LogEvidenceOfRate(2, 3, 0.5), std::log(2.0 / 3), 1e-12);
}

TEST(LogEvidenceOfRateTest, SaysNothingBelowTheLimitAndGrowsAboveIt) {
  EXPECT_EQ(LogEvidenceOfRate(0, 0, 0.001), 0);
  EXPECT_EQ(LogEvidenceOfRate(1, 1000, 0.001), 0);
  EXPECT_LT(LogEvidenceOfRate(2, 1000, 0.001), std::log(100.0));
  EXPECT_GT(LogEvidenceOfRate(100, 1000, 0.001), std::log(1e6));
  EXPECT_EQ(LogEvidenceOfRate(1000, 1000, 1), 0);
  EXPECT_TRUE(std::isinf(LogEvidenceOfRate(1, 1000, 0)));
}

TEST(LogEvidenceOfRateTest, ErrsAtItsRateHoweverOftenOneLooks) {
  constexpr int kRuns = 2000;
  constexpr double kLimit = 0.02;
  std::mt19937_64 random(7);
  std::bernoulli_distribution event(kLimit);
  int false_alarms = 0;
  int naive_alarms = 0;
  for (int run = 0; run < kRuns; ++run) {
    bool alarm = false;
    bool naive = false;
    std::uint64_t events = 0;
    for (std::uint64_t trials = 1; trials <= 3000; ++trials) {
      events += event(random) ? 1 : 0;
      alarm = alarm || LogEvidenceOfRate(events, trials, kLimit) >= std::log(1 / 0.05);
      const double n = static_cast<double>(trials);
      const double z = (static_cast<double>(events) - kLimit * n) / std::sqrt(n * kLimit * (1 - kLimit));
      naive = naive || (trials >= 100 && z > 1.645);
    }
    false_alarms += alarm ? 1 : 0;
    naive_alarms += naive ? 1 : 0;
  }
  EXPECT_LE(false_alarms, kRuns / 20);
  EXPECT_GT(naive_alarms, kRuns / 4) << "a test at 5 % that is repeated: what these looks do to it";
}

TEST(LogEvidenceOfExcessTest, SaysNothingWithoutAnExcess) {
  EXPECT_EQ(LogEvidenceOfExcess({.excess = 0, .variance = 1, .freedom = 9, .information = 10}), 0);
  EXPECT_EQ(LogEvidenceOfExcess({.excess = -3, .variance = 1, .freedom = 9, .information = 10}), 0);
}

TEST(LogEvidenceOfExcessTest, HasTheValueOfItsFormulaWhenTheVarianceIsKnown) {
  const double log_evidence = LogEvidenceOfExcess({.excess = 4, .variance = 1, .freedom = 1e9, .information = 99});
  EXPECT_NEAR(log_evidence, 8 * 0.99 - std::log(100.0) / 2, 1e-4);
}

TEST(LogEvidenceOfExcessTest, TrustsAVarianceFromFewUsersLess) {
  const EstimatedExcess many{.excess = 5, .variance = 1, .freedom = 1000, .information = 10};
  EstimatedExcess few = many;
  few.freedom = 3;
  EXPECT_GT(LogEvidenceOfExcess(many), std::log(400.0));
  EXPECT_LT(LogEvidenceOfExcess(few), std::log(400.0));
}

TEST(MostLogEvidenceTest, IsTheNumberOfWaysToDealTheUsers) {
  EXPECT_NEAR(MostLogEvidence(3, 3), std::log(20.0 / 2), 1e-9);
  EXPECT_NEAR(MostLogEvidence(7, 7), std::log(3432.0 / 2), 1e-9);
  EXPECT_EQ(MostLogEvidence(0, 5), 0);
}

}  // namespace
}  // namespace hotswap
