#include "core/control/rollout_rows.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace hotswap {
namespace {

using namespace std::chrono_literals;

RolloutStatus AtItsSecondStep() {
  RolloutStatus status;
  status.number = 3;
  status.slot = "ctr";
  status.path = "./v2.so";
  status.candidate = 2;
  status.stable = 1;
  status.steps = {{.share = 5, .min_time = 500ms, .min_requests = 1000}, {.threads = 2}};
  status.step = 1;
  status.requests_candidate = 1200;
  status.requests_missing = 1;
  status.guards = {{.name = "max_p99_ratio",
                    .limit = 1.5,
                    .figure = 1.25,
                    .verdict = GuardVerdict::kNeedsSamples,
                    .sample = 40,
                    .needed = 100,
                    .unit = "requests",
                    .text = "1.25 (at most 1.5): needs 100 requests, has 40"}};
  return status;
}

TEST(RolloutRowsTest, ARolloutUnderWayHasItsStepsAndNoOutcome) {
  const RolloutEntry entry = RolloutRowOf(AtItsSecondStep(), WallTime(5s));
  EXPECT_EQ(entry.number, 3U);
  EXPECT_EQ(entry.slot, "ctr");
  EXPECT_EQ(entry.candidate, 2U);
  EXPECT_EQ(entry.at, WallTime(5s));
  EXPECT_EQ(entry.outcome, "");
  const auto details = nlohmann::json::parse(entry.details);
  EXPECT_EQ(details["operator"], "./v2.so");
  EXPECT_EQ(details["steps"][0], (nlohmann::json{{"share", 5.0}, {"min_time_ms", 500}, {"min_requests", 1000}}));
  EXPECT_EQ(details["steps"][1]["threads"], 2);
  EXPECT_EQ(details["steps_done"], 1);
  EXPECT_FALSE(details.contains("decided_ms"));
}

TEST(RolloutRowsTest, AnEndHasItsOutcomeReasonAndTime) {
  RolloutStatus status = AtItsSecondStep();
  status.outcome = RolloutOutcome::kRolledBack;
  status.reason = "max_p99_ratio: 2 (at most 1.5): broken";
  status.decided = 2100ms;
  const RolloutEntry entry = RolloutRowOf(status, WallTime(5s));
  EXPECT_EQ(entry.outcome, "rolled_back");
  EXPECT_EQ(entry.reason, status.reason);
  EXPECT_EQ(nlohmann::json::parse(entry.details)["decided_ms"], 2100);
  EXPECT_EQ(nlohmann::json::parse(entry.details)["decided_at_ms"], 7100);
}

TEST(RolloutRowsTest, ACandidateThatNoGatePassedHasNoNumber) {
  RolloutStatus status = AtItsSecondStep();
  status.candidate = 0;
  EXPECT_EQ(RolloutRowOf(status, WallTime()).candidate, std::nullopt);
}

TEST(RolloutRowsTest, ADecisionHasTheFiguresThatItWasTakenOn) {
  const DecisionEntry entry = DecisionRowOf(AtItsSecondStep(), "hold", "60 requests more at the candidate", WallTime(7s));
  EXPECT_EQ(entry.rollout, 3U);
  EXPECT_EQ(entry.verdict, "hold");
  EXPECT_EQ(entry.reason, "60 requests more at the candidate");
  const auto figures = nlohmann::json::parse(entry.figures);
  EXPECT_EQ(figures["requests_candidate"], 1200);
  const auto& guard = figures["guards"][0];
  EXPECT_EQ(guard["figure"], 1.25);
  EXPECT_EQ(guard["limit"], 1.5);
  EXPECT_EQ(guard["verdict"], "needs_samples");
  EXPECT_EQ(guard["sample"], 40);
  EXPECT_EQ(guard["needed"], 100);
}

TEST(RolloutRowsTest, AGuardWithoutDataHasNoFigureAndNamesNeedNotBeUtf8) {
  RolloutStatus status = AtItsSecondStep();
  status.guards[0].figure.reset();
  status.path = "\xff.so";
  EXPECT_TRUE(nlohmann::json::parse(DecisionRowOf(status, "hold", "", WallTime()).figures)["guards"][0]["figure"].is_null());
  EXPECT_FALSE(nlohmann::json::parse(RolloutRowOf(status, WallTime()).details)["operator"].get<std::string>().empty());
}

TEST(RolloutRowsTest, AHoldIsAnotherOneWhenItsCauseChangesAndNotWhenItsFiguresDo) {
  RolloutStatus status = AtItsSecondStep();
  const std::string hold = HoldOf(status);
  status.requests_missing = 900;
  status.requests_candidate = 2000;
  status.guards[0].figure = 1.3;
  status.paused = true;
  EXPECT_EQ(HoldOf(status), hold);
  status.guards[0].verdict = GuardVerdict::kPassing;
  const std::string passing = HoldOf(status);
  EXPECT_NE(passing, hold);
  status.requests_missing = 0;
  EXPECT_NE(HoldOf(status), passing);
}

TEST(RolloutRowsTest, EachOutcomeIsOneDecision) {
  EXPECT_STREQ(VerdictOf(RolloutOutcome::kPromoted), "promote");
  EXPECT_STREQ(VerdictOf(RolloutOutcome::kRolledBack), "roll_back");
  EXPECT_STREQ(VerdictOf(RolloutOutcome::kHeld), "hold");
  EXPECT_STREQ(VerdictOf(RolloutOutcome::kAborted), "abort");
}

}  // namespace
}  // namespace hotswap
