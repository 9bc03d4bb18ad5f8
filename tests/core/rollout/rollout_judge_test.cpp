#include "core/rollout/rollout_judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "core/rollout/arm_sample.h"

namespace hotswap {
namespace {

using ::testing::HasSubstr;

/// `requests` of one version, dealt to `users` in turn; each 50th call is long.
void Answer(ArmSample& sample, int requests, std::int64_t users, double score, std::uint64_t ns = 10'000) {
  for (int i = 0; i < requests; ++i) {
    ArmObservation seen;
    seen.user_id = i % users;
    seen.score = score + 0.01 * static_cast<double>((seen.user_id * 7) % 13) + 0.001 * (i % 5);
    seen.latency_ns = i % 50 == 0 ? ns * 3 : ns + static_cast<std::uint64_t>(i % 20) * ns / 100;
    sample.Add(seen);
  }
}

GuardReading ReadingOf(const std::string& name, double limit, const ArmSample& candidate, const ArmSample& stable,
                       bool last_step = false) {
  RolloutJudge judge({{name, limit}});
  judge.Look({}, stable.figures(), false);
  return judge.Look(candidate.figures(), stable.figures(), last_step).at(0);
}

TEST(RolloutJudgeTest, JudgesOnlyTheGuardsThatAreListedInTheOrderOfTheTable) {
  RolloutJudge judge({{"max_score_psi", 0.25}, {"max_error_rate", 0.001}});
  const auto readings = judge.Look({}, {}, false);
  ASSERT_EQ(readings.size(), 2U);
  EXPECT_EQ(readings[0].name, "max_error_rate");
  EXPECT_EQ(readings[1].name, "max_score_psi");
  EXPECT_TRUE(RolloutJudge({}).Look({}, {}, true).empty());
}

TEST(RolloutJudgeTest, EveryGuardNeedsSamplesBeforeThereAreAny) {
  for (const Guard& guard : GuardTable()) {
    const GuardReading reading = ReadingOf(std::string(guard.name), guard.default_limit, {}, {}, true);
    EXPECT_EQ(reading.verdict, GuardVerdict::kNeedsSamples) << guard.name;
    EXPECT_EQ(reading.needed, guard.least);
    EXPECT_EQ(reading.unit, guard.unit);
    EXPECT_FALSE(reading.figure) << guard.name;
    EXPECT_THAT(reading.text, HasSubstr("has 0")) << guard.name;
  }
}

TEST(RolloutJudgeTest, AFewErrorsOfFewRequestsAreNotJudgedYet) {
  ArmSample candidate;
  candidate.SetCounts(199, 20, 0);
  const GuardReading early = ReadingOf("max_error_rate", 0.001, candidate, {});
  EXPECT_EQ(early.verdict, GuardVerdict::kNeedsSamples);
  EXPECT_EQ(early.text, "0.1005 (at most 0.001): needs 200 requests, has 199");
  candidate.SetCounts(200, 20, 0);
  const GuardReading later = ReadingOf("max_error_rate", 0.001, candidate, {});
  EXPECT_EQ(later.verdict, GuardVerdict::kBroken);
  EXPECT_EQ(later.text, "0.1 (at most 0.001) in 200 requests: broken; read the first error in the events and mend the operator");
}

TEST(RolloutJudgeTest, ARateOverItsLimitThatMayBeChanceAsksForMore) {
  ArmSample candidate;
  candidate.SetCounts(1000, 2, 0);
  const GuardReading reading = ReadingOf("max_error_rate", 0.001, candidate, {});
  EXPECT_EQ(reading.verdict, GuardVerdict::kNeedsSamples);
  EXPECT_THAT(reading.text, HasSubstr("beyond the limit, but not yet for certain; needs more requests"));
  candidate.SetCounts(2000, 2, 0);
  EXPECT_EQ(ReadingOf("max_error_rate", 0.001, candidate, {}).verdict, GuardVerdict::kPassing);
}

TEST(RolloutJudgeTest, OneIsProofWhereNoneIsAllowedWhateverTheSample) {
  ArmSample candidate;
  candidate.SetCounts(1, 0, 1);
  EXPECT_EQ(ReadingOf("max_nonfinite", 0, candidate, {}).verdict, GuardVerdict::kBroken);
  EXPECT_EQ(ReadingOf("max_nonfinite", 1, candidate, {}).verdict, GuardVerdict::kNeedsSamples);
  candidate.SetCounts(1, 1, 0);
  EXPECT_EQ(ReadingOf("max_error_rate", 0, candidate, {}).verdict, GuardVerdict::kBroken);
  candidate.SetCounts(200, 0, 0);
  EXPECT_EQ(ReadingOf("max_nonfinite", 0, candidate, {}).verdict, GuardVerdict::kPassing);
  EXPECT_EQ(ReadingOf("max_error_rate", 0, candidate, {}).verdict, GuardVerdict::kPassing);
}

TEST(RolloutJudgeTest, AMachineThatGetsBusyIsNotASlowCandidate) {
  RolloutJudge judge({{"max_p99_ratio", 1.2}, {"max_throughput_drop", 0.1}});
  ArmSample candidate;
  ArmSample stable;
  Answer(stable, 5000, 50, 0);
  judge.Look(candidate.figures(), stable.figures(), false);
  std::vector<GuardReading> readings;
  for (int look = 0; look < 20; ++look) {
    Answer(candidate, 500, 50, 0, 100'000);
    Answer(stable, 500, 50, 0, 100'000);
    readings = judge.Look(candidate.figures(), stable.figures(), false);
  }
  EXPECT_EQ(readings[0].verdict, GuardVerdict::kPassing) << readings[0].text;
  EXPECT_EQ(readings[1].verdict, GuardVerdict::kPassing) << readings[1].text;
}

TEST(RolloutJudgeTest, ACacheMissMoreACallIsForgiven) {
  RolloutJudge judge({{"max_p99_ratio", 1.2}, {"max_throughput_drop", 0.1}});
  ArmSample candidate;
  ArmSample stable;
  std::vector<GuardReading> readings;
  for (int look = 0; look < 20; ++look) {
    Answer(stable, 2000, 50, 0, 30);
    if (look != 0) Answer(candidate, 2000, 50, 0, 60);
    readings = judge.Look(candidate.figures(), stable.figures(), false);
  }
  EXPECT_EQ(readings[0].verdict, GuardVerdict::kPassing) << readings[0].text;
  EXPECT_EQ(readings[1].verdict, GuardVerdict::kPassing) << readings[1].text;
}

TEST(RolloutJudgeTest, ASlowCandidateBreaksLatencyAndThroughput) {
  RolloutJudge judge({{"max_p99_ratio", 1.5}, {"max_throughput_drop", 0.2}});
  ArmSample candidate;
  ArmSample stable;
  std::vector<GuardReading> readings;
  for (int look = 0; look < 12; ++look) {
    Answer(stable, 2000, 50, 0);
    if (look != 0) Answer(candidate, 2000, 50, 0, 20'000);
    readings = judge.Look(candidate.figures(), stable.figures(), false);
  }
  EXPECT_EQ(readings[0].verdict, GuardVerdict::kBroken) << readings[0].text;
  EXPECT_EQ(readings[1].verdict, GuardVerdict::kBroken) << readings[1].text;
}

/// Readings of latency and throughput while the candidate answers one request in `stride`; then as many as the stable version.
std::vector<GuardReading> SpeedOf(int stride, std::uint64_t rare_ns, std::uint64_t even_ns, int even_looks) {
  RolloutJudge judge({{"max_p99_ratio", 1.5}, {"max_throughput_drop", 0.2}});
  ArmSample candidate;
  ArmSample stable;
  std::vector<GuardReading> readings;
  for (int look = 0; look < 20 + even_looks; ++look) {
    const bool rare = look < 20;
    Answer(stable, 2000, 50, 0, 20);
    if (look != 0) Answer(candidate, rare ? 2000 / stride : 2000, 50, 0, rare ? rare_ns : even_ns);
    readings = judge.Look(candidate.figures(), stable.figures(), false);
  }
  return readings;
}

TEST(RolloutJudgeTest, ARareCandidateMayBeColdButNotSlowByOrdersOfMagnitude) {
  for (const GuardReading& reading : SpeedOf(20, 700, 0, 0)) {
    EXPECT_EQ(reading.verdict, GuardVerdict::kPassing) << reading.text;
    EXPECT_LE(reading.figure.value_or(9), reading.limit) << "a person sees a figure that fits the verdict";
  }
  for (const GuardReading& reading : SpeedOf(20, 20'000, 0, 0)) EXPECT_EQ(reading.verdict, GuardVerdict::kBroken) << reading.text;
}

TEST(RolloutJudgeTest, WhatWasForgivenToARareCandidateIsJudgedWhenBothAnswerAsOften) {
  for (const GuardReading& reading : SpeedOf(20, 700, 20, 20)) {
    EXPECT_EQ(reading.verdict, GuardVerdict::kPassing) << reading.text;
  }
  for (const GuardReading& reading : SpeedOf(20, 700, 700, 20)) EXPECT_EQ(reading.verdict, GuardVerdict::kBroken) << reading.text;
}

TEST(RolloutJudgeTest, ARareCandidateThatThenAnswersAllIsComparedWithWhatStableDidBefore) {
  RolloutJudge judge({{"max_p99_ratio", 1.5}});
  ArmSample candidate;
  ArmSample stable;
  Answer(stable, 20'000, 50, 0, 1000);
  judge.Look(candidate.figures(), stable.figures(), false);
  Answer(stable, 2000, 50, 0, 1000);
  Answer(candidate, 100, 50, 0, 2000);
  EXPECT_NE(judge.Look(candidate.figures(), stable.figures(), false).at(0).verdict, GuardVerdict::kBroken);
  Answer(candidate, 20'000, 50, 0, 2000);
  const GuardReading reading = judge.Look(candidate.figures(), stable.figures(), true).at(0);
  EXPECT_EQ(reading.verdict, GuardVerdict::kBroken) << reading.text;
}

TEST(RolloutJudgeTest, ACandidateThatAnswersAllIsComparedWithWhatStableDidBefore) {
  for (const std::uint64_t ns : {10'000U, 20'000U}) {
    RolloutJudge judge({{"max_p99_ratio", 1.5}, {"max_mean_shift", 0.05}});
    ArmSample candidate;
    ArmSample stable;
    Answer(stable, 20'000, 50, 0);
    judge.Look(candidate.figures(), stable.figures(), true);
    Answer(candidate, 20'000, 50, 0, ns);
    const auto readings = judge.Look(candidate.figures(), stable.figures(), true);
    EXPECT_EQ(readings[0].verdict, ns == 10'000 ? GuardVerdict::kPassing : GuardVerdict::kBroken) << readings[0].text;
    EXPECT_EQ(readings[1].verdict, GuardVerdict::kPassing) << readings[1].text;
  }
}

TEST(RolloutJudgeTest, FewUsersThatAreAllThereAreGoOnToTheNextStep) {
  ArmSample candidate;
  ArmSample stable;
  Answer(candidate, 900, 2, 0);
  Answer(stable, 5000, 48, 0);
  const GuardReading early = ReadingOf("max_score_psi", 0.25, candidate, stable);
  EXPECT_EQ(early.verdict, GuardVerdict::kNeedsSamples);
  EXPECT_THAT(early.text, HasSubstr("needs 20 users, has 2"));
  Answer(candidate, 900, 2, 0);
  EXPECT_EQ(ReadingOf("max_score_psi", 0.25, candidate, stable).verdict, GuardVerdict::kPassing);
}

TEST(RolloutJudgeTest, UsersTooFewForAnyProofDoNotPassTheLastStep) {
  ArmSample candidate;
  ArmSample stable;
  Answer(candidate, 2000, 3, 0);
  Answer(stable, 2000, 3, 0);
  const GuardReading reading = ReadingOf("max_mean_shift", 0.05, candidate, stable, true);
  EXPECT_EQ(reading.verdict, GuardVerdict::kNeedsSamples);
  EXPECT_THAT(reading.text, HasSubstr("in 3 users: too few to tell a difference from chance"));
  EXPECT_EQ(ReadingOf("max_mean_shift", 0.05, candidate, stable, false).verdict, GuardVerdict::kPassing);
}

TEST(RolloutJudgeTest, FiftyUsersAreEnoughForIdenticalVersionsAndForOthers) {
  ArmSample stable;
  ArmSample same;
  ArmSample other;
  Answer(stable, 5000, 50, 0.5);
  Answer(same, 5000, 50, 0.5);
  Answer(other, 5000, 50, 2.5);
  for (const char* guard : {"max_score_psi", "max_mean_shift"}) {
    EXPECT_EQ(ReadingOf(guard, 0.25, same, stable, true).verdict, GuardVerdict::kPassing) << guard;
    const GuardReading shifted = ReadingOf(guard, 0.25, other, stable, true);
    EXPECT_EQ(shifted.verdict, GuardVerdict::kBroken) << shifted.text;
  }
}

TEST(RolloutJudgeTest, AStableVersionThatThrowsIsAtFault) {
  const RolloutJudge judge({{"max_error_rate", 0.001}});
  ArmSample stable;
  stable.SetCounts(1000, 0, 0);
  EXPECT_FALSE(judge.StableAtFault(stable.figures()));
  stable.SetCounts(1000, 100, 0);
  EXPECT_TRUE(judge.StableAtFault(stable.figures()));
  EXPECT_FALSE(RolloutJudge({{"max_p99_ratio", 1.5}}).StableAtFault(stable.figures())) << "a guard that is not listed is off";
}

}  // namespace
}  // namespace hotswap
