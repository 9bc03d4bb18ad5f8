#include "ui/viewmodels/receipts_view_model.h"

#include <gtest/gtest.h>

#include "ui/viewmodels/table_rows.h"

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;

class ReceiptsViewModelTest : public ::testing::Test {
 protected:
  SwapReceipt& add() {
    SwapReceipt receipt;
    receipt.number = receipts_.size() + 1;
    receipt.from = 1;
    receipt.to = 2;
    receipt.complete = true;
    receipts_.push_back(receipt);
    return receipts_.back();
  }

  void show() {
    Snapshot snapshot;
    snapshot.receipts = std::make_shared<const std::vector<SwapReceipt>>(receipts_);
    model_.apply(snapshot);
  }

  QString text(int row, int column) const { return model_.data(model_.index(row, column), Qt::DisplayRole).toString(); }

  std::vector<SwapReceipt> receipts_;
  ReceiptsViewModel model_;
};

TEST_F(ReceiptsViewModelTest, StepsAreOrderedByHowLongTheyTookAndThoseNotTakenComeLast) {
  add().publish = 999us;
  add().publish = 20ms;
  add();
  add().publish = 3ms;
  show();
  TableRows rows(TableRows::Figures::kSettled);
  rows.setSourceModel(&model_);
  rows.sort(ReceiptsViewModel::kPublish);
  QStringList steps;
  for (int i = 0; i < rows.rowCount(); ++i) steps << rows.index(i, ReceiptsViewModel::kPublish).data().toString();
  EXPECT_EQ(steps, QStringList({"999 µs", "3 ms", "20 ms", "–"}));
}

TEST_F(ReceiptsViewModelTest, TellsWhatASwapTook) {
  SwapReceipt& receipt = add();
  receipt.publish = 21us;
  receipt.drain = 180us;
  receipt.stall = 13us;
  receipt.unload_note = "resident";
  show();
  EXPECT_EQ(text(0, ReceiptsViewModel::kFrom), "v1");
  EXPECT_EQ(text(0, ReceiptsViewModel::kTo), "v2");
  EXPECT_EQ(text(0, ReceiptsViewModel::kOutcome), "published");
  EXPECT_EQ(text(0, ReceiptsViewModel::kPublish), QString::fromUtf8("21 µs"));
  EXPECT_EQ(text(0, ReceiptsViewModel::kUnloaded), "kept for roll back");
}

TEST_F(ReceiptsViewModelTest, AReceiptThatCompletesChangesInPlace) {
  SwapReceipt& receipt = add();
  receipt.complete = false;
  show();
  EXPECT_EQ(text(0, ReceiptsViewModel::kUnloaded), QString::fromUtf8("draining…"));
  receipts_[0].complete = true;
  receipts_[0].unload_proven = true;
  int changes = 0;
  QObject::connect(&model_, &QAbstractItemModel::dataChanged, &model_, [&] { ++changes; });
  show();
  EXPECT_EQ(changes, 1);
  EXPECT_EQ(text(0, ReceiptsViewModel::kUnloaded), "yes");
}

TEST_F(ReceiptsViewModelTest, ALibraryThatStayedMappedSaysWhy) {
  SwapReceipt& receipt = add();
  receipt.unload_proven = false;
  receipt.unload_note = "pinned by STB_GNU_UNIQUE";
  show();
  EXPECT_EQ(text(0, ReceiptsViewModel::kUnloaded), "no: pinned by STB_GNU_UNIQUE");
}

TEST_F(ReceiptsViewModelTest, ARefusalNamesItsFileGateAndReason) {
  SwapReceipt& receipt = add();
  receipt.to.reset();
  receipt.outcome = SwapOutcome::kRefused;
  receipt.gate = "G2";
  receipt.code = "missing_symbol";
  receipt.path = "/opt/models/x.so";
  receipt.reason = "/opt/models/x.so: no create_operator";
  show();
  EXPECT_EQ(text(0, ReceiptsViewModel::kOutcome), "refused");
  EXPECT_EQ(text(0, ReceiptsViewModel::kReason), "x.so: G2 Static inspection: no create_operator");
  const QString tip = model_.data(model_.index(0, 0), Qt::ToolTipRole).toString();
  EXPECT_TRUE(tip.contains("G2"));
  EXPECT_TRUE(tip.contains("no create_operator"));
  EXPECT_TRUE(tip.contains("missing_symbol"));
}

