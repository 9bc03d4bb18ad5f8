#include "core/rollout/arm_sample.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>

#include "core/rollout/call_times.h"

namespace hotswap {
namespace {

ArmObservation Scored(std::int64_t user, double score) {
  ArmObservation observation;
  observation.user_id = user;
  observation.score = score;
  return observation;
}

TEST(ArmSampleTest, CountsRequestsErrorsAndScoresThatAreNotFinite) {
  ArmSample sample;
  sample.Add(Scored(1, 0.5));
  sample.Add(Scored(1, std::nan("")));
  sample.Add(Scored(2, std::numeric_limits<double>::infinity()));
  ArmObservation thrown = Scored(3, std::nan(""));
  thrown.error = true;
  sample.Add(thrown);
  EXPECT_EQ(sample.figures().requests, 4U);
  EXPECT_EQ(sample.figures().errors, 1U);
  EXPECT_EQ(sample.figures().nonfinite, 2U) << "an exception gives no score, so it is not one that is not finite";
  ASSERT_EQ(sample.figures().users.size(), 1U);
  EXPECT_EQ(sample.figures().users[0].scored, 1U);
}

TEST(ArmSampleTest, LeavesExactCountersAloneOnceItHasThem) {
  ArmSample sample;
  sample.SetCounts(1000, 3, 2);
  sample.Add(Scored(1, 0.5));
  EXPECT_EQ(sample.figures().requests, 1000U);
  EXPECT_EQ(sample.figures().errors, 3U);
  EXPECT_EQ(sample.figures().nonfinite, 2U);
  EXPECT_EQ(sample.figures().scored, 1U);
}

TEST(ArmSampleTest, KeepsWhatEachUserGot) {
  ArmSample sample;
  for (int i = 0; i < 100; ++i) {
    ArmObservation observation = Scored(i % 2, i % 2 == 0 ? 0.25 : 0.75);
    observation.label = i % 2 == 1;
    observation.latency_ns = 10;
    sample.Add(observation);
  }
  ASSERT_EQ(sample.figures().users.size(), 2U);
  const UserFigures& first = sample.figures().users[0];
  EXPECT_EQ(first.scored, 50U);
  EXPECT_DOUBLE_EQ(first.score_sum, 12.5);
  EXPECT_NEAR(first.loss_sum, 50 * -std::log(0.75), 1e-9);
  EXPECT_EQ(first.kept(), UserFigures::kKept);
  EXPECT_EQ(first.scores.back(), 0.25F);
  EXPECT_FALSE(first.positives[0]);
  EXPECT_TRUE(sample.figures().users[1].positives[0]);
  EXPECT_EQ(sample.figures().calls.total(), 100U);
}

TEST(ArmSampleTest, AReservoirGoesOnTakingScores) {
  ArmSample sample;
  for (int i = 0; i < 10'000; ++i) sample.Add(Scored(1, i < 5000 ? 0 : 1));
  double late = 0;
  for (const float score : sample.figures().users[0].scores) late += static_cast<double>(score);
  EXPECT_GE(late, 1);
  EXPECT_LE(late, 7);
}

TEST(ArmSampleTest, StaysBoundedAndKeepsAUniformSampleOfUsers) {
  ArmSample sample;
  constexpr std::int64_t kUsers = 200'000;
  for (int round = 0; round < 2; ++round) {
    for (std::int64_t user = 0; user < kUsers; ++user) sample.Add(Scored(user, static_cast<double>(user) / kUsers));
  }
  const ArmFigures& figures = sample.figures();
  EXPECT_LE(figures.users.size(), ArmSample::kMostUsers);
  EXPECT_GE(figures.users.size(), ArmSample::kMostUsers / 3);
  EXPECT_TRUE(figures.thinned);
  EXPECT_TRUE(figures.exhausted());
  double sum = 0;
  for (const UserFigures& user : figures.users) {
    EXPECT_EQ(user.scored, 2U);
    sum += user.score_sum / 2;
  }
  EXPECT_NEAR(sum / static_cast<double>(figures.users.size()), 0.5, 0.03);
}

TEST(ArmSampleTest, IsExhaustedOnceNoNewUserComes) {
  ArmSample sample;
  for (int i = 0; i < 999; ++i) sample.Add(Scored(i % 3, 0.5));
  EXPECT_FALSE(sample.figures().exhausted()) << "too little was seen to say so";
  sample.Add(Scored(0, 0.5));
  EXPECT_TRUE(sample.figures().exhausted());
  sample.Add(Scored(9, 0.5));
  EXPECT_FALSE(sample.figures().exhausted());
}

TEST(CallTimesTest, AQuantileIsAtMostABucketTooHigh) {
  CallTimes times;
  for (std::uint64_t ns = 1; ns <= 10'000; ++ns) times.Add(ns);
  for (const double q : {0.01, 0.5, 0.9, 0.99, 1.0}) {
    const auto quantile = static_cast<double>(times.Quantile(q));
    EXPECT_GE(quantile, q * 10'000) << q;
    EXPECT_LE(quantile, q * 10'000 * 1.04) << q;
  }
  EXPECT_EQ(CallTimes().Quantile(0.99), 0U);
}

TEST(CallTimesTest, CountsOnlyCallsThatWereSurelyLonger) {
  CallTimes times;
  times.Add(100, 5);
  times.Add(1000, 3);
  times.Add(std::uint64_t{1} << 50);
  EXPECT_EQ(times.Above(50), 9U);
  EXPECT_EQ(times.Above(100), 4U);
  EXPECT_EQ(times.Above(1000), 1U);
  EXPECT_EQ(times.Above(1e30), 0U);
}

TEST(CallTimesTest, ALongCallDoesNotMoveTheMeanOfTheShortestOnes) {
  CallTimes times;
  times.Add(100, 99);
  times.Add(4'000'000, 1);
  EXPECT_NEAR(times.MeanOfShortest(0.99), 100, 4);
  EXPECT_GT(times.MeanOfShortest(1), 30'000);
}

}  // namespace
}  // namespace hotswap
