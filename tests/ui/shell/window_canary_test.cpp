#include <gtest/gtest.h>

#include <QAction>
#include <QCheckBox>
#include <QDockWidget>
#include <QLabel>
#include <QListView>
#include <QScrollArea>
#include <QTest>
#include <QToolButton>

#include "tests/ui/shell/rollout_window_fixture.h"

namespace hotswap::ui {
namespace {

class WindowCanaryTest : public RolloutWindowFixture {};

TEST_F(WindowCanaryTest, TheKeyboardAloneStartsACanaryOfTheTarget) {
  openWithTwo();
  press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
  ASSERT_TRUE(find<QWidget>("canarySheet")->isVisible());
  press(Qt::Key_Return, Qt::ControlModifier);
  ASSERT_EQ(submitted<StartRollout>(), 1);
  EXPECT_EQ(last<StartRollout>().plan.version, 2U);
  EXPECT_EQ(last<StartRollout>().plan.steps.size(), Config::DefaultStrategy().steps.size());
  EXPECT_FALSE(find<QWidget>("canarySheet")->isVisible());
}

TEST_F(WindowCanaryTest, ACanaryIsOfTheTargetThatWasChosenAMomentAgo) {
  openWithTwo();
  load("/opt/score_op_v3.so");
  ASSERT_TRUE(waitFor([&] { return find<QAction>("canary")->isEnabled(); }));
  auto* list = find<QListView>("operatorsList");
  list->setCurrentIndex(list->model()->index(1, 0));
  press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);  // before another snapshot came
  EXPECT_TRUE(find<QLabel>("canaryTitle")->text().contains("v2")) << find<QLabel>("canaryTitle")->text().toStdString();
  press(Qt::Key_Return, Qt::ControlModifier);
  ASSERT_EQ(submitted<StartRollout>(), 1);
  EXPECT_EQ(last<StartRollout>().plan.version, 2U);
}

TEST_F(WindowCanaryTest, SpaceAndReturnChooseStepsByTheKeyboardAlone) {
  openWithTwo();
  press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
  auto* step = find<QCheckBox>("canaryStep0");
  ASSERT_TRUE(step->hasFocus());
  ASSERT_TRUE(step->isChecked());
  for (const auto key : {Qt::Key_Space, Qt::Key_Return}) {
    QTest::keyClick(step, key);
    EXPECT_FALSE(step->isChecked()) << key;
    QTest::keyClick(step, key);
    EXPECT_TRUE(step->isChecked()) << key;
  }
  EXPECT_FALSE(find<QAction>("freeze")->isChecked()) << "Space was the box's";
}

TEST_F(WindowCanaryTest, TheFormGivesTheFocusBackToWhatHadIt) {
  openWithTwo();
  auto* list = find<QListView>("operatorsList");
  list->setFocus();
  for (const bool start : {false, true}) {
    press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_FALSE(list->hasFocus());
    press(start ? Qt::Key_Return : Qt::Key_Escape, start ? Qt::ControlModifier : Qt::NoModifier);
    EXPECT_TRUE(list->hasFocus()) << start;
  }
}

TEST_F(WindowCanaryTest, TabWalksTheFormAsItIsRead) {
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

TEST_F(WindowCanaryTest, TheFormTakesNoRoomFromThePanelsBelowALowWindow) {
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

TEST_F(WindowCanaryTest, TheFormIsNotScrolledSideways) {
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

TEST_F(WindowCanaryTest, AnOpenFormOffersTheStrategiesOfAConfigurationThatIsReadAgain) {
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

TEST_F(WindowCanaryTest, PressingTheKeyThatStartsACanaryAgainPublishesNothing) {
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

TEST_F(WindowCanaryTest, TheVerdictsButtonsNameNoKeysWhileTheFormHasThem) {
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

TEST_F(WindowCanaryTest, TheVerdictMakesRoomForTheForm) {
  openWithTwo();
  ASSERT_TRUE(find<QWidget>("verdictPanel")->isVisible());
  press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_FALSE(find<QWidget>("verdictPanel")->isVisible());
  EXPECT_TRUE(find<QWidget>("canarySheet")->isVisible());
}

TEST_F(WindowCanaryTest, WhatIsLoadedWhileTheFormIsOpenTakesNotThePlaceOfItsCandidate) {
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

TEST_F(WindowCanaryTest, AStepThatIsNotChosenIsNotInThePlan) {
  openWithTwo();
  find<QAction>("canary")->trigger();
  find<QCheckBox>("canaryStep0")->setChecked(false);
  find<QToolButton>("canaryStart")->click();
  EXPECT_EQ(last<StartRollout>().plan.steps.size(), Config::DefaultStrategy().steps.size() - 1);
}

TEST_F(WindowCanaryTest, EscapeLeavesTheFormAndCtrlReturnSwapsAgain) {
  openWithTwo();
  press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
  press(Qt::Key_Escape);
  EXPECT_FALSE(find<QWidget>("canarySheet")->isVisible());
  EXPECT_EQ(submitted<StartRollout>(), 0);
  EXPECT_FALSE(find<QAction>("startCanary")->isEnabled());
  press(Qt::Key_Return, Qt::ControlModifier);
  EXPECT_TRUE(waitFor([&] { return active() == 2; }));
}

}  // namespace
}  // namespace hotswap::ui
