#include "ui/panels/sight_timer.h"

#include <gtest/gtest.h>

#include <QDialog>
#include <QEventLoop>

#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;

class SightTimerTest : public testing::OffscreenTest {
 protected:
  void SetUp() override {
    QObject::connect(&timer_, &SightTimer::seen, &watched_, [this] { ++seen_; });
  }

  /// Until it was seen, or `most` is over.
  void passTime(std::chrono::milliseconds most) {
    QEventLoop loop;
    QObject::connect(&timer_, &SightTimer::seen, &loop, &QEventLoop::quit);
    QTimer::singleShot(most, &loop, &QEventLoop::quit);
    loop.exec();
  }

  QWidget watched_;
  SightTimer& timer_ = *new SightTimer(watched_, 50ms);
  int seen_ = 0;
};

TEST_F(SightTimerTest, TellsOnceThatAWidgetWasInSight) {
  watched_.show();
  timer_.restart();
  EXPECT_EQ(seen_, 0);
  passTime(5s);
  EXPECT_EQ(seen_, 1);
  passTime(200ms);
  EXPECT_EQ(seen_, 1);
}

TEST_F(SightTimerTest, WhatIsHiddenIsNotInSight) {
  timer_.restart();
  passTime(200ms);
  EXPECT_EQ(seen_, 0);
}

TEST_F(SightTimerTest, WhatADialogCoversIsSeenOnlyOnceThatIsClosed) {
  watched_.show();
  QDialog dialog(&watched_);
  dialog.open();
  timer_.restart();
  passTime(200ms);
  EXPECT_EQ(seen_, 0);
  dialog.close();
  passTime(5s);
  EXPECT_EQ(seen_, 1);
}

}  // namespace
}  // namespace hotswap::ui
