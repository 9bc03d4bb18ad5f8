#include <gtest/gtest.h>

#include <chrono>

#include "core/control/probation.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;

/// One version on a probation of a minute, looked at when the test says so.
class ProbationClockTest : public ::testing::Test {
 protected:
  ProbationClockTest() {
    version_.cells->EnsureThreads(1);
    probation_.Start(0, version_, 0s);
  }

  void AnswerAndLook(std::chrono::nanoseconds now) {
    version_.cells->Of(0).Add(1, 0, 0);
    static_cast<void>(probation_.Look(now));
  }

  VersionCatalogue catalogue_{{"score"}, 2};
  Version& version_ = catalogue_.Admit(0, {.sha256 = std::string(64, 'a'), .original = "x.so", .stored = {}, .size = 1});
  Probation probation_{catalogue_, {.duration = 60s, .longest_pause = 2s}};
};

TEST_F(ProbationClockTest, StandsStillUntilTheFirstAnswer) {
  EXPECT_FALSE(probation_.Look(1h));
  EXPECT_TRUE(version_.on_probation);
  EXPECT_TRUE(version_.probation_waits);
  EXPECT_EQ(version_.probation_ends, 1h + 60s);
}

TEST_F(ProbationClockTest, RunsWhileThereAreAnswersUntilTheVersionHasProvedItself) {
  for (std::chrono::seconds now = 1s; now < 60s; now += 1s) AnswerAndLook(now);
  EXPECT_TRUE(version_.on_probation);
  EXPECT_FALSE(version_.probation_waits);
  EXPECT_EQ(version_.probation_ends, 60s);
  AnswerAndLook(60s);
  EXPECT_FALSE(version_.on_probation);
  EXPECT_TRUE(version_.proved);
}

TEST_F(ProbationClockTest, StandsStillAgainWhenTheAnswersStop) {
  AnswerAndLook(1s);
  EXPECT_FALSE(probation_.Look(3s));
  EXPECT_FALSE(version_.probation_waits) << "two seconds without an answer may be the pace of the traffic";
  EXPECT_FALSE(probation_.Look(4s));
  EXPECT_FALSE(probation_.Look(1h));
  EXPECT_TRUE(version_.probation_waits);
  EXPECT_EQ(version_.probation_ends, 1h + 57s);
}

TEST_F(ProbationClockTest, CountsTheRequestsOfThisProbationAlone) {
  AnswerAndLook(1s);
  AnswerAndLook(2s);
  EXPECT_EQ(version_.probation_requests, 2U);
  probation_.Start(0, version_, 3s);
  EXPECT_EQ(version_.probation_requests, 0U);
  EXPECT_FALSE(version_.cut_short) << "it took its own place";
  AnswerAndLook(4s);
  EXPECT_EQ(version_.probation_requests, 1U);
}

TEST_F(ProbationClockTest, IsCutShortByAnotherVersionAndBeginsAnewWithItself) {
  Version& other = catalogue_.Admit(0, {.sha256 = std::string(64, 'b'), .original = "y.so", .stored = {}, .size = 1});
  probation_.Start(0, other, 1s);
  EXPECT_TRUE(version_.cut_short);
  EXPECT_FALSE(other.cut_short);
  probation_.Start(0, version_, 2s);
  EXPECT_FALSE(version_.cut_short);
}

TEST_F(ProbationClockTest, AFaultThatComesAfterALongPauseIsStillSeen) {
  AnswerAndLook(1s);
  EXPECT_FALSE(probation_.Look(1h));
  version_.cells->NoteFaults(1, 0);
  AnswerAndLook(1h + 1s);
  EXPECT_FALSE(version_.on_probation);
  EXPECT_FALSE(version_.proved);
}

}  // namespace
}  // namespace hotswap
