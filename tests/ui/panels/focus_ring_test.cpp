#include "ui/panels/focus_ring.h"

#include <gtest/gtest.h>

#include <QFocusEvent>

#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

class FocusRingTest : public testing::OffscreenTest {
 protected:
  static void give(QWidget& target, QEvent::Type type) {
    QFocusEvent event(type, Qt::TabFocusReason);
    QApplication::sendEvent(&target, &event);
  }
};

TEST_F(FocusRingTest, IsSeenWhileTheWidgetHasTheFocus) {
  QWidget target;
  auto* ring = new FocusRing(target);
  target.show();
  EXPECT_FALSE(ring->isVisible());
  give(target, QEvent::FocusIn);
  EXPECT_TRUE(ring->isVisible());
  give(target, QEvent::FocusOut);
  EXPECT_FALSE(ring->isVisible());
}

TEST_F(FocusRingTest, GrowsWithTheWidgetAndLeavesTheMouseToIt) {
  QWidget target;
  auto* ring = new FocusRing(target);
  target.show();
  give(target, QEvent::FocusIn);
  target.resize(300, 200);
  EXPECT_EQ(ring->size(), QSize(300, 200));
  EXPECT_EQ(target.childAt(1, 1), nullptr);
}

TEST_F(FocusRingTest, IsALineInTheColourOfTheSelection) {
  QWidget target;
  auto* ring = new FocusRing(target);
  target.resize(60, 40);
  target.show();
  give(target, QEvent::FocusIn);
  const QImage drawn = target.grab().toImage();
  EXPECT_EQ(drawn.pixelColor(0, 20), ring->palette().color(QPalette::Highlight));
  EXPECT_NE(drawn.pixelColor(30, 20), ring->palette().color(QPalette::Highlight));
}

}  // namespace
}  // namespace hotswap::ui
