#include "ui/viewmodels/operators_view_model.h"

#include <gtest/gtest.h>

#include <QPersistentModelIndex>
#include <chrono>

namespace hotswap::ui {
namespace {

VersionInfo version(std::uint32_t slot, std::uint32_t number, VersionState state = VersionState::kReady) {
  VersionInfo info;
  info.slot = slot;
  info.number = number;
  info.name = "Op" + std::to_string(number);
  info.path = "/opt/op.so";
  info.sha256 = std::string(64, 'b');
  info.state = state;
  return info;
}

class OperatorsViewModelTest : public ::testing::Test {
 protected:
  OperatorsViewModelTest() { snapshot_.slots = {SlotInfo{.name = "ranking", .active = 1, .rollback_target = 0}}; }

  QString text(int row, int role) const { return model_.data(model_.index(row), role).toString(); }

  Snapshot snapshot_;
  OperatorsViewModel model_;
};

TEST_F(OperatorsViewModelTest, TellsNumberNameStateThreadsScoreAndRate) {
  VersionInfo info = version(0, 1, VersionState::kActive);
  info.threads = 4;
  info.last_score = 2.475;
  info.requests_per_s = 13.3;
  snapshot_.versions = {info};
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, Qt::DisplayRole), "v1 Op1");
  EXPECT_EQ(text(0, OperatorsViewModel::kStateRole), "active");
  EXPECT_EQ(text(0, OperatorsViewModel::kDetailRole), QString::fromUtf8("4 threads · 2.475 · 13.3 /s"));
  EXPECT_TRUE(model_.data(model_.index(0), OperatorsViewModel::kActiveRole).toBool());
}

TEST_F(OperatorsViewModelTest, TheToolTipHasTheFullPathAndTheSha) {
  snapshot_.versions = {version(0, 1)};
  model_.apply(snapshot_);
  EXPECT_TRUE(text(0, Qt::ToolTipRole).contains("/opt/op.so"));
  EXPECT_TRUE(text(0, Qt::ToolTipRole).contains(QString(64, 'b')));
}

TEST_F(OperatorsViewModelTest, ARefreshKeepsTheRowsThatSelectionsHoldOnTo) {
  snapshot_.versions = {version(0, 1), version(0, 2)};
  model_.apply(snapshot_);
  const QPersistentModelIndex second(model_.index(1));
  snapshot_.versions[0].requests_per_s = 5;
  snapshot_.versions.push_back(version(0, 3));
  model_.apply(snapshot_);
  EXPECT_TRUE(second.isValid());
  EXPECT_EQ(model_.keyAt(second.row()), (VersionKey{0, 2}));
}

TEST_F(OperatorsViewModelTest, ListsTheVersionsOfItsSlotOnly) {
  snapshot_.slots.push_back(SlotInfo{.name = "ctr", .active = 0, .rollback_target = 0});
  snapshot_.versions = {version(0, 1), version(0, 2), version(1, 1)};
  model_.apply(snapshot_);
  EXPECT_EQ(model_.rowCount(), 2);
  int news = 0;
  QObject::connect(&model_, &OperatorsViewModel::versionsChanged, &model_, [&] { ++news; });
  model_.setSlot(1);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.rowCount(), 1);
  EXPECT_EQ(model_.keyAt(0), (VersionKey{1, 1}));
  EXPECT_EQ(text(0, Qt::DisplayRole), "v1 Op1");
  EXPECT_EQ(news, 1);
}

TEST_F(OperatorsViewModelTest, AnUnchangedSnapshotChangesNothing) {
  snapshot_.versions = {version(0, 1)};
  model_.apply(snapshot_);
  int changes = 0;
  QObject::connect(&model_, &QAbstractItemModel::dataChanged, &model_, [&] { ++changes; });
  model_.apply(snapshot_);
  EXPECT_EQ(changes, 0);
}

TEST_F(OperatorsViewModelTest, KeepsErrorsApartFromWhatElseThereIsToTell) {
  VersionInfo serving = version(0, 1, VersionState::kActive);
  serving.errors = 1234;
  serving.requests_per_s = 16e3;
  VersionInfo earlier = version(0, 2);
  earlier.requests = 5000;
  earlier.errors = 1;
  snapshot_.versions = {serving, earlier};
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, OperatorsViewModel::kFaultsRole), "1,234 errors");
  EXPECT_EQ(text(0, OperatorsViewModel::kDetailRole), "16 k/s");
  EXPECT_TRUE(text(0, Qt::AccessibleTextRole).contains("1,234 errors"));
  EXPECT_EQ(text(1, OperatorsViewModel::kFaultsRole), "1 error");
  EXPECT_EQ(text(1, OperatorsViewModel::kDetailRole), "5,000 requests");
}

