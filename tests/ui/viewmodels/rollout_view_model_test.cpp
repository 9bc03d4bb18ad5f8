#include "ui/viewmodels/rollout_view_model.h"

#include "tests/ui/viewmodels/rollout_fixture.h"

namespace hotswap::ui {
namespace {

class RolloutViewModelTest : public RolloutFixture {
 protected:
  RolloutViewModel model_;
};

TEST_F(RolloutViewModelTest, APromotionAndAConfirmationHaveTwoNamesAndSayOfWhichVersion) {
  model_.apply(snapshot_);
  EXPECT_EQ(model_.promoteLabel(), "&Promote v2");
  EXPECT_EQ(model_.promotes(), 2U);
  end(RolloutOutcome::kAborted, "a person aborted it");
  model_.apply(snapshot_);
  EXPECT_EQ(model_.promoteLabel(), "C&onfirm v1");
  EXPECT_EQ(model_.promotes(), 1U);
  snapshot_.versions[0].permanent = true;
  model_.apply(snapshot_);
  EXPECT_EQ(model_.promoteLabel(), "&Promote");
  EXPECT_EQ(model_.promotes(), 0U);
}

TEST_F(RolloutViewModelTest, ARolloutUnderWayCanBePromotedPausedAndAborted) {
  model_.apply(snapshot_);
  EXPECT_TRUE(model_.hasRollout());
  EXPECT_EQ(model_.whyNotPromote(), "");
  EXPECT_EQ(model_.whyNotPause(), "");
  EXPECT_EQ(model_.whyNotAbort(), "");
}

TEST_F(RolloutViewModelTest, WhatIsDecidedCannotBeAbortedAgainAndSaysSo) {
  end(RolloutOutcome::kAborted, "a person aborted it");
  model_.apply(snapshot_);
  EXPECT_TRUE(model_.hasRollout());
  EXPECT_EQ(model_.whyNotPause(), "No rollout is under way");
  EXPECT_FALSE(model_.whyNotAbort().isEmpty());
}

TEST_F(RolloutViewModelTest, WithoutARolloutAVersionOnTrialCanBeConfirmed) {
  snapshot_.rollouts.clear();
  model_.apply(snapshot_);
  EXPECT_EQ(model_.whyNotPromote(), "");
  EXPECT_TRUE(model_.promoteText().contains("Confirm v1"));
  snapshot_.versions[0].permanent = true;
  model_.apply(snapshot_);
  EXPECT_TRUE(model_.whyNotPromote().contains("permanent already"));
}

TEST_F(RolloutViewModelTest, ASwapThatWaitsForItsMomentCanBeCalledOff) {
  snapshot_.rollouts.clear();
  snapshot_.pending_swaps.push_back({.slot = "score", .version = 2, .moment = {}});
  model_.apply(snapshot_);
  EXPECT_EQ(model_.whyNotAbort(), "");
  EXPECT_TRUE(model_.abortText().contains("v2"));
}

TEST_F(RolloutViewModelTest, ShowsTheRolloutOfItsSlotOnly) {
  snapshot_.slots.push_back(SlotInfo{.name = "ctr"});
  model_.setSlot(1);
  model_.apply(snapshot_);
  EXPECT_FALSE(model_.hasRollout());
}

TEST_F(RolloutViewModelTest, SaysOnlyWhatChanged) {
  int changes = 0;
  QObject::connect(&model_, &RolloutViewModel::changed, &model_, [&] { ++changes; });
  model_.apply(snapshot_);
  model_.apply(snapshot_);
  EXPECT_EQ(changes, 1);
}

}  // namespace
}  // namespace hotswap::ui
