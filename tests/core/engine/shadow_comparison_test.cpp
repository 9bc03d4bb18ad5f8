#include "core/engine/shadow_comparison.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "core/engine/rank_agreement.h"

namespace hotswap {
namespace {

using Pairs = std::vector<std::pair<double, double>>;

/// By the definition: every pair of things.
std::optional<double> TauByDefinition(const Pairs& pairs) {
  double concordant = 0;
  double discordant = 0;
  double only_first = 0;
  double only_second = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double first = pairs[i].first - pairs[j].first;
      const double second = pairs[i].second - pairs[j].second;
      if (first * second > 0) ++concordant;
      if (first * second < 0) ++discordant;
      if (first != 0 && second == 0) ++only_first;
      if (first == 0 && second != 0) ++only_second;
    }
  }
  const double scale = std::sqrt((concordant + discordant + only_first) * (concordant + discordant + only_second));
  if (scale == 0) return std::nullopt;
  return (concordant - discordant) / scale;
}

TEST(RankAgreementTest, AgreesWithTheDefinition) {
  std::mt19937 random(5);
  for (std::size_t size = 0; size < 60; ++size) {
    for (const unsigned values : {2U, 5U, 1000U}) {
      Pairs pairs;
      for (std::size_t i = 0; i < size; ++i) pairs.emplace_back(random() % values, random() % values);
      const auto expected = TauByDefinition(pairs);
      const auto tau = RankAgreement(pairs);
      ASSERT_EQ(tau.has_value(), expected.has_value()) << size << " of " << values;
      if (tau) {
        EXPECT_NEAR(*tau, *expected, 1e-12) << size << " of " << values;
      }
    }
  }
}

TEST(RankAgreementTest, KnowsTheExtremes) {
  EXPECT_EQ(RankAgreement({{1, 10}, {2, 20}, {3, 30}}), 1.0);
  EXPECT_EQ(RankAgreement({{1, 30}, {2, 20}, {3, 10}}), -1.0);
  EXPECT_FALSE(RankAgreement({{1, 30}, {1, 20}}).has_value()) << "one side ranks nothing";
  EXPECT_FALSE(RankAgreement({}).has_value());
}

class ShadowComparisonTest : public ::testing::Test {
 protected:
  void Add(double live, double candidate, std::int64_t live_ns = -1, std::int64_t candidate_ns = 0) {
    comparison_.Add({{}, live, live_ns}, {candidate, candidate_ns, false});
  }
  ShadowStatus Status() const {
    ShadowStatus status;
    comparison_.FillIn(status);
    return status;
  }
  ShadowComparison comparison_;
};

TEST_F(ShadowComparisonTest, SaysNothingBeforeThereIsAnything) {
  const ShadowStatus status = Status();
  EXPECT_EQ(status.scored, 0U);
  EXPECT_EQ(status.p99_difference, 0);
  EXPECT_FALSE(status.rank_agreement.has_value());
  EXPECT_FALSE(status.latency_ratio.has_value());
}

TEST_F(ShadowComparisonTest, TellsMeanP99AndLargestOfTheDifferences) {
  for (int i = 1; i <= 1000; ++i) Add(10, 10 + (i % 2 == 0 ? 1 : -1) * i / 1000.0);
  const ShadowStatus status = Status();
  EXPECT_EQ(status.scored, 1000U);
  EXPECT_NEAR(status.mean_difference, 0.0005, 1e-9);
  EXPECT_NEAR(status.p99_difference, 0.99, 0.99 * 0.0315);
  EXPECT_NEAR(status.max_difference, 1.0, 1e-12);
}

TEST_F(ShadowComparisonTest, TheHistogramIsOfTheLatestDifferencesWithTheirSigns) {
  for (int i = 0; i < 2000; ++i) Add(10, 10 + (i < 1500 ? -0.5 : 0.25));
  const Histogram differences = Status().differences;
  std::uint64_t negative = 0;
  std::uint64_t positive = 0;
  for (std::size_t i = 0; i < differences.counts.size(); ++i) {
    (differences.edges[i] < 0 ? negative : positive) += differences.counts[i];
  }
  EXPECT_EQ(positive, 500U);
  EXPECT_EQ(negative, ShadowComparison::kLatestPairs - 500);
}

TEST_F(ShadowComparisonTest, EqualScoresDifferByNothing) {
  for (int i = 0; i < 100; ++i) Add(i, i);
  EXPECT_EQ(Status().mean_difference, 0);
  EXPECT_EQ(Status().p99_difference, 0);
  EXPECT_EQ(Status().max_difference, 0);
  EXPECT_EQ(Status().rank_agreement, 1.0);
}

TEST_F(ShadowComparisonTest, WhatIsNoNumberIsCountedAndNotCompared) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  Add(1, kNan);
  Add(1, std::numeric_limits<double>::infinity());
  Add(kNan, 1);
  comparison_.Add({{}, 1, -1}, {0, 0, true});
  comparison_.AddDropped(7);
  Add(2, 3);
  const ShadowStatus status = Status();
  EXPECT_EQ(status.scored, 1U);
  EXPECT_EQ(status.nonfinite, 2U);
  EXPECT_EQ(status.errors, 1U);
  EXPECT_EQ(status.dropped, 7U);
  EXPECT_EQ(status.mean_difference, 1);
}

TEST_F(ShadowComparisonTest, TheLargestScoresOfAllDifferByAFiniteNumber) {
  constexpr double kLargest = std::numeric_limits<double>::max();
  Add(-kLargest, kLargest);
  Add(kLargest, -kLargest);
  EXPECT_TRUE(std::isfinite(Status().mean_difference));
  EXPECT_TRUE(std::isfinite(Status().p99_difference));
  EXPECT_TRUE(std::isfinite(Status().max_difference));
}

TEST_F(ShadowComparisonTest, TheRankAgreementIsOfTheLatestPairs) {
  for (int i = 0; i < 5000; ++i) Add(i, -i);
  for (int i = 0; i < static_cast<int>(ShadowComparison::kLatestPairs); ++i) Add(i, i);
  EXPECT_EQ(Status().rank_agreement, 1.0);
}

TEST_F(ShadowComparisonTest, TheLatencyRatioIsOfRequestsThatBothTimed) {
  for (int i = 0; i < 100; ++i) Add(1, 1, 1000, 2000);
  for (int i = 0; i < 1000; ++i) Add(1, 1, -1, 9'000'000);
  ASSERT_TRUE(Status().latency_ratio.has_value());
  EXPECT_NEAR(*Status().latency_ratio, 2, 0.13);
}

TEST_F(ShadowComparisonTest, ADifferenceThatIsTheSameForAllIsItsOwnP99) {
  for (int i = 0; i < 1000; ++i) Add(i, i + 0.1);
  EXPECT_NEAR(Status().p99_difference, 0.1, 1e-9);
  EXPECT_GE(Status().p99_difference, Status().mean_difference - 1e-9);
}

TEST_F(ShadowComparisonTest, WhatTheCandidateIsTooSlowForCountsAsSlowerThanAllThatItScored) {
  for (int i = 0; i < 90; ++i) Add(1, 1, 1000, 1000);
  for (int i = 0; i < 10; ++i) Add(1, 1, 1000, 9'000'000);
  EXPECT_NEAR(Status().latency_ratio.value(), 1, 0.07);
  comparison_.AddDropped(90);
  EXPECT_GT(Status().latency_ratio.value(), 5000) << "the median of 190 is among the slowest of 100";
  comparison_.AddDropped(20);
  EXPECT_FALSE(Status().latency_ratio.has_value()) << "the median was not even scored";
}

}  // namespace
}  // namespace hotswap
