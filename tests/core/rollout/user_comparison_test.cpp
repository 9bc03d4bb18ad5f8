#include "core/rollout/user_comparison.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "core/rollout/arm_sample.h"
#include "core/rollout/ranking_quality.h"

namespace hotswap {
namespace {

constexpr double kCertain = 6;  // log 400: 1 % over four guards.

/// Users whose scores lie about means of their own.
ArmSample Sample(std::int64_t users, int requests, double shift, double scale, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  ArmSample sample;
  for (std::int64_t user = 0; user < users; ++user) {
    const double mean = 0.25 * normal(random);
    for (int i = 0; i < requests; ++i) {
      ArmObservation seen;
      seen.user_id = user + static_cast<std::int64_t>(seed) * 100'000;
      seen.score = 0.5 + scale * (mean + 0.05 * normal(random)) + shift;
      sample.Add(seen);
    }
  }
  return sample;
}

TEST(ClusteredMeanTest, IsThatOfRequestsWithTheVarianceOfUsers) {
  ClusteredMean mean;
  mean.Add(10, 10, 10);  // ten times 1
  mean.Add(20, 40, 10);  // ten times 2
  mean.Add(30, 90, 10);  // ten times 3
  EXPECT_DOUBLE_EQ(mean.mean(), 2);
  EXPECT_DOUBLE_EQ(mean.effective_users(), 3);
  EXPECT_NEAR(mean.variance(), 1.0 / 3, 1e-12) << "three users, not thirty requests";
  EXPECT_NEAR(mean.variance_of_one(), 2.0 / 3, 1e-12);
}

TEST(ClusteredMeanTest, AUserWhoAsksMoreCountsMoreAndMakesItWorthFewer) {
  ClusteredMean mean;
  mean.Add(90, 90, 90);
  mean.Add(20, 40, 10);
  EXPECT_DOUBLE_EQ(mean.mean(), 1.1);
  EXPECT_NEAR(mean.effective_users(), 10'000.0 / 8200, 1e-12);
}

TEST(ClusteredMeanTest, KeepsItsVarianceFarFromZero) {
  ClusteredMean mean;
  for (int i = 0; i < 4; ++i) mean.Add(1e9 + i % 2, (1e9 + i % 2) * (1e9 + i % 2), 1);
  EXPECT_NEAR(mean.variance(), 1.0 / 12, 1e-9);
}

TEST(LogEvidenceOfMoreTest, ManyRequestsOfFewUsersProveNothingByThemselves) {
  // Requests alone would make the difference of 4 to 20 standard errors in most of these.
  int certain = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const ArmSample a = Sample(20, 200, 0, 1, seed);
    const ArmSample b = Sample(20, 200, 0, 1, seed + 1000);
    if (LogEvidenceOfDistance(MeanScores(a.figures().users), MeanScores(b.figures().users), 0) > kCertain) ++certain;
  }
  EXPECT_EQ(certain, 0);
}

TEST(LogEvidenceOfMoreTest, IsCertainOfALargeShiftAtTenUsersAndNotBelowWhatCanBeDealt) {
  const ArmSample a = Sample(10, 200, 2, 1, 1);
  const ArmSample b = Sample(10, 200, 0, 1, 2);
  EXPECT_GT(LogEvidenceOfDistance(MeanScores(a.figures().users), MeanScores(b.figures().users), 0), kCertain);
  EXPECT_EQ(LogEvidenceOfMore(MeanScores(b.figures().users), MeanScores(a.figures().users), 0), 0) << "the other way";
  const ArmSample few_a = Sample(3, 200, 2, 1, 1);
  const ArmSample few_b = Sample(3, 200, 0, 1, 2);
  EXPECT_LE(LogEvidenceOfDistance(MeanScores(few_a.figures().users), MeanScores(few_b.figures().users), 0), std::log(10.0));
}

TEST(CompareDistributionsTest, TheIndexOfIdenticalVersionsIsNearZeroWhateverTheNumberOfUsers) {
  for (const std::int64_t users : {20, 50, 200, 1000}) {
    double sum = 0;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
      const DistributionShift shift = CompareDistributions(Sample(users, 20, 0, 1, seed).figures().users,
                                                           Sample(users, 20, 0, 1, seed + 1000).figures().users);
      sum += shift.psi;
      EXPECT_LT(shift.log_evidence, kCertain) << users;
    }
    EXPECT_LT(sum / 50, 0.15) << users << " users; uncorrected it would be near 18 / users";
  }
}

TEST(CompareDistributionsTest, SeesASpreadThatLeavesTheMean) {
  const DistributionShift shift =
      CompareDistributions(Sample(400, 20, 0, 2, 1).figures().users, Sample(400, 20, 0, 1, 2).figures().users);
  EXPECT_GT(shift.psi - shift.deviation, 0.25);
  EXPECT_GT(shift.log_evidence, kCertain);
}

TEST(CompareDistributionsTest, ConstantScoresAndNoUsersDoNoHarm) {
  ArmSample one;
  ArmSample two;
  for (int user = 0; user < 30; ++user) {
    ArmObservation seen;
    seen.user_id = user;
    seen.score = 1;
    one.Add(seen);
    seen.score = 2;
    two.Add(seen);
  }
  EXPECT_EQ(CompareDistributions(one.figures().users, one.figures().users).psi, 0);
  EXPECT_GT(CompareDistributions(two.figures().users, one.figures().users).log_evidence, kCertain);
  EXPECT_EQ(CompareDistributions({}, one.figures().users).psi, 0);
}

ArmSample Ranked(std::int64_t users, double noise, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform;
  std::normal_distribution<double> normal;
  ArmSample sample;
  for (std::int64_t user = 0; user < users; ++user) {
    for (int i = 0; i < 8; ++i) {
      const double truth = uniform(random);
      ArmObservation seen;
      seen.user_id = user;
      seen.label = uniform(random) < truth;
      seen.score = truth + noise * normal(random);
      sample.Add(seen);
    }
  }
  return sample;
}

TEST(RankingQualityTest, CountsPairsTiesHalf) {
  ArmSample sample;
  const auto add = [&](std::int64_t user, double score, bool positive) {
    ArmObservation seen;
    seen.user_id = user;
    seen.score = score;
    seen.label = positive;
    sample.Add(seen);
  };
  add(1, 0.1, false);
  EXPECT_FALSE(QualityOf(sample.figures().users)) << "no positive one";
  add(2, 0.5, true);
  add(3, 0.5, false);
  add(4, 0.3, true);
  // Pairs: 0.5 over 0.1, 0.5 ties 0.5, 0.3 over 0.1, 0.3 below 0.5.
  const auto quality = QualityOf(sample.figures().users);
  ASSERT_TRUE(quality);
  EXPECT_DOUBLE_EQ(quality->auc, 2.5 / 4);
  EXPECT_EQ(quality->users, 4U);
}

TEST(RankingQualityTest, ItsVarianceIsThatOfRepeatedSamples) {
  double sum = 0;
  double squares = 0;
  double told = 0;
  constexpr int kSamples = 200;
  for (std::uint64_t seed = 1; seed <= kSamples; ++seed) {
    const auto quality = QualityOf(Ranked(50, 0.1, seed).figures().users);
    ASSERT_TRUE(quality);
    sum += quality->auc;
    squares += quality->auc * quality->auc;
    told += quality->variance;
  }
  const double mean = sum / kSamples;
  const double seen = squares / kSamples - mean * mean;
  EXPECT_NEAR(told / kSamples / seen, 1, 0.35);
}

TEST(RankingQualityTest, AWorseRankingBecomesCertain) {
  const auto good = QualityOf(Ranked(500, 0, 1).figures().users);
  const auto also_good = QualityOf(Ranked(500, 0, 2).figures().users);
  const auto bad = QualityOf(Ranked(500, 0.5, 3).figures().users);
  ASSERT_TRUE(good && also_good && bad);
  EXPECT_GT(LogEvidenceOfWorseRanking(*bad, *good, -0.02), kCertain);
  EXPECT_LT(LogEvidenceOfWorseRanking(*also_good, *good, -0.02), kCertain);
}

}  // namespace
}  // namespace hotswap
