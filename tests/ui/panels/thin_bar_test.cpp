#include "ui/panels/thin_bar.h"

#include <gtest/gtest.h>

#include <QDeadlineTimer>
#include <QImage>
#include <QThread>
#include <algorithm>
#include <vector>

#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

class ThinBarTest : public testing::OffscreenTest {
 protected:
  ThinBarTest() {
    bar_.resize(200, 6);
    bar_.show();
    settle();
  }

  /// Which columns of the bar are filled.
  std::vector<bool> filled() {
    const QImage image = bar_.grab().toImage();
    const QColor fill = bar_.palette().color(QPalette::Active, QPalette::Highlight);
    std::vector<bool> columns;
    for (int x = 0; x < image.width(); ++x) columns.push_back(image.pixelColor(x, image.height() / 2) == fill);
    return columns;
  }

  static auto count(const std::vector<bool>& columns) { return std::count(columns.begin(), columns.end(), true); }

  ThinBar bar_;
};

TEST_F(ThinBarTest, IsFilledAsFarAsItsValue) {
  bar_.setRange(0, 1000);
  bar_.setValue(250);
  EXPECT_EQ(count(filled()), 50);
  EXPECT_TRUE(filled().front());
  bar_.setValue(0);
  EXPECT_EQ(count(filled()), 0);
  bar_.setValue(1000);
  EXPECT_EQ(count(filled()), 200);
}

TEST_F(ThinBarTest, OfUnknownLengthAPieceOfItWanders) {
  bar_.setRange(0, 0);
  const std::vector<bool> before = filled();
  bool moved = false;
  const QDeadlineTimer patience(5000);
  while (!moved && !patience.hasExpired()) {
    QThread::msleep(10);  // It wanders by the clock.
    const std::vector<bool> now = filled();
    EXPECT_LE(count(now), 61);
    moved = now != before;
  }
  EXPECT_TRUE(moved);
}

}  // namespace
}  // namespace hotswap::ui
