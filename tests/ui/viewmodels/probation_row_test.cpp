#include "ui/viewmodels/probation_row.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;

VersionInfo published(VersionState state) {
  VersionInfo info;
  info.number = 2;
  info.state = state;
  info.published = true;
  return info;
}

TEST(ProbationRowTest, ComesLaterForWhatWasNotPublished) {
  EXPECT_EQ(probationRow(VersionInfo{}, 1s, true).state, GateState::kLater);
  EXPECT_TRUE(probationRow(VersionInfo{}, 1s, true).words.isEmpty());
}

TEST(ProbationRowTest, CountsDownInSecondsAndBeforeThatInMinutes) {
  VersionInfo info = published(VersionState::kActive);
  info.on_probation = true;
  info.probation_ends = 200s;
  EXPECT_TRUE(probationRow(info, 20s, true).words.first().contains("3 min left"));
  EXPECT_TRUE(probationRow(info, 150'100ms, true).words.first().contains("50 s left"));
  EXPECT_TRUE(probationRow(info, 201s, true).words.first().contains("0 s left"));
}

TEST(ProbationRowTest, SaysHowManyRequestsTheVersionAnswered) {
  VersionInfo info = published(VersionState::kActive);
  info.on_probation = true;
  info.probation_ends = 60s;
  info.requests = 16'068;  // Of all its life.
  info.probation_requests = 1234;
  EXPECT_EQ(probationRow(info, 18s, true).words.first(),
            "No fault so far in 1,234 requests, 42 s left: at the first fault the version before takes over");
}

TEST(ProbationRowTest, WaitsForTrafficWhileNothingIsAskedOfTheVersion) {
  VersionInfo info = published(VersionState::kActive);
  info.on_probation = true;
  info.probation_waits = true;
  info.probation_ends = 60s;
  EXPECT_EQ(probationRow(info, 0s, true).words.first(),
            "No request yet, waits for traffic: at the first fault the version before takes over");
  info.probation_requests = 7;
  EXPECT_EQ(probationRow(info, 40s, true).words.first(),
            "No fault so far, waits for traffic with 20 s left: at the first fault the version before takes over");
}

TEST(ProbationRowTest, AVersionThatWasReplacedDidNotProveItself) {
  VersionInfo info = published(VersionState::kReady);
  info.cut_short = true;
  const GateRow row = probationRow(info, 1s, true);
  EXPECT_EQ(row.state, GateState::kCutShort);
  EXPECT_TRUE(row.words.first().contains("took its place"));
}

TEST(ProbationRowTest, SaysSoWhenNobodyWatchesWhatAnswers) {
  const GateRow row = probationRow(published(VersionState::kActive), 1s, true);
  EXPECT_EQ(row.state, GateState::kSkipped);
  EXPECT_TRUE(row.words.first().contains("switched off"));
}

TEST(ProbationRowTest, AReplacedVersionWhoseProbationWasSwitchedOffWasNotCutShort) {
  const GateRow row = probationRow(published(VersionState::kReady), 1s, true);
  EXPECT_EQ(row.state, GateState::kSkipped);
  EXPECT_TRUE(row.words.first().contains("switched off"));
}

TEST(ProbationRowTest, TheFirstVersionHasNothingToGoBackTo) {
  VersionInfo info = published(VersionState::kActive);
  info.on_probation = true;
  info.probation_ends = 60s;
  EXPECT_TRUE(
      probationRow(info, 18s, false).words.first().endsWith("there is nothing to go back to, so it would go on answering"));
}

TEST(ProbationRowTest, ACandidateHasTheStableVersionToGoBackTo) {
  VersionInfo info = published(VersionState::kCandidate);
  info.on_probation = true;
  info.probation_ends = 60s;
  info.probation_requests = 334;
  for (const bool can_go_back : {false, true}) {
    EXPECT_EQ(probationRow(info, 18s, can_go_back).words.first(),
              "No fault so far in 334 requests, 42 s left: a broken guard, or a fault that no guard judges, takes it back");
  }
}

TEST(ProbationRowTest, AFaultIsToldAlsoOfWhatHadProvedItself) {
  VersionInfo info = published(VersionState::kFailed);
  info.proved = true;
  info.fault = "has not come back from compute_score";
  EXPECT_EQ(probationRow(info, 1s, true).state, GateState::kFailed);
  EXPECT_EQ(probationRow(info, 1s, true).words.first(), "Has not come back from compute_score");
}

}  // namespace
}  // namespace hotswap::ui
