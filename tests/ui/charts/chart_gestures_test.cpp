#include "ui/charts/chart_gestures.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTest>
#include <QWheelEvent>
#include <memory>
#include <vector>

#include "tests/ui/offscreen_test.h"
#include "ui/charts/chart_view.h"

namespace hotswap::ui {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

/// A chart of 100 s on 100 px, and what its gestures said.
class ChartGesturesTest : public testing::OffscreenTest {
 protected:
  void SetUp() override {
    view_ = std::make_unique<ChartView>();
    view_->resize(200, 100);
    view_->show();
    gestures_ = new ChartGestures(*view_, [this] { return plot_; });
    QObject::connect(gestures_, &ChartGestures::zoomed, [this](double factor, std::int64_t around_ns) {
      factor_ = factor;
      around_ns_ = around_ns;
    });
    QObject::connect(gestures_, &ChartGestures::keyZoomed, [this](double factor) { factor_ = factor; });
    QObject::connect(gestures_, &ChartGestures::panned, [this](std::int64_t by_ns) { panned_.push_back(by_ns); });
    QObject::connect(gestures_, &ChartGestures::chosen, [this](std::int64_t one_ns, std::int64_t other_ns) {
      chosen_ = {one_ns, other_ns};
    });
    QObject::connect(gestures_, &ChartGestures::cursorMoved, [this](auto before_end) { cursor_ = before_end; });
    QObject::connect(gestures_, &ChartGestures::cursorStepped, [this](int bars) { stepped_ += bars; });
    QObject::connect(gestures_, &ChartGestures::clicked, [this](QPoint) { ++clicks_; });
    QObject::connect(gestures_, &ChartGestures::confirmed, [this] { ++confirmed_; });
    settle();
  }

  void mouse(QEvent::Type type, int x, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers keys = Qt::NoModifier) {
    const QPoint at(x, 50);
    QMouseEvent event(type, at, view_->viewport()->mapToGlobal(at), button, button, keys);
    QApplication::sendEvent(view_->viewport(), &event);
  }