TEST_F(ReceiptsViewModelTest, AVersionThatWasTakenBackSaysWhy) {
  SwapReceipt& receipt = add();
  receipt.outcome = SwapOutcome::kRolledBack;
  receipt.gate = "G7";
  receipt.reason = "v2 threw an exception";
  show();
  EXPECT_EQ(text(0, ReceiptsViewModel::kOutcome), "rolled back");
  EXPECT_EQ(text(0, ReceiptsViewModel::kReason), "G7 Probation: v2 threw an exception");
}

TEST_F(ReceiptsViewModelTest, TellsHowLongVettingAndParityTook) {
  SwapReceipt& receipt = add();
  receipt.vet = 5200us;
  receipt.parity = 40us;
  show();
  EXPECT_EQ(text(0, ReceiptsViewModel::kVet), "5.2 ms");
  EXPECT_EQ(text(0, ReceiptsViewModel::kParity), QString::fromUtf8("40 µs"));
  EXPECT_EQ(text(0, ReceiptsViewModel::kReason), "");
}

TEST_F(ReceiptsViewModelTest, TheNewestComesFirst) {
  add();
  show();
  add();
  show();
  EXPECT_EQ(model_.rowCount(), 2);
  EXPECT_EQ(text(0, ReceiptsViewModel::kNumber), "2");
}

TEST(ReceiptFateTest, WhatWasKeptForRollBackSaysWhatBecameOfItSince) {
  Snapshot snapshot;
  SwapReceipt receipt;
  receipt.slot = "score";
  receipt.from = 1;
  receipt.to = 2;
  receipt.unload_note = "resident";
  receipt.complete = true;
  snapshot.receipts = std::make_shared<const std::vector<SwapReceipt>>(1, receipt);
  snapshot.slots = {SlotInfo{.name = "score", .active = 2}};
  VersionInfo version;
  version.number = 1;
  version.state = VersionState::kReady;
  snapshot.versions = {version};
  ReceiptsViewModel model;
  const auto unloaded = [&] {
    model.apply(snapshot);
    return model.index(0, ReceiptsViewModel::kUnloaded).data().toString();
  };
  EXPECT_EQ(unloaded(), "kept for roll back");
  int changes = 0;
  QObject::connect(&model, &QAbstractItemModel::dataChanged, &model, [&] { ++changes; });
  snapshot.versions[0].state = VersionState::kUnloaded;
  EXPECT_EQ(unloaded(), "kept, unloaded later");
  EXPECT_EQ(changes, 1);
  snapshot.versions[0].state = VersionState::kZombie;
  snapshot.versions[0].state_reason = "a call in it is stuck on hs-work-00";
  EXPECT_EQ(unloaded(), "kept, now a zombie: a call in it is stuck on hs-work-00");
}

TEST_F(ReceiptsViewModelTest, TheToolTipTellsWhatColumnsWithoutRoomWould) {
  SwapReceipt& receipt = add();
  receipt.publish = 21us;
  receipt.drain = 180us;
  receipt.stall = 13us;
  receipt.lost = 2;
  receipt.unload_note = "resident";
  show();
  const QString tip = model_.data(model_.index(0, 0), Qt::ToolTipRole).toString();
  EXPECT_TRUE(tip.contains(QString::fromUtf8("publish 21 µs, drain 180 µs, stall 13 µs, lost 2"))) << tip.toStdString();
  EXPECT_TRUE(tip.contains("Unloaded: kept for roll back"));
  receipts_[0].complete = false;
  show();
  EXPECT_TRUE(model_.data(model_.index(0, 0), Qt::ToolTipRole).toString().contains(QString::fromUtf8("publish 21 µs, draining")));
}

}  // namespace
}  // namespace hotswap::ui
