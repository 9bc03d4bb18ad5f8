#include "ui/viewmodels/controls_view_model.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

class ControlsViewModelTest : public ::testing::Test {
 protected:
  ControlsViewModelTest() { snapshot_.slots = {SlotInfo{.name = "score", .active = 1, .rollback_target = 0}}; }

  void addVersion(VersionState state) {
    VersionInfo info;
    info.number = static_cast<std::uint32_t>(snapshot_.versions.size() + 1);
    info.state = state;
    snapshot_.versions.push_back(info);
  }

  /// v1 answers, and v2 is the candidate of a rollout.
  void beginRollout() {
    addVersion(VersionState::kActive);
    addVersion(VersionState::kCandidate);
    RolloutStatus rollout;
    rollout.slot = "score";
    rollout.candidate = 2;
    rollout.stable = 1;
    snapshot_.rollouts = {rollout};
  }

  Snapshot snapshot_;
  ControlsViewModel model_;
};

TEST_F(ControlsViewModelTest, TheCandidateOfARolloutIsPromotedAndNotSwappedTo) {
  beginRollout();
  model_.apply(snapshot_);
  EXPECT_EQ(model_.target().number, 2U);
  EXPECT_EQ(model_.whyNotSwap(), "A rollout of v2 is under way: Promote (Ctrl+P) lets it take over");
  EXPECT_EQ(ControlsViewModel::whyNotSwapTo(snapshot_, snapshot_.versions[1]), model_.whyNotSwap());
  EXPECT_EQ(model_.whyNotWiden({0, 1}), "");
  snapshot_.rollouts[0].outcome = RolloutOutcome::kAborted;
  snapshot_.versions[1].state = VersionState::kReady;
  model_.apply(snapshot_);
  EXPECT_EQ(model_.whyNotSwap(), "");
}

TEST_F(ControlsViewModelTest, ARolloutThatWasAskedForCountsAsOneUnderWayUntilItsOutcomeIsKnown) {
  addVersion(VersionState::kActive);
  addVersion(VersionState::kReady);
  model_.apply(snapshot_);
  model_.expectRollout({0, 2}, 7);
  EXPECT_NE(model_.whyNotSwap(), "");
  CommandOutcome outcome;
  outcome.id = 8;  // of one that overtook it
  snapshot_.outcomes = {outcome};
  model_.apply(snapshot_);
  EXPECT_NE(model_.whyNotSwap(), "");
  snapshot_.outcomes[0].id = 7;
  model_.apply(snapshot_);
  EXPECT_EQ(model_.whyNotSwap(), "");
}

TEST_F(ControlsViewModelTest, ABrokenGuardDoesNotMoveTheProposedTargetToAnOlderVersion) {
  beginRollout();
  addVersion(VersionState::kReady);
  std::swap(snapshot_.versions[1].state, snapshot_.versions[2].state);  // v2 is ready, v3 the candidate
  snapshot_.rollouts[0].candidate = 3;
  model_.apply(snapshot_);
  ASSERT_EQ(model_.target().number, 3U);
  snapshot_.rollouts[0].outcome = RolloutOutcome::kRolledBack;
  snapshot_.versions[2].state = VersionState::kFailed;
  model_.apply(snapshot_);
  EXPECT_EQ(model_.target().number, 3U);
  EXPECT_NE(model_.whyNotSwap(), "");
  addVersion(VersionState::kReady);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.target().number, 4U);
}

TEST_F(ControlsViewModelTest, ARollBackDuringARolloutTakesTheCandidateBackWhateverTheHistory) {
  beginRollout();
  model_.apply(snapshot_);
  EXPECT_EQ(model_.whyNotRollBack(), "");
  EXPECT_EQ(model_.rollBackText(), "Take v2 back: v1 answers everything again");
  snapshot_.rollouts[0].outcome = RolloutOutcome::kAborted;
  model_.apply(snapshot_);
  EXPECT_EQ(model_.whyNotRollBack(), "There is no earlier version");
}

TEST_F(ControlsViewModelTest, SaysWhyNothingCanBeSwappedWithoutAnOperator) {
  model_.apply(snapshot_);
  EXPECT_FALSE(model_.whyNotSwap().isEmpty());
  EXPECT_FALSE(model_.whyNotRollBack().isEmpty());
}

TEST_F(ControlsViewModelTest, ProposesTheNewestVersionThatDoesNotAnswerYet) {
  addVersion(VersionState::kActive);
  addVersion(VersionState::kReady);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.target().number, 2U);
  EXPECT_TRUE(model_.whyNotSwap().isEmpty());
}