  void turn(QPoint delta, int x) {
    const QPointF at(x, 50);
    QWheelEvent event(at, view_->viewport()->mapToGlobal(at), {}, delta, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(view_->viewport(), &event);
  }

  bool press(Qt::Key key, Qt::KeyboardModifiers keys = Qt::NoModifier) {
    QKeyEvent event(QEvent::KeyPress, key, keys);
    event.ignore();
    QApplication::sendEvent(view_.get(), &event);
    return event.isAccepted();
  }

  TimePlot plot_{QRect(50, 10, 100, 80), {0, 100 * kSecond, 100 * kSecond}};
  std::unique_ptr<ChartView> view_;
  ChartGestures* gestures_ = nullptr;
  double factor_ = 1;
  std::int64_t around_ns_ = -1;
  std::vector<std::int64_t> panned_;
  std::pair<std::int64_t, std::int64_t> chosen_{-1, -1};
  std::optional<std::chrono::nanoseconds> cursor_;
  int stepped_ = 0;
  int clicks_ = 0;
  int confirmed_ = 0;
};

TEST_F(ChartGesturesTest, TheWheelZoomsAroundThePointer) {
  turn({0, 120}, 80);
  EXPECT_LT(factor_, 1);
  EXPECT_EQ(around_ns_, 30 * kSecond);
  const double in = factor_;
  turn({0, -120}, 80);
  EXPECT_NEAR(factor_ * in, 1, 1e-9) << "one notch takes back the other";
  turn({0, 60}, 80);
  EXPECT_NEAR(factor_ * factor_, in, 1e-9) << "half a notch is half a step";
}

TEST_F(ChartGesturesTest, AWheelToTheSidePans) {
  turn({120, 0}, 80);
  ASSERT_EQ(panned_.size(), 1U);
  EXPECT_LT(panned_[0], 0);
  EXPECT_EQ(factor_, 1);
}

TEST_F(ChartGesturesTest, DraggingChoosesAStretchAndAClickDoesNot) {
  mouse(QEvent::MouseButtonPress, 70);
  mouse(QEvent::MouseMove, 110);
  ASSERT_TRUE(gestures_->band());
  EXPECT_EQ(*gestures_->band(), QRect(QPoint(70, 10), QPoint(110, 89)));
  mouse(QEvent::MouseButtonRelease, 110);
  EXPECT_FALSE(gestures_->band());
  EXPECT_EQ(chosen_, std::pair(20 * kSecond, 60 * kSecond));
  EXPECT_EQ(clicks_, 0);
  chosen_ = {-1, -1};
  mouse(QEvent::MouseButtonPress, 70);
  mouse(QEvent::MouseMove, 72);
  mouse(QEvent::MouseButtonRelease, 72);
  EXPECT_EQ(clicks_, 1);
  EXPECT_EQ(chosen_.first, -1);
}

TEST_F(ChartGesturesTest, TheBandStaysAtItsMomentWhileThePictureMovesOn) {
  mouse(QEvent::MouseButtonPress, 100);
  mouse(QEvent::MouseMove, 130);
  plot_.window = {10 * kSecond, 110 * kSecond, 110 * kSecond};
  EXPECT_EQ(gestures_->band()->left(), 90);
  mouse(QEvent::MouseButtonRelease, 130);
  EXPECT_EQ(chosen_, std::pair(50 * kSecond, 90 * kSecond));
}

TEST_F(ChartGesturesTest, EscapeGivesUpTheBandBeforeTheWindowHearsOfIt) {
  QAction live(view_.get());
  live.setShortcut(Qt::Key_Escape);
  view_->addAction(&live);
  int lived = 0;
  QObject::connect(&live, &QAction::triggered, [&lived] { ++lived; });
  ASSERT_TRUE(QTest::qWaitForWindowActive(view_.get()));
  mouse(QEvent::MouseButtonPress, 70);
  mouse(QEvent::MouseMove, 110);
  QTest::keyClick(view_.get(), Qt::Key_Escape);
  EXPECT_FALSE(gestures_->band());
  mouse(QEvent::MouseButtonRelease, 110);
  EXPECT_EQ(chosen_.first, -1);
  EXPECT_EQ(lived, 0);
  QTest::keyClick(view_.get(), Qt::Key_Escape);
  EXPECT_EQ(lived, 1);
}

TEST_F(ChartGesturesTest, TheMomentUnderThePointerFollowsItWhilePanning) {
  for (const auto& [button, keys] : {std::pair(Qt::MiddleButton, Qt::KeyboardModifiers(Qt::NoModifier)),
                                     std::pair(Qt::LeftButton, Qt::KeyboardModifiers(Qt::ShiftModifier))}) {
    panned_.clear();
    mouse(QEvent::MouseButtonPress, 80, button, keys);
    mouse(QEvent::MouseMove, 90, button, keys);
    mouse(QEvent::MouseButtonRelease, 90, button, keys);
    EXPECT_EQ(panned_, std::vector<std::int64_t>{-10 * kSecond});
    EXPECT_EQ(chosen_.first, -1);
  }
}

TEST_F(ChartGesturesTest, TheKeyboardAloneDoesEverything) {
  EXPECT_TRUE(press(Qt::Key_Plus, Qt::ShiftModifier));
  EXPECT_LT(factor_, 1);
  EXPECT_TRUE(press(Qt::Key_Minus));
  EXPECT_GT(factor_, 1);
  EXPECT_TRUE(press(Qt::Key_Left));
  EXPECT_TRUE(press(Qt::Key_Right));
  EXPECT_TRUE(press(Qt::Key_Home));
  EXPECT_TRUE(press(Qt::Key_End));
  ASSERT_EQ(panned_.size(), 4U);
  EXPECT_EQ(panned_[0], -panned_[1]);
  EXPECT_LT(panned_[0], 0);
  EXPECT_LT(panned_[2], -1'000'000 * kSecond);
  EXPECT_GT(panned_[3], 1'000'000 * kSecond);
  press(Qt::Key_Right, Qt::ControlModifier);
  EXPECT_EQ(stepped_, 1);
  press(Qt::Key_Left, Qt::ControlModifier);
  EXPECT_EQ(stepped_, 0);
  EXPECT_TRUE(press(Qt::Key_Return));
  EXPECT_EQ(confirmed_, 1);
  press(Qt::Key_Return, Qt::ControlModifier);
  EXPECT_EQ(confirmed_, 1) << "that swaps";
}

TEST_F(ChartGesturesTest, TheCrosshairFollowsThePointerAndGoesWithIt) {
  mouse(QEvent::MouseMove, 80, Qt::NoButton);
  EXPECT_EQ(cursor_, std::chrono::seconds(70));
  mouse(QEvent::MouseMove, 20, Qt::NoButton);
  EXPECT_FALSE(cursor_) << "beside the plot";
  mouse(QEvent::MouseMove, 80, Qt::NoButton);
  QEvent leave(QEvent::Leave);
  QApplication::sendEvent(view_->viewport(), &leave);
  EXPECT_FALSE(cursor_);
}

TEST_F(ChartGesturesTest, TheCrosshairIsUnderThePointerAgainAfterTheWheelMovedThePicture) {
  QObject::connect(gestures_, &ChartGestures::zoomed, [this] { plot_.window = {0, 50 * kSecond, 100 * kSecond}; });
  turn({0, 120}, 90);
  EXPECT_EQ(cursor_, std::chrono::seconds(30));
}

}  // namespace
}  // namespace hotswap::ui
