#include <gtest/gtest.h>

#include <QAction>
#include <QCheckBox>
#include <QDockWidget>
#include <QLabel>
#include <QListView>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include "tests/ui/shell/window_fixture.h"

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
  press(Qt::Key_K, Qt::ControlModifier);
  ASSERT_TRUE(find<QWidget>("canarySheet")->isVisible());
  press(Qt::Key_Return, Qt::ControlModifier);
  ASSERT_EQ(submitted<StartRollout>(), 1);
  EXPECT_EQ(last<StartRollout>().plan.version, 2U);
  EXPECT_EQ(last<StartRollout>().plan.steps.size(), Config::DefaultStrategy().steps.size());
  EXPECT_FALSE(find<QWidget>("canarySheet")->isVisible());
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
  press(Qt::Key_K, Qt::ControlModifier);
  press(Qt::Key_Escape);
  EXPECT_FALSE(find<QWidget>("canarySheet")->isVisible());
  EXPECT_EQ(submitted<StartRollout>(), 0);
  // The sheet with the verdict of what was loaded is still open and has the keys now.
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
  EXPECT_TRUE(find<QWidget>("receiptChart")->isHidden());
  table->selectRow(0);
  EXPECT_FALSE(find<QWidget>("receiptChart")->isHidden());
  EXPECT_TRUE(find<QWidget>("receiptChart")->accessibleDescription().contains("publish"));
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