TEST_F(ControlsViewModelTest, AVersionThatHungIsNoTargetWhileItHoldsThreadsButOneThatIsOnlyHeldIs) {
  addVersion(VersionState::kZombie);
  VersionInfo& hung = snapshot_.versions[0];
  EXPECT_EQ(ControlsViewModel::whyNotSwapTo(hung), "");
  hung.fault = "hung in compute_score for 1.0 s";
  hung.state_reason = "a call in it is stuck";
  EXPECT_EQ(ControlsViewModel::whyNotSwapTo(hung), "v1 failed: hung in compute_score for 1.0 s");
  addVersion(VersionState::kActive);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.target().number, 2U);
}

TEST_F(ControlsViewModelTest, AChosenTargetIsNotReplacedByAProposal) {
  addVersion(VersionState::kReady);
  model_.setTarget({0, 1});
  addVersion(VersionState::kReady);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.target().number, 1U);
}

TEST_F(ControlsViewModelTest, WhatWasLoadedIsTheTargetUnlessAnotherOneWasChosenMeanwhile) {
  model_.setTarget({0, 1});
  model_.expectLoaded();
  model_.proposeLoaded({0, 2});
  EXPECT_EQ(model_.target().number, 2U);
  model_.expectLoaded();
  model_.setTarget({0, 1});
  model_.proposeLoaded({0, 3});
  EXPECT_EQ(model_.target().number, 1U);
}

TEST_F(ControlsViewModelTest, ProposesTheVersionThatAnswersRatherThanOneThatFailed) {
  addVersion(VersionState::kFailed);
  addVersion(VersionState::kActive);
  addVersion(VersionState::kFailed);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.target().number, 2U);
}

TEST_F(ControlsViewModelTest, TheActiveVersionIsNoTargetAndSaysSo) {
  addVersion(VersionState::kActive);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.whyNotSwap(), "v1 answers already");
}

TEST_F(ControlsViewModelTest, AFailedVersionSaysItsReason) {
  addVersion(VersionState::kFailed);
  snapshot_.versions[0].state_reason = "no create_operator";
  model_.apply(snapshot_);
  EXPECT_TRUE(model_.whyNotSwap().contains("no create_operator"));
}

TEST_F(ControlsViewModelTest, AnUnloadedVersionCanBeSwappedToBecauseTheStoreKeepsIt) {
  addVersion(VersionState::kUnloaded);
  model_.apply(snapshot_);
  EXPECT_TRUE(model_.whyNotSwap().isEmpty());
}

TEST_F(ControlsViewModelTest, NamesTheVersionThatARollBackGoesTo) {
  snapshot_.slots[0].rollback_target = 3;
  model_.apply(snapshot_);
  EXPECT_TRUE(model_.whyNotRollBack().isEmpty());
  EXPECT_EQ(model_.rollBackText(), "Roll back to v3");
}

TEST_F(ControlsViewModelTest, AnotherSlotHasItsOwnTargetAndWayBack) {
  addVersion(VersionState::kActive);
  snapshot_.slots.push_back(SlotInfo{.name = "ctr", .active = 1, .rollback_target = 2});
  addVersion(VersionState::kReady);
  snapshot_.versions[1].slot = 1;
  model_.apply(snapshot_);
  EXPECT_EQ(model_.target(), (VersionKey{0, 1}));
  int turned = 0;
  QObject::connect(&model_, &ControlsViewModel::slotChanged, &model_, [&] { ++turned; });
  model_.chooseSlot(1);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.target(), (VersionKey{1, 2}));
  EXPECT_EQ(model_.targetSlot(), "ctr");
  EXPECT_EQ(model_.rollBackText(), "Roll back to v2");
  EXPECT_EQ(turned, 1);
}

TEST_F(ControlsViewModelTest, ATargetOfAnotherSlotTurnsToThatSlot) {
  snapshot_.slots.push_back(SlotInfo{.name = "ctr", .active = 0, .rollback_target = 0});
  model_.apply(snapshot_);
  model_.setTarget({1, 1});
  EXPECT_EQ(model_.slot(), 1U);
}

TEST_F(ControlsViewModelTest, ShowsProposedSettingsUntilTheirCommandHasEnded) {
  snapshot_.workers.threads = 4;
  model_.apply(snapshot_);
  model_.proposeWorkers({.threads = 9}, 7);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.workers().threads, 9U);

  CommandOutcome refused;
  refused.id = 7;
  snapshot_.outcomes.push_back(refused);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.workers().threads, 4U);
}

}  // namespace
}  // namespace hotswap::ui
