#include <gtest/gtest.h>

#include <QAction>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QSplitter>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include "tests/ui/shell/rollout_window_fixture.h"
#include "ui/viewmodels/receipts_view_model.h"

namespace hotswap::ui {
namespace {

class WindowRolloutTest : public RolloutWindowFixture {};

TEST_F(WindowRolloutTest, TheSlotSelectorTellsOfARolloutInAnotherSlot) {
  engine_.AddSlot("ctr", "CtrWide");
  open();
  auto* box = find<QComboBox>("slotBox");
  RolloutStatus rollout;
  rollout.slot = "ctr";
  rollout.stable = 1;
  rollout.candidate = 2;
  rollout.steps = {{.share = 5}, {.share = 100}};
  engine_.rollouts() = {rollout};
  EXPECT_TRUE(waitFor([&] { return box->itemText(1) == "ctr · v2 5 %"; })) << box->itemText(1).toStdString();
  EXPECT_FALSE(box->itemIcon(1).isNull());
  EXPECT_TRUE(box->toolTip().contains("ctr · v2 5 %"));
  EXPECT_EQ(box->currentText(), "score");
}

TEST_F(WindowRolloutTest, AWatchedPlaceIsShownBelowTheOperatorsOfItsSlot) {
  engine_.slot().watch = "/opt/operators";
  openWithTwo();
  auto* watch = find<QLabel>("operatorsWatch");
  EXPECT_TRUE(waitFor([&] { return watch->isVisible(); }));
  EXPECT_EQ(watch->text(), "Watches operators: offers");
  engine_.slot().watch.clear();
  EXPECT_TRUE(waitFor([&] { return !watch->isVisible(); }));
}

TEST_F(WindowRolloutTest, TheReceiptsAreNotScrolledSideways) {
  openWithTwo();
  find<QDockWidget>("receiptsDock")->raise();
  auto* table = find<QTableView>("receiptsTable");
  ASSERT_TRUE(waitFor([&] { return table->model()->rowCount() == 1; }));
  const auto fits_at = [&](QSize size) {
    window_->resize(size);
    QApplication::processEvents();
    return table->horizontalHeader()->length() <= table->viewport()->width();
  };
  EXPECT_TRUE(fits_at({800, 540}));
  EXPECT_TRUE(fits_at({1366, 740}));
  EXPECT_FALSE(table->isColumnHidden(ReceiptsViewModel::kUnloaded));
  table->selectRow(0);
  EXPECT_TRUE(fits_at({1366, 741})) << "beside its timeline";
  EXPECT_FALSE(table->isColumnHidden(ReceiptsViewModel::kOutcome));
}

TEST_F(WindowRolloutTest, ThePaletteDoesNotOfferASwapToTheCandidate) {
  openWithTwo();
  press(Qt::Key_Escape);  // The verdict's sheet.
  beginRollout();
  ASSERT_TRUE(waitFor([&] { return find<QAction>("promote")->isEnabled(); }));
  press(Qt::Key_K, Qt::ControlModifier);
  const auto entries = find<QTreeWidget>("paletteResults")->findItems(QStringLiteral("Swap to v2"), Qt::MatchContains);
  ASSERT_EQ(entries.size(), 1);
  EXPECT_TRUE(entries.first()->isDisabled());
  EXPECT_TRUE(entries.first()->text(1).contains("Promote"));
}

TEST_F(WindowRolloutTest, ARolloutIsPausedPromotedAndAbortedByKeys) {
  openWithTwo();
  beginRollout();
  EXPECT_EQ(find<QLabel>("rolloutNeeds")->text(), "Still needed: 40 requests");
  press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_TRUE(last<PauseRollout>().paused);
  press(Qt::Key_P, Qt::ControlModifier);
  EXPECT_EQ(submitted<Promote>(), 1);
  press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_EQ(submitted<Abort>(), 1);
}

TEST_F(WindowRolloutTest, TheButtonBesideTheHistoryMeansTheSelectedVersionOrIsOff) {
  openWithTwo();
  find<QDockWidget>("versionsDock")->raise();  // Behind a tab it takes no input.
  beginRollout();
  auto* table = find<QTableView>("versionsTable");
  auto* button = find<QToolButton>("versionsPromote");
  ASSERT_TRUE(waitFor([&] { return button->text() == "Promote v2" && table->model()->rowCount() == 2; }));
  EXPECT_FALSE(button->isEnabled());
  table->selectRow(1);  // v1
  EXPECT_FALSE(button->isEnabled());
  EXPECT_TRUE(button->toolTip().contains("v1 is selected, and only v2")) << button->toolTip().toStdString();
  table->selectRow(0);
  ASSERT_TRUE(button->isEnabled());
  button->click();
  EXPECT_EQ(submitted<Promote>(), 1);
}

TEST_F(WindowRolloutTest, TheHistoryLeadsBackToTheVersionThatIsSelected) {
  openWithTwo();
  find<QDockWidget>("versionsDock")->raise();  // Behind a tab it takes no input.
  engine_.version(1).published = true;
  engine_.version(1).in_history = true;
  press(Qt::Key_Escape);
  press(Qt::Key_Return, Qt::ControlModifier);
  ASSERT_TRUE(waitFor([&] { return active() == 2; }));
  auto* table = find<QTableView>("versionsTable");
  auto* button = find<QToolButton>("versionsRollBack");
  EXPECT_FALSE(button->isEnabled());
  ASSERT_TRUE(waitFor([&] { return table->model()->rowCount() == 2; }));
  table->selectRow(1);
  ASSERT_TRUE(waitFor([&] { return button->isEnabled(); }));
  button->click();
  ASSERT_EQ(submitted<RollBack>(), 1);
  EXPECT_EQ(last<RollBack>().version, 1U);
}

TEST_F(WindowRolloutTest, ThereIsNoSelectorWithOneSlot) {
  open();
  ASSERT_TRUE(waitFor([&] { return find<QComboBox>("slotBox")->count() == 1; }));
  EXPECT_FALSE(find<QComboBox>("slotBox")->isVisible());
}

TEST_F(WindowRolloutTest, TheKeyboardAloneTurnsToAnotherSlotAndBack) {
  engine_.AddSlot("ctr", "CtrWide");
  open();
  drop({"/opt/score_op_v1.so"});
  ASSERT_TRUE(waitFor([&] { return target() == 1; }));
  press(Qt::Key_Return, Qt::ControlModifier);
  ASSERT_TRUE(waitFor([&] { return window_->windowTitle().contains("ScoreOperatorV1"); }));
  auto* box = find<QComboBox>("slotBox");
  auto* list = find<QListView>("operatorsList");
  ASSERT_TRUE(box->isVisible());
  press(Qt::Key_L, Qt::AltModifier);
  ASSERT_TRUE(box->hasFocus());
  QTest::keyClick(box, Qt::Key_Down);
  EXPECT_TRUE(waitFor([&] { return window_->windowTitle().contains("CtrWide"); })) << window_->windowTitle().toStdString();
  EXPECT_TRUE(waitFor([&] { return list->model()->index(0, 0).data().toString() == "v1 CtrWide"; }));
  EXPECT_EQ(find<QComboBox>("targetBox")->currentText(), "v1 CtrWide");
  EXPECT_EQ(box->currentText(), "ctr");
  EXPECT_TRUE(box->hasFocus());
  QTest::keyClick(box, Qt::Key_Up);
  EXPECT_TRUE(waitFor([&] { return window_->windowTitle().contains("ScoreOperatorV1"); }));
}

TEST_F(WindowRolloutTest, ALoadThatEndsLaterDoesNotTurnBackFromTheSlotThatWasChosenMeanwhile) {
  engine_.AddSlot("ctr", "CtrWide");
  open();
  auto* box = find<QComboBox>("slotBox");
  ASSERT_TRUE(waitFor([&] { return box->count() == 2; }));
  drop({"/opt/score_op_v1.so"});
  box->setFocus();
  QTest::keyClick(box, Qt::Key_Down);
  ASSERT_TRUE(waitFor([&] { return engine_.Latest()->versions.size() == 2; }));
  EXPECT_TRUE(waitFor([&] { return find<QWidget>("verdictPanel")->isVisible(); }));
  EXPECT_EQ(box->currentText(), "ctr");
}

TEST_F(WindowRolloutTest, TheConfigurationIsReadAgainByAKey) {
  open();
  press(Qt::Key_R, Qt::ControlModifier);
  EXPECT_EQ(submitted<ReloadConfig>(), 1);
}

TEST_F(WindowRolloutTest, ASelectedReceiptShowsItsTimeline) {
  openWithTwo();
  auto* table = find<QTableView>("receiptsTable");
  ASSERT_TRUE(waitFor([&] { return table->model()->rowCount() == 1; }));
  EXPECT_TRUE(find<QWidget>("receiptTimeline")->isHidden());
  table->selectRow(0);
  EXPECT_FALSE(find<QWidget>("receiptTimeline")->isHidden());
  EXPECT_TRUE(find<QWidget>("receiptChart")->accessibleDescription().contains("publish"));
}

TEST_F(WindowRolloutTest, ATimelineStandsBesideAWideTableAndBelowANarrowOne) {
  openWithTwo();
  find<QDockWidget>("receiptsDock")->raise();
  const auto* parts = find<QSplitter>("receiptsSplitter");
  window_->resize(800, 540);
  QApplication::processEvents();
  EXPECT_EQ(parts->orientation(), Qt::Vertical);
  auto* table = find<QTableView>("receiptsTable");
  ASSERT_TRUE(waitFor([&] { return table->model()->rowCount() == 1; }));
  table->selectRow(0);
  QApplication::processEvents();
  const auto* chart = find<QWidget>("receiptChart");
  EXPECT_GE(chart->height(), chart->minimumSizeHint().height()) << "it is scrolled, not squeezed";
  EXPECT_GT(chart->minimumSizeHint().height(), 7 * chart->fontMetrics().height()) << "a line for each step and each sentence";
  EXPECT_GT(find<QWidget>("receiptTimeline")->height(), table->height());
  window_->resize(1366, 740);
  QApplication::processEvents();
  EXPECT_EQ(parts->orientation(), Qt::Horizontal);
}

TEST_F(WindowRolloutTest, ButtonsThatCannotActSayWhy) {
  open();
  for (const char* name : {"canary", "promote", "pauseRollout", "abortRollout"}) {
    EXPECT_FALSE(find<QAction>(name)->isEnabled()) << name;
    EXPECT_TRUE(find<QAction>(name)->toolTip().contains("Not now:")) << name;
  }
  EXPECT_TRUE(find<QLabel>("rolloutEmpty")->isVisible());
}

}  // namespace
}  // namespace hotswap::ui