TEST_F(OperatorsViewModelTest, AFailedVersionIsCalledAsAllOthersAreAndTellsTheReason) {
  VersionInfo failed = version(0, 2, VersionState::kFailed);
  failed.state_reason = "it threw while it was made";
  snapshot_.versions = {failed};
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, Qt::DisplayRole), "v2 Op2");
  EXPECT_EQ(text(0, OperatorsViewModel::kDetailRole), "it threw while it was made");
  EXPECT_TRUE(text(0, Qt::ToolTipRole).contains("it threw while it was made"));
  EXPECT_TRUE(model_.data(model_.index(0), OperatorsViewModel::kFailedRole).toBool());
}

TEST_F(OperatorsViewModelTest, AVersionThatHasNoNameYetIsCalledByItsFile) {
  VersionInfo failed = version(0, 2, VersionState::kFailed);
  failed.name.clear();
  snapshot_.versions = {failed};
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, Qt::DisplayRole), "v2 op.so");
}

TEST_F(OperatorsViewModelTest, AZombieTellsWhatHoldsItAndWhy) {
  VersionInfo zombie = version(0, 2, VersionState::kZombie);
  zombie.state_reason = "a call in it is stuck on hs-work-07, hs-work-03, hs-work-07";
  zombie.holders = {"hs-work-07", "hs-work-03", "hs-work-07"};
  snapshot_.versions = {zombie};
  model_.apply(snapshot_);
  const QString told = "held by T3 (hs-work-03), T7 (hs-work-07): a call in it is stuck";
  EXPECT_EQ(text(0, OperatorsViewModel::kStateRole), "zombie");
  EXPECT_EQ(text(0, OperatorsViewModel::kKeeperRole), "held by T3, T7");
  EXPECT_TRUE(text(0, Qt::ToolTipRole).contains(told));
  EXPECT_TRUE(text(0, Qt::AccessibleTextRole).contains(told));
}

TEST_F(OperatorsViewModelTest, AFaultIsToldWhateverBecameOfTheVersion) {
  VersionInfo zombie = version(0, 2, VersionState::kZombie);
  zombie.fault = "has not come back from compute_score for 2.0 s on hs-work-03";
  zombie.errors = 1;
  snapshot_.versions = {zombie};
  model_.apply(snapshot_);
  const QString told = "failed: has not come back from compute_score for 2.0 s on hs-work-03, 1 error";
  EXPECT_EQ(text(0, OperatorsViewModel::kFaultsRole), told);
  EXPECT_TRUE(text(0, Qt::AccessibleTextRole).contains(told));
}

TEST_F(OperatorsViewModelTest, AFailedVersionTellsItsFaultOnce) {
  VersionInfo failed = version(0, 2, VersionState::kFailed);
  failed.fault = failed.state_reason = "threw in compute_score on 1 of 2 requests";
  snapshot_.versions = {failed};
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, OperatorsViewModel::kFaultsRole), "");
  EXPECT_EQ(text(0, OperatorsViewModel::kDetailRole), "threw in compute_score on 1 of 2 requests");
}

TEST_F(OperatorsViewModelTest, AZombieThatNoThreadHoldsTellsTheReasonAlone) {
  VersionInfo zombie = version(0, 2, VersionState::kZombie);
  zombie.state_reason = "pinned by the symbol _ZN1a1bE";
  snapshot_.versions = {zombie};
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, OperatorsViewModel::kKeeperRole), "pinned by the symbol _ZN1a1bE");
  EXPECT_EQ(text(0, Qt::ToolTipRole).count("pinned by"), 1);
}

TEST_F(OperatorsViewModelTest, AVersionOnProbationSaysWhatThatMeans) {
  VersionInfo info = version(0, 1, VersionState::kActive);
  info.on_probation = true;
  info.probation_ends = std::chrono::seconds(60);
  snapshot_.at = std::chrono::seconds(18);
  snapshot_.versions = {info};
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, OperatorsViewModel::kProbationRole), "on probation, 42 s left");
  EXPECT_TRUE(text(0, Qt::ToolTipRole).contains("on probation, 42 s left: taken back at the first fault"));
  EXPECT_TRUE(text(0, Qt::AccessibleTextRole).contains("on probation, 42 s left: taken back at the first fault"));
  snapshot_.versions[0].probation_waits = true;
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, OperatorsViewModel::kProbationRole), "on probation, waits for traffic");
  snapshot_.versions[0].on_probation = snapshot_.versions[0].probation_waits = false;
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, OperatorsViewModel::kProbationRole), "");
}

