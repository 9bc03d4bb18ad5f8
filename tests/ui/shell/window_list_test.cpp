#include "ui/shell/window_list.h"

#include <QActionGroup>

#include "tests/ui/shell/window_fixture.h"
#include "ui/shell/rollout_watch.h"

namespace hotswap::ui {
namespace {

/// Keeps what it was told.
class RememberingNotifier : public Notifier {
 public:
  void notify(const RolloutDecision& decision) override { told_ << decision.title; }
  void clear() override { ++cleared_; }

  QStringList told_;
  int cleared_ = 0;
};

class WindowListTest : public WindowFixture {
 protected:
  void openList() {
    WindowOptions options;
    options.settings_file = settings_file_;
    options.theme = Theme::kLight;
    options.notice = "told once";
    list_ = std::make_unique<WindowList>(engine_, clock_, options);
    first_ = list_->open();
    ASSERT_TRUE(QTest::qWaitForWindowActive(first_));
  }

  void decide() {
    RolloutStatus rollout;
    rollout.number = 7;
    rollout.slot = "score";
    rollout.candidate = 2;
    rollout.stable = 1;
    rollout.steps = {{.share = 100}};
    rollout.outcome = RolloutOutcome::kRolledBack;
    rollout.reason = "max_error_rate broke";
    engine_.rollouts() = {rollout};
  }

  std::unique_ptr<WindowList> list_;
  MainWindow* first_ = nullptr;
};

TEST_F(WindowListTest, AnotherWindowIsOfTheSameRunAndTheFirstGoesOnWithoutIt) {
  openList();
  QTest::keyClick(first_, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
  ASSERT_EQ(list_->windows().size(), 2);
  MainWindow* second = list_->windows().back();
  EXPECT_NE(second->pos(), first_->pos());
  EXPECT_EQ(second->findChild<QWidget*>("noticeText")->property("text").toString(), "") << "the first one tells it";
  EXPECT_FALSE(second->findChild<QWidget*>("firstSteps")->isVisible()) << "so the first steps";
  second->findChild<QAction*>("span10")->trigger();
  EXPECT_FALSE(first_->findChild<QAction*>("span10")->isChecked()) << "each has a span of its own";
  second->close();
  EXPECT_EQ(list_->windows(), QList<MainWindow*>{first_});
  EXPECT_TRUE(first_->isVisible());
}

TEST_F(WindowListTest, AThemeIsThatOfAllWindows) {
  openList();
  MainWindow* second = list_->open(first_);
  second->findChild<QAction*>("theme_dark")->trigger();
  EXPECT_TRUE(first_->findChild<QAction*>("theme_dark")->isChecked());
  MainWindow* third = list_->open(first_);  // opened with --theme light, but a person has chosen since
  EXPECT_TRUE(third->findChild<QAction*>("theme_dark")->isChecked());
  EXPECT_TRUE(first_->findChild<QAction*>("theme_dark")->isChecked());
}

TEST_F(WindowListTest, ADecisionIsToldOnlyToWhomNoWindowIsInSight) {
  openList();
  RememberingNotifier notifier;
  const RolloutWatch watch(engine_, *list_, notifier);
  ASSERT_TRUE(waitFor([&] { return notifier.cleared_ > 0; })) << "somebody looks";
  first_->showMinimized();
  ASSERT_TRUE(waitFor([&] { return !list_->inSight(); }));
  decide();
  ASSERT_TRUE(waitFor([&] { return !notifier.told_.isEmpty(); }));
  EXPECT_EQ(notifier.told_, QStringList{"Rollout of v2: rolled back"});
  Q_EMIT notifier.activated();
  EXPECT_FALSE(first_->isMinimized());
  EXPECT_TRUE(waitFor([&] { return first_->findChild<QWidget*>("rolloutPanel")->isVisible(); }));
}

TEST_F(WindowListTest, WhoLooksAtTheWindowIsNotToldTwice) {
  openList();
  RememberingNotifier notifier;
  const RolloutWatch watch(engine_, *list_, notifier);
  decide();
  const int before = notifier.cleared_;
  ASSERT_TRUE(waitFor([&] { return notifier.cleared_ > before + 1; }));
  EXPECT_TRUE(notifier.told_.isEmpty());
}

}  // namespace
}  // namespace hotswap::ui
