#include <gtest/gtest.h>

#include <QAction>
#include <QCheckBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include "tests/ui/shell/window_fixture.h"
#include "ui/viewmodels/receipts_view_model.h"

namespace hotswap::ui {
namespace {

class WindowRolloutTest : public WindowFixture {
 protected:
  /// v1 answers, v2 is ready and the target.
  void openWithTwo() {
    open();
    load("/opt/score_op_v1.so");
    press(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return active() == 1; }));
    load("/opt/score_op_v2.so");
    ASSERT_TRUE(waitFor([&] { return find<QAction>("canary")->isEnabled(); }));
  }

  void beginRollout() {
    RolloutStatus rollout;
    rollout.number = 1;
    rollout.slot = "score";
    rollout.candidate = 2;
    rollout.stable = 1;
    rollout.steps = {{.share = 5, .min_requests = 100}, {.share = 100}};
    rollout.requests_missing = 40;
    engine_.rollouts() = {rollout};
    ASSERT_TRUE(waitFor([&] { return find<QAction>("pauseRollout")->isEnabled(); }));
  }

  template <typename T>
  const T& last() const {
    return std::get<T>(engine_.submitted().back());
  }
};

TEST_F(WindowRolloutTest, TheKeyboardAloneStartsACanaryOfTheTarget) {
  openWithTwo();
  press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
  ASSERT_TRUE(find<QWidget>("canarySheet")->isVisible());
  press(Qt::Key_Return, Qt::ControlModifier);
  ASSERT_EQ(submitted<StartRollout>(), 1);
  EXPECT_EQ(last<StartRollout>().plan.version, 2U);
  EXPECT_EQ(last<StartRollout>().plan.steps.size(), Config::DefaultStrategy().steps.size());
  EXPECT_FALSE(find<QWidget>("canarySheet")->isVisible());
}

TEST_F(WindowRolloutTest, TabWalksTheFormAsItIsRead) {
  openWithTwo();
  press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
  for (const char* name : {"canaryStep0", "canaryTime0", "canaryRequests0", "canaryStep1"}) {
    ASSERT_NE(window_->focusWidget(), nullptr);
    EXPECT_EQ(window_->focusWidget()->objectName(), name);
    QTest::keyClick(window_->focusWidget(), Qt::Key_Tab);
  }
  for (int i = 0; i < 60 && window_->focusWidget() != find<QWidget>("canaryStart"); ++i) {
    EXPECT_TRUE(find<QWidget>("canarySheet")->isAncestorOf(window_->focusWidget()))
        << window_->focusWidget()->objectName().toStdString();
    QTest::keyClick(window_->focusWidget(), Qt::Key_Tab);
  }
  EXPECT_TRUE(find<QWidget>("canaryStart")->hasFocus());
  QTest::keyClick(window_->focusWidget(), Qt::Key_Tab);
  EXPECT_TRUE(find<QWidget>("canaryClose")->hasFocus());
}

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

TEST_F(WindowRolloutTest, TheFormTakesNoRoomFromThePanelsBelowALowWindow) {
  openWithTwo();
  press(Qt::Key_Escape);  // The verdict's sheet.
  window_->resize(800, 540);
  QApplication::processEvents();
  const int before = find<QDockWidget>("totalsDock")->height();
  find<QAction>("canary")->trigger();
  QApplication::processEvents();
  ASSERT_TRUE(find<QWidget>("canarySheet")->isVisible());
  EXPECT_EQ(find<QDockWidget>("totalsDock")->height(), before);
}

TEST_F(WindowRolloutTest, TheFormIsNotScrolledSideways) {
  openWithTwo();
  press(Qt::Key_Escape);  // The verdict's sheet.
  find<QAction>("canary")->trigger();
  const auto* scroll = find<QScrollArea>("canaryScroll");
  const auto left_of = [&](const char* name) { return find<QWidget>(name)->mapTo(scroll->widget(), QPoint()).x(); };
  for (const QSize size : {QSize(800, 540), QSize(1366, 740), QSize(720, 700)}) {
    window_->resize(size);
    QApplication::processEvents();
    EXPECT_LE(scroll->widget()->width(), scroll->viewport()->width()) << size.width();
  }
  window_->resize(1366, 740);
  QApplication::processEvents();
  EXPECT_GT(left_of("canaryGuard0"), left_of("canaryTime0")) << "beside the steps";
  window_->resize(800, 540);
  QApplication::processEvents();
  EXPECT_EQ(left_of("canaryGuard0"), left_of("canaryStep0")) << "below them";
}

