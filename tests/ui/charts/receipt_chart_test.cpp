#include "ui/charts/receipt_chart.h"

#include <gtest/gtest.h>

#include <QImage>

#include "tests/ui/offscreen_test.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

ReceiptTimeline swapOfThreads(int threads) {
  ReceiptTimeline timeline;
  timeline.title = QStringLiteral("No. 3");
  timeline.from = 1;
  timeline.to = 2;
  timeline.steps = {{"vet", 5'200'000, "5.2 ms"}, {"publish", 20'000, "20 µs"}};
  for (int i = 0; i < threads; ++i) timeline.threads.push_back({.last_on_old = -2000, .first_on_new = 6000});
  timeline.unload = QStringLiteral("Unloaded: yes");
  timeline.text = QStringLiteral("No. 3\nvet: 5.2 ms");
  return timeline;
}

class ReceiptChartTest : public testing::OffscreenTest {
 protected:
  ReceiptChartTest() {
    chart_.resize(400, 240);
    chart_.show();
    settle();
  }

  /// The columns that have this colour somewhere.
  std::vector<int> columnsOf(const QColor& colour) {
    const QImage image = chart_.grab().toImage();
    std::vector<int> columns;
    for (int x = 0; x < image.width(); ++x) {
      for (int y = 0; y < image.height(); ++y) {
        if (image.pixelColor(x, y) != colour) continue;
        columns.push_back(x);
        break;
      }
    }
    return columns;
  }

  /// Rows of pixels with this colour at the column.
  int rowsOf(const QColor& colour, int x) {
    const QImage image = chart_.grab().toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y) count += image.pixelColor(x, y) == colour ? 1 : 0;
    return count;
  }

  static QColor colourOf(std::uint32_t version) { return versionBrush(version, QGuiApplication::palette()).color(); }

  ReceiptChart chart_;
};

TEST_F(ReceiptChartTest, EachThreadHasTheOldVersionLeftAndTheNewOneRight) {
  chart_.setTimeline(swapOfThreads(4));
  const auto old_columns = columnsOf(colourOf(1));
  const auto new_columns = columnsOf(colourOf(2));
  ASSERT_FALSE(old_columns.empty());
  ASSERT_FALSE(new_columns.empty());
  EXPECT_LT(old_columns.back(), new_columns.front());
  EXPECT_LT(old_columns.size(), 20U) << "its last request is where the picture begins";
  EXPECT_GT(rowsOf(colourOf(1), old_columns.front()), 4 * 2) << "four threads";
}

TEST_F(ReceiptChartTest, AThreadWithoutARequestAroundTheSwapIsEmpty) {
  ReceiptTimeline timeline = swapOfThreads(2);
  timeline.threads[1] = {};
  chart_.setTimeline(timeline);
  const int one = rowsOf(colourOf(2), columnsOf(colourOf(2)).back());
  chart_.setTimeline(swapOfThreads(2));
  EXPECT_EQ(rowsOf(colourOf(2), columnsOf(colourOf(2)).back()), 2 * one);
}

TEST_F(ReceiptChartTest, ALongerStepHasALongerBar) {
  const auto bar = [] {
    const QPalette theme = QGuiApplication::palette();
    return blended(theme.color(QPalette::Text), theme.color(QPalette::Base), 0.45);
  };
  ReceiptTimeline timeline = swapOfThreads(0);
  timeline.steps = {{"vet", 5'200'000, "5.2 ms"}};
  chart_.setTimeline(timeline);
  const std::size_t alone = columnsOf(bar()).size();
  timeline.steps = {{"vet", 20'000, "20 µs"}, {"load", 0, "0 ns"}, {"publish", 5'200'000'000, "5.2 s"}, {"drain", 0, "0 ns"}};
  chart_.setTimeline(timeline);
  const auto columns = columnsOf(bar());
  const auto left = std::ranges::count_if(columns, [](int x) { return x < 200; });
  const auto right = std::ranges::count_if(columns, [](int x) { return x >= 200; });
  EXPECT_GT(right, left) << "publish took longest";
  EXPECT_GT(alone, 0U);
}

TEST_F(ReceiptChartTest, SixtyFourThreadsStayWithinTheChart) {
  chart_.setTimeline(swapOfThreads(64));
  const auto columns = columnsOf(colourOf(2));
  ASSERT_FALSE(columns.empty());
  const QImage image = chart_.grab().toImage();
  for (int x = 0; x < image.width(); ++x) EXPECT_NE(image.pixelColor(x, image.height() - 1), colourOf(2));
}

TEST_F(ReceiptChartTest, ThePictureIsToldInWords) {
  chart_.setTimeline(swapOfThreads(1));
  EXPECT_EQ(chart_.accessibleDescription(), "No. 3\nvet: 5.2 ms");
  EXPECT_TRUE(chart_.toolTip().contains("vet: 5.2 ms"));
}

}  // namespace
}  // namespace hotswap::ui
