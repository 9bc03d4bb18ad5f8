#include "ui/charts/histogram_chart.h"

#include <gtest/gtest.h>

#include <QHelpEvent>
#include <QImage>
#include <QToolTip>

#include "tests/ui/offscreen_test.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

SpreadPicture pictureOf(std::uint32_t versions) {
  SpreadPicture picture;
  picture.title = QStringLiteral("Scores");
  for (std::uint32_t version = 1; version <= versions; ++version) {
    SpreadRow row{.version = version, .name = versionLabel(version), .words = QStringLiteral("100 scores"), .histogram = {}};
    row.histogram = {.edges = {0, 0.25, 0.5, 0.75, 1}, .counts = {0, 50, 49, 1}};
    row.count = 100;
    picture.rows.push_back(row);
  }
  fitAxis(picture);
  return picture;
}

class HistogramChartTest : public testing::OffscreenTest {
 protected:
  HistogramChartTest() {
    chart_.resize(400, 200);
    chart_.show();
    settle();
  }

  /// Pixels of this colour in a column of the chart.
  int pixelsOf(const QColor& colour, int x) {
    const QImage image = chart_.grab().toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y) count += image.pixelColor(x, y) == colour ? 1 : 0;
    return count;
  }

  QColor colour(std::uint32_t version) const { return versionColor(version, isDark(QApplication::palette())); }

  HistogramChart chart_{QStringLiteral("chart"), QStringLiteral("Scores by version")};
};

TEST_F(HistogramChartTest, BarsAreAsHighAsTheirShareAndWhatIsRareIsSeen) {
  chart_.setPicture(pictureOf(1));
  const int empty = pixelsOf(colour(1), 80);
  const int half = pixelsOf(colour(1), 150);
  const int rare = pixelsOf(colour(1), 340);
  EXPECT_EQ(empty, 0);
  EXPECT_GT(half, 50);
  EXPECT_GE(rare, 1);
  EXPECT_LT(rare, half / 10);
}

TEST_F(HistogramChartTest, EachVersionHasItsColour) {
  chart_.setPicture(pictureOf(2));
  EXPECT_GT(pixelsOf(colour(1), 150), 10);
  EXPECT_GT(pixelsOf(colour(2), 150), 10);
}

TEST_F(HistogramChartTest, VersionsWithoutRoomAreLeftOutOfThePictureAndNotOfTheWords) {
  chart_.setPicture(pictureOf(16));
  EXPECT_EQ(pixelsOf(colour(5), 5) + pixelsOf(colour(1), 5), 0) << "nothing is painted beside the plot";
  EXPECT_TRUE(chart_.accessibleDescription().contains("v16: 100 scores"));
}

TEST_F(HistogramChartTest, TheToolTipTellsTheBarUnderThePointer) {
  chart_.setPicture(pictureOf(1));
  QHelpEvent help(QEvent::ToolTip, {150, 150}, chart_.mapToGlobal(QPoint(150, 150)));
  QApplication::sendEvent(&chart_, &help);
  EXPECT_TRUE(QToolTip::text().contains("0.250 to 0.500: 50 %")) << QToolTip::text().toStdString();
}

TEST_F(HistogramChartTest, APictureWithoutRowsPaintsNothing) {
  chart_.setPicture({});
  EXPECT_EQ(pixelsOf(colour(1), 150), 0);
}

}  // namespace
}  // namespace hotswap::ui