TEST_F(WindowRolloutTest, AnOpenFormOffersTheStrategiesOfAConfigurationThatIsReadAgain) {
  openWithTwo();
  find<QAction>("canary")->trigger();
  auto* box = find<QComboBox>("canaryStrategy");
  EXPECT_EQ(box->count(), 1);
  auto config = std::make_shared<Config>();
  config->rollouts.push_back({.name = "quick", .steps = {{.share = 10}}, .guards = {}});
  engine_.setConfig(config);
  EXPECT_TRUE(waitFor([&] { return box->count() == 2; }));
  EXPECT_TRUE(box->isVisible());
  EXPECT_TRUE(find<QWidget>("canarySheet")->isVisible());
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

TEST_F(WindowRolloutTest, PressingTheKeyThatStartsACanaryAgainPublishesNothing) {
  openWithTwo();
  const int swaps = submitted<SwapToVersion>();
  press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
  press(Qt::Key_Return, Qt::ControlModifier);
  press(Qt::Key_Return, Qt::ControlModifier);
  press(Qt::Key_Escape);
  press(Qt::Key_Return, Qt::ControlModifier);
  EXPECT_EQ(submitted<StartRollout>(), 1);
  EXPECT_EQ(submitted<SwapToVersion>(), swaps);
}

TEST_F(WindowRolloutTest, TheVerdictsButtonsNameNoKeysWhileTheFormHasThem) {
  openWithTwo();
  EXPECT_EQ(find<QToolButton>("verdictGoLive")->text(), "Go live (Ctrl+Return)");
  press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
  press(Qt::Key_F7);  // Shows it again.
  ASSERT_TRUE(find<QWidget>("verdictPanel")->isVisible());
  EXPECT_EQ(find<QToolButton>("verdictGoLive")->text(), "Go live");
  EXPECT_EQ(find<QToolButton>("verdictClose")->text(), "Close");
  press(Qt::Key_Escape);
  EXPECT_EQ(find<QToolButton>("verdictGoLive")->text(), "Go live (Ctrl+Return)");
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

TEST_F(WindowRolloutTest, TheVerdictMakesRoomForTheForm) {
  openWithTwo();
  ASSERT_TRUE(find<QWidget>("verdictPanel")->isVisible());
  press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_FALSE(find<QWidget>("verdictPanel")->isVisible());
  EXPECT_TRUE(find<QWidget>("canarySheet")->isVisible());
}

TEST_F(WindowRolloutTest, WhatIsLoadedWhileTheFormIsOpenTakesNotThePlaceOfItsCandidate) {
  openWithTwo();
  press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
  find<QCheckBox>("canaryStep0")->setChecked(false);
  drop({"/opt/score_op_v3.so"});
  ASSERT_TRUE(waitFor([&] { return find<QWidget>("verdictPanel")->isVisible(); }));
  EXPECT_EQ(target(), 2);
  find<QToolButton>("canaryStart")->click();
  ASSERT_EQ(submitted<StartRollout>(), 1);
  EXPECT_EQ(last<StartRollout>().plan.version, 2U);
  EXPECT_EQ(last<StartRollout>().plan.steps.size(), Config::DefaultStrategy().steps.size() - 1);
}

TEST_F(WindowRolloutTest, AStepThatIsNotChosenIsNotInThePlan) {
  openWithTwo();
  find<QAction>("canary")->trigger();
  find<QCheckBox>("canaryStep0")->setChecked(false);
  find<QToolButton>("canaryStart")->click();
  EXPECT_EQ(last<StartRollout>().plan.steps.size(), Config::DefaultStrategy().steps.size() - 1);
}

TEST_F(WindowRolloutTest, EscapeLeavesTheFormAndCtrlReturnSwapsAgain) {
  openWithTwo();
  press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
  press(Qt::Key_Escape);
  EXPECT_FALSE(find<QWidget>("canarySheet")->isVisible());
  EXPECT_EQ(submitted<StartRollout>(), 0);
  EXPECT_FALSE(find<QAction>("startCanary")->isEnabled());
  press(Qt::Key_Return, Qt::ControlModifier);
  EXPECT_TRUE(waitFor([&] { return active() == 2; }));
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
