#include "ui/theme/icons.h"

#include <gtest/gtest.h>

#include <QImage>

#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

constexpr int kIcons = static_cast<int>(Icon::kReload) + 1;

QImage drawn(const QIcon& icon, QIcon::Mode mode = QIcon::Normal, int side = 16) {
  return icon.pixmap(QSize(side, side), 1, mode).toImage().convertToFormat(QImage::Format_ARGB32);
}

int inkOf(const QImage& image) {
  int ink = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) ink += qAlpha(image.pixel(x, y)) > 127 ? 1 : 0;
  }
  return ink;
}

class IconsTest : public testing::OffscreenTest {
 protected:
  void SetUp() override { palette_ = QGuiApplication::palette(); }
  void TearDown() override { QGuiApplication::setPalette(palette_); }

 private:
  QPalette palette_;
};

TEST_F(IconsTest, DrawsEveryIconDifferently) {
  QList<QImage> seen;
  for (int i = 0; i < kIcons; ++i) {
    const QImage image = drawn(icon(static_cast<Icon>(i), QGuiApplication::palette()));
    EXPECT_GE(inkOf(image), 20) << i;
    EXPECT_FALSE(seen.contains(image)) << i;
    seen.append(image);
  }
}

TEST_F(IconsTest, StaysSharpAtOtherSizes) {
  const QImage large = drawn(icon(Icon::kSwap, QGuiApplication::palette()), QIcon::Normal, 64);
  EXPECT_EQ(large.size(), QSize(64, 64));
  EXPECT_GE(inkOf(large), 16 * 20);
}

TEST_F(IconsTest, FollowsAChangeOfTheApplicationsPalette) {
  const QIcon swap = icon(Icon::kSwap, QGuiApplication::palette());
  const QImage before = drawn(swap);
  QPalette other = QGuiApplication::palette();
  other.setColor(QPalette::ButtonText, Qt::magenta);
  QGuiApplication::setPalette(other);
  EXPECT_NE(drawn(swap), before);
}

TEST_F(IconsTest, LooksDisabledWhenDisabled) {
  const QIcon load = icon(Icon::kLoad, QGuiApplication::palette());
  EXPECT_NE(drawn(load, QIcon::Disabled), drawn(load));
}

TEST_F(IconsTest, TellsVersionsOfOneColourApartByTheirHatch) { EXPECT_NE(drawn(versionIcon(7)), drawn(versionIcon(1))); }

}  // namespace
}  // namespace hotswap::ui
