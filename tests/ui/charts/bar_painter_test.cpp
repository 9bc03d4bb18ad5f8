#include "ui/charts/bar_painter.h"

#include <gtest/gtest.h>

#include <QImage>

#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr AxisRange kAxis{0, 1, 0.25};
const QColor kBase(Qt::white);
constexpr BarPainter::Strength kStrength{0.5, 1, 2};

Bucket bar(std::int64_t start, std::int64_t end, double min, double max, std::uint32_t version = 1,
           std::uint64_t requests = 100) {
  Bucket made;
  made.start_ns = start;
  made.end_ns = end;
  made.min = min;
  made.max = max;
  made.last = (min + max) / 2;
  made.version = version;
  made.requests = requests;
  return made;
}

/// A picture of 100 columns for 100 ns, ending at 100 ns.
class BarPainterTest : public ::testing::Test {
 protected:
  BarPainterTest() : image_(100, 101, QImage::Format_RGB32) {
    image_.fill(kBase);
    painter_.begin(&image_);
  }

  int painted(const QColor& color) const {
    int count = 0;
    for (int y = 0; y < image_.height(); ++y) {
      for (int x = 0; x < image_.width(); ++x) count += image_.pixelColor(x, y) == color ? 1 : 0;
    }
    return count;
  }

  QImage image_;
  QPainter painter_;
  const TimelineScale scale_{QRect(0, 0, 100, 101), 100, 100};
  const QColor band_ = blended(versionColor(1, false), kBase, 0.5);
};

TEST_F(BarPainterTest, FillsTheRangeOfScores) {
  BarPainter bars(painter_, scale_, kAxis, kBase, false);
  bars.paintBands({bar(10, 20, 0.25, 0.75)}, kStrength);
  EXPECT_EQ(painted(band_), 10 * 51);
  EXPECT_EQ(image_.pixelColor(10, 25), band_);
  EXPECT_EQ(image_.pixelColor(19, 75), band_);
}

TEST_F(BarPainterTest, MakesOneEvenAreaOfTheBandsOfAllThreads) {
  BarPainter bars(painter_, scale_, kAxis, kBase, false);
  bars.paintBands({bar(10, 20, 0.25, 0.5)}, kStrength);
  bars.paintBands({bar(10, 20, 0.3, 0.75)}, kStrength);
  bars.paintBands({bar(15, 25, 0.1, 0.4)}, kStrength);
  EXPECT_EQ(painted(band_), 5 * 51 + 5 * 66 + 5 * 31);
}

TEST_F(BarPainterTest, ShowsBandsThatAreApart) {
  BarPainter bars(painter_, scale_, kAxis, kBase, false);
  bars.paintBands({bar(10, 20, 0.0, 0.2)}, kStrength);
  bars.paintBands({bar(10, 20, 0.8, 1.0)}, kStrength);
  EXPECT_EQ(painted(band_), 2 * 10 * 21);
}

TEST_F(BarPainterTest, MarksASingleScoreLargeEnoughToSee) {
  BarPainter bars(painter_, scale_, kAxis, kBase, false);
  bars.paintMarks({bar(10, 11, 0.5, 0.5, 1, 1)}, kStrength);
  EXPECT_GE(painted(versionColor(1, false)), 3 * 3);
}

TEST_F(BarPainterTest, PutsTheMarksOfThreadsThatShareABarSideBySide) {
  BarPainter bars(painter_, scale_, kAxis, kBase, false);
  for (int part = 0; part < 4; ++part) bars.paintMarks({bar(10, 20, 0, 1)}, kStrength, part, 4);
  EXPECT_EQ(painted(versionColor(1, false)), 10 * 2);
}

TEST_F(BarPainterTest, LeavesOutBarsWithoutAScore) {
  BarPainter bars(painter_, scale_, kAxis, kBase, false);
  bars.paintBands({bar(10, 20, 1, 0)}, kStrength);
  bars.paintMarks({bar(10, 20, 1, 0)}, kStrength);
  EXPECT_EQ(painted(kBase), image_.width() * image_.height());
}

TEST_F(BarPainterTest, StaysInsideThePlot) {
  BarPainter bars(painter_, scale_, kAxis, kBase, false);
  bars.paintBands({bar(-50, 5, 0.2, 0.4), bar(95, 150, -3, 7), bar(300, 400, 0, 1)}, kStrength);
  EXPECT_EQ(painted(band_), 5 * 21 + 5 * 101);
}

}  // namespace
}  // namespace hotswap::ui