TEST_F(OperatorsViewModelTest, TheToolTipTellsTheVerdict) {
  VersionInfo info = version(0, 1);
  auto verdict = std::make_shared<Verdict>();
  verdict->findings.push_back({.gate = "G2", .check = "a", .level = FindingLevel::kWarning, .code = "policy", .text = "is odd"});
  info.verdict = verdict;
  snapshot_.versions = {info};
  model_.apply(snapshot_);
  EXPECT_TRUE(text(0, Qt::ToolTipRole).contains("Verdict: accepted with 1 warning"));
}

TEST_F(OperatorsViewModelTest, AFailedVersionTellsTheCauseBeforeThePath) {
  VersionInfo failed = version(0, 2, VersionState::kFailed);
  failed.state_reason = "/opt/op.so: undefined symbol: compute (/opt/op.so)";
  snapshot_.versions = {failed};
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, OperatorsViewModel::kDetailRole), "undefined symbol: compute (op.so)");
  EXPECT_TRUE(text(0, Qt::ToolTipRole).contains("/opt/op.so: undefined symbol"));
}

TEST_F(OperatorsViewModelTest, CountsScoresThatAreNotFiniteBesideTheErrors) {
  VersionInfo info = version(0, 1, VersionState::kActive);
  info.threads = 4;
  info.requests = 5000;
  info.nonfinite = 1234;
  snapshot_.versions = {info};
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, OperatorsViewModel::kFaultsRole), "1,234 scores not finite");
  EXPECT_TRUE(text(0, Qt::AccessibleTextRole).contains("1,234 scores not finite"));
  EXPECT_TRUE(text(0, Qt::ToolTipRole).contains("scores not finite: 1,234"));
  snapshot_.versions[0].errors = 1;
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, OperatorsViewModel::kFaultsRole), "1 error, 1,234 scores not finite");
}

TEST_F(OperatorsViewModelTest, AToolTipShowsTheNameOfAFileLetterByLetter) {
  VersionInfo info = version(0, 1);
  info.path = "/opt/<b>bold<i>.so";
  snapshot_.versions = {info};
  model_.apply(snapshot_);
  EXPECT_TRUE(text(0, Qt::ToolTipRole).contains("&lt;b&gt;bold&lt;i&gt;.so"));
}

TEST_F(OperatorsViewModelTest, SaysSoWhenAVersionHasNotAnsweredYet) {
  snapshot_.versions = {version(0, 2)};
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, OperatorsViewModel::kDetailRole), "no requests yet");
}

TEST_F(OperatorsViewModelTest, TheListNamesHoldersAndReasonsInFewWords) {
  VersionInfo info;
  info.number = 1;
  info.state = VersionState::kZombie;
  info.state_reason = "still mapped: it was linked with -z nodelete";
  snapshot_.versions = {info};
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, OperatorsViewModel::kKeeperRole), "linked with -z nodelete");
  snapshot_.versions[0].holders = {"hs-work-01", "hs-work-00"};
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, OperatorsViewModel::kKeeperRole), "held by T0, T1");
}

TEST_F(OperatorsViewModelTest, ThePeriodOfProbationHasAShortForm) {
  VersionInfo info;
  info.number = 1;
  info.on_probation = true;
  info.probation_ends = std::chrono::seconds(60);
  snapshot_.versions = {info};
  snapshot_.at = std::chrono::seconds(18);
  model_.apply(snapshot_);
  EXPECT_EQ(text(0, OperatorsViewModel::kProbationLeftRole), "42 s");
}

TEST_F(OperatorsViewModelTest, TellsWhatItsSlotWatchesAndWhenThatChanges) {
  int changes = 0;
  QObject::connect(&model_, &OperatorsViewModel::watchChanged, &model_, [&] { ++changes; });
  snapshot_.slots.push_back(SlotInfo{.name = "ctr", .active = 0, .watch = "/opt/ctr"});
  model_.apply(snapshot_);
  EXPECT_TRUE(model_.watch().isEmpty()) << "the other slot does";
  EXPECT_EQ(changes, 0);
  model_.setSlot(1);
  model_.apply(snapshot_);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.watch(), "Watches ctr: offers");
  EXPECT_EQ(changes, 1);
  snapshot_.slots[1].policy = WatchPolicy::kSwap;
  model_.apply(snapshot_);
  EXPECT_EQ(changes, 2);
}

}  // namespace
}  // namespace hotswap::ui
