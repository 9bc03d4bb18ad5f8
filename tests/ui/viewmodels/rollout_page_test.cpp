#include "ui/viewmodels/rollout_page.h"

#include "tests/ui/viewmodels/rollout_fixture.h"

namespace hotswap::ui {
namespace {

class RolloutPageTest : public RolloutFixture {
 protected:
  RolloutPage page() const { return rolloutPage(snapshot_.rollouts.front(), snapshot_); }
};

TEST_F(RolloutPageTest, SaysWhatTakesOverFromWhatAndWhereItIs) {
  EXPECT_EQ(page().title, QString::fromUtf8("v1 → v2 ScoreOperatorV2"));
  EXPECT_EQ(page().headline, "Step 2 of 3: 50 % of the users");
  EXPECT_EQ(page().needs, "Still needed: 12 s and 500 requests");
  EXPECT_TRUE(page().under_way);
}

TEST_F(RolloutPageTest, StepsAreDoneUnderWayOrToCome) {
  const auto steps = page().steps;
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[0].state, StepState::kDone);
  EXPECT_EQ(steps[1].state, StepState::kPresent);
  EXPECT_EQ(steps[2].state, StepState::kToCome);
  EXPECT_EQ(steps[1].share, "50 %");
  EXPECT_TRUE(steps[1].tool_tip.contains("2,000 requests")) << steps[1].tool_tip.toStdString();
}

TEST_F(RolloutPageTest, AStepIsAsFarAsWhatLacksMost) {
  rollout().time_missing = 3s;  // a tenth of it
  EXPECT_DOUBLE_EQ(page().steps[1].fraction, 0.75);
}

TEST_F(RolloutPageTest, AStepThatLacksNothingSaysWhatHoldsIt) {
  rollout().time_missing = 0s;
  rollout().requests_missing = 0;
  rollout().reason = "max_p99_ratio needs samples";
  EXPECT_EQ(page().needs, "max_p99_ratio needs samples");
}

TEST_F(RolloutPageTest, AThreadCanaryIsToldInThreads) {
  rollout().steps[1] = {.threads = 2};
  EXPECT_EQ(page().headline, "Step 2 of 3: 2 threads");
}

TEST_F(RolloutPageTest, AGuardHasFigureLimitAndVerdictInAWord) {
  addGuard(GuardVerdict::kPassing, 1.2);
  addGuard(GuardVerdict::kNeedsSamples, std::nullopt);
  addGuard(GuardVerdict::kBroken, 2.0);
  const auto guards = page().guards;
  EXPECT_EQ(guards[2].title, "p99 ratio");
  EXPECT_EQ(guards[2].figure, "1.2, at most 1.5");
  EXPECT_EQ(guards[2].word, "passing");
  EXPECT_EQ(guards[2].sample, "");
  EXPECT_EQ(guards[1].word, "needs samples");
  EXPECT_EQ(guards[1].sample, "120 of 500 requests");
  EXPECT_EQ(guards[0].word, "broken");
  EXPECT_TRUE(guards[0].tool_tip.contains("1.2 times"));
}

TEST_F(RolloutPageTest, WhatWasDecidedStaysToBeReadWithItsReason) {
  end(RolloutOutcome::kRolledBack, "max_p99_ratio broke: 2 of at most 1.5");
  EXPECT_EQ(page().headline, "Rolled back after 20 s");
  EXPECT_EQ(page().needs, "max_p99_ratio broke: 2 of at most 1.5");
  EXPECT_FALSE(page().under_way);
  EXPECT_EQ(page().steps[0].state, StepState::kDone);
  EXPECT_EQ(page().steps[1].state, StepState::kEnded);
  EXPECT_EQ(page().steps[2].state, StepState::kNotReached);
}

TEST_F(RolloutPageTest, ACandidateThatSomebodyPublishedIsNotToldAsAborted) {
  end(RolloutOutcome::kAborted, "v2 was made the version that answers all requests of the slot");
  rollout().published_by_hand = true;
  EXPECT_EQ(page().headline, "Published by hand at step 2");
  EXPECT_EQ(page().outcome, RolloutOutcome::kPromoted);
  EXPECT_EQ(page().steps[1].state, StepState::kDone);
  EXPECT_EQ(page().steps[2].state, StepState::kNotReached);
}

TEST_F(RolloutPageTest, TheGuardThatDecidesStandsFirst) {
  addGuard(GuardVerdict::kPassing, 1.0);
  addGuard(GuardVerdict::kNeedsSamples, std::nullopt);
  addGuard(GuardVerdict::kBroken, 2.0);
  EXPECT_EQ(page().guards[0].verdict, GuardVerdict::kBroken);
  EXPECT_EQ(page().guards[1].verdict, GuardVerdict::kNeedsSamples);
  EXPECT_EQ(page().guards[2].verdict, GuardVerdict::kPassing);
}

TEST_F(RolloutPageTest, EveryStepOfAPromotedRolloutIsDone) {
  end(RolloutOutcome::kPromoted, "");
  for (const StepCell& step : page().steps) EXPECT_EQ(step.state, StepState::kDone);
}

TEST_F(RolloutPageTest, APausedOneSaysThatItWaitsForAPerson) {
  rollout().paused = true;
  EXPECT_TRUE(page().paused);
  EXPECT_TRUE(page().needs.contains("Paused"));
}

TEST_F(RolloutPageTest, AShadowTellsItsFigures) {
  ShadowStatus shadow;
  shadow.candidate = 2;
  shadow.stable = 1;
  shadow.running = true;
  shadow.scored = 12345;
  shadow.dropped = 6;
  shadow.mean_difference = 0.5;
  shadow.p99_difference = 0.75;
  shadow.max_difference = 1.25;
  shadow.rank_agreement = 0.9;
  const QString text = shadowLines(shadow).join('\n');
  EXPECT_TRUE(text.contains("Scored 12,345, dropped 6")) << text.toStdString();
  EXPECT_TRUE(text.contains("mean 0.5, p99 0.75, max 1.25"));
  EXPECT_TRUE(text.contains(QString::fromUtf8("Rank agreement 0.9, latency ratio –")));
}

TEST_F(RolloutPageTest, StepsThatAPersonPromotedPastWereNotReached) {
  rollout().step = 0;
  end(RolloutOutcome::kPromoted, "promoted by a person at step 1");
  const auto steps = page().steps;
  EXPECT_EQ(steps[0].state, StepState::kDone);
  EXPECT_EQ(steps[1].state, StepState::kNotReached);
  EXPECT_EQ(steps[2].state, StepState::kDone);
}

TEST_F(RolloutPageTest, NamesTheGuardsThatHoldAStepWhoseFiguresStandBelow) {
  rollout().time_missing = 0s;
  rollout().requests_missing = 0;
  rollout().reason = "max_p99_ratio: 1.2 (at most 1.5): needs 500 requests, has 120";
  addGuard(GuardVerdict::kNeedsSamples, 1.2);
  EXPECT_EQ(page().needs, "Still needed: more samples of p99 ratio");
}

TEST_F(RolloutPageTest, APromotionThatDidNotLastSaysSo) {
  end(RolloutOutcome::kPromoted, "all 3 steps done, no guard broken");
  snapshot_.slots[0].active = 2;
  EXPECT_EQ(rolloutPage(rollout(), snapshot_).headline, "Promoted after 20 s");
  snapshot_.slots[0].active = 1;  // taken back by a person
  EXPECT_EQ(rolloutPage(rollout(), snapshot_).needs, "v1 answers since");
  EXPECT_EQ(rolloutPage(rollout(), snapshot_).outcome, RolloutOutcome::kPromoted);
  snapshot_.versions[1].fault = "threw in compute_score on 1 of 636 requests";
  const RolloutPage page = rolloutPage(rollout(), snapshot_);
  EXPECT_EQ(page.outcome, RolloutOutcome::kRolledBack) << "not green any more";
  EXPECT_EQ(page.headline, "Promoted after 20 s; taken back since");
  EXPECT_EQ(page.needs, "v2 threw in compute_score on 1 of 636 requests. v1 answers");
}

}  // namespace
}  // namespace hotswap::ui
