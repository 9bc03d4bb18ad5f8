#include "ui/viewmodels/versions_view_model.h"

#include <QDateTime>
#include <chrono>

#include "tests/ui/viewmodels/rollout_fixture.h"

namespace hotswap::ui {
namespace {

class VersionsViewModelTest : public RolloutFixture {
 protected:
  QString text(int row, int column) const { return model_.data(model_.index(row, column), Qt::DisplayRole).toString(); }

  VersionsViewModel model_;
};

TEST_F(VersionsViewModelTest, TellsWhatIsKnownOfAVersionTheNewestFirst) {
  VersionInfo& first = snapshot_.versions[0];
  first.path = "/opt/operators/score_op_v1.so";
  first.sha256 = std::string(64, 'a');
  first.requests = 1234;
  first.permanent = true;
  snapshot_.slots[0].permanent = 1;
  SwapReceipt receipt;
  receipt.slot = "score";
  receipt.to = 1;
  receipt.at = 12s;
  snapshot_.receipts = std::make_shared<const std::vector<SwapReceipt>>(1, receipt);
  model_.apply(snapshot_);
  ASSERT_EQ(model_.rowCount(), 2);
  EXPECT_EQ(text(0, VersionsViewModel::kVersion), "v2");
  EXPECT_EQ(text(1, VersionsViewModel::kState), "active");
  EXPECT_EQ(text(1, VersionsViewModel::kTrial), "permanent");
  EXPECT_EQ(text(1, VersionsViewModel::kDigest), "aaaaaaaaaaaa");
  EXPECT_EQ(text(1, VersionsViewModel::kOrigin), "score_op_v1.so");
  EXPECT_EQ(text(1, VersionsViewModel::kPublished), "0:12.000");
  EXPECT_EQ(text(1, VersionsViewModel::kRequests), "1,234");
}

TEST_F(VersionsViewModelTest, AVersionOfAnEarlierRunIsToldWithWhatTheJournalKnowsOfIt) {
  snapshot_.versions[1].state = VersionState::kUnloaded;
  snapshot_.versions[1].earlier = true;
  snapshot_.versions[1].in_history = true;
  const QDateTime when(QDate(2026, 11, 26), QTime(14, 30, 5));
  snapshot_.versions[1].published_before = std::chrono::milliseconds(when.toMSecsSinceEpoch());
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, VersionsViewModel::kState), "in the store");
  EXPECT_EQ(text(0, VersionsViewModel::kPublished), "2026-11-26 14:30");
  EXPECT_EQ(text(0, VersionsViewModel::kRequests), "–") << "this run asked nothing of it";
  EXPECT_EQ(model_.whyNotRollBackTo(0), "");
}

TEST_F(VersionsViewModelTest, WhatIsNotInTheHistoryIsNoWayBackThoughAnEarlierRunTriedIt) {
  snapshot_.versions[1].state = VersionState::kUnloaded;
  snapshot_.versions[1].earlier = true;
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, VersionsViewModel::kPublished), "–");
  EXPECT_EQ(model_.whyNotRollBackTo(0), "v2 is not in the slot's history of published versions: swap to it instead");
  snapshot_.versions[1].published = true;  // as a candidate
  model_.apply(snapshot_);
  EXPECT_FALSE(model_.whyNotRollBackTo(0).isEmpty());
}

TEST_F(VersionsViewModelTest, WhatAGuardRolledBackInAnEarlierRunIsFailedAndSaysWhy) {
  snapshot_.versions[1].state = VersionState::kFailed;
  snapshot_.versions[1].earlier = true;
  snapshot_.versions[1].state_reason = snapshot_.versions[1].fault = "rolled back: max_p99_ratio: 10.31 (run 1)";
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, VersionsViewModel::kState), "failed");
  EXPECT_TRUE(model_.data(model_.index(0, 0), Qt::ToolTipRole).toString().contains("10.31 (run 1)"));
  EXPECT_TRUE(model_.whyNotRollBackTo(0).contains("max_p99_ratio"));
}

TEST_F(VersionsViewModelTest, OneVersionIsPermanentAndOthersThatPassedTheirTrialAreConfirmed) {
  for (VersionInfo& version : snapshot_.versions) version.permanent = true;
  snapshot_.versions[1].state = VersionState::kUnloaded;
  snapshot_.versions[1].earlier = true;
  snapshot_.slots[0].permanent = 1;
  model_.apply(snapshot_);
  EXPECT_EQ(text(1, VersionsViewModel::kTrial), "permanent");
  EXPECT_EQ(text(0, VersionsViewModel::kTrial), "confirmed") << "nothing goes back to it";
  EXPECT_TRUE(model_.data(model_.index(0, 0), Qt::ToolTipRole).toString().contains("permanent again as soon as it answers"));
}

TEST_F(VersionsViewModelTest, WhatIsCalledWithoutThatAnybodyConfirmedItIsOnTrial) {
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, VersionsViewModel::kTrial), "on trial") << "a candidate";
  EXPECT_EQ(text(1, VersionsViewModel::kTrial), "on trial");
  snapshot_.versions[1].state = VersionState::kReady;
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, VersionsViewModel::kTrial), QString::fromUtf8("–"));
  snapshot_.versions[1].published = true;
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, VersionsViewModel::kTrial), "not confirmed");
}

TEST_F(VersionsViewModelTest, AQuarantinedVersionSaysWhyItCannotBeChosen) {
  snapshot_.versions[1].state = VersionState::kQuarantined;
  snapshot_.versions[1].state_reason = "the process ended while it was on trial";
  snapshot_.versions[1].published = true;
  model_.apply(snapshot_);
  EXPECT_TRUE(model_.whyNotRollBackTo(0).contains("on trial"));
}

TEST_F(VersionsViewModelTest, WhatAnswersAndWhatNeverAnsweredAreNoWayBack) {
  snapshot_.versions[1].state = VersionState::kReady;
  model_.apply(snapshot_);
  EXPECT_TRUE(model_.whyNotRollBackTo(0).contains("not in the slot's history"));
  EXPECT_EQ(model_.whyNotRollBackTo(1), "v1 answers already");
  EXPECT_FALSE(model_.whyNotRollBackTo(-1).isEmpty());
}

TEST_F(VersionsViewModelTest, ANewVersionComesAtTheTopAndASelectionStays) {
  model_.apply(snapshot_);
  const QPersistentModelIndex second(model_.index(0, 0));
  addVersion(3, VersionState::kReady, "ScoreOperatorV3");
  model_.apply(snapshot_);
  EXPECT_EQ(second.row(), 1);
  EXPECT_EQ(model_.keyAt(0).number, 3U);
}

TEST_F(VersionsViewModelTest, ListsTheVersionsOfItsSlotOnly) {
  snapshot_.slots.push_back(SlotInfo{.name = "ctr"});
  model_.setSlot(1);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.rowCount(), 0);
}

}  // namespace
}  // namespace hotswap::ui
