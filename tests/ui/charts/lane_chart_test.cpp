#include "ui/charts/lane_chart.h"

#include <gtest/gtest.h>

#include <QImage>
#include <memory>

#include "tests/ui/offscreen_test.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;

/// A thread answered with v1 alone for half of the time, then with v2 beside it.
class LaneChartTest : public testing::OffscreenTest {
 protected:
  LaneChartTest() {
    chart_.resize(600, 120);
    chart_.show();
    settle();
  }

  /// `share`: of v2 in the requests since −30 s, in percent.
  void show(unsigned share, unsigned threads = 1) {
    constexpr std::int64_t kWidth = 120'000'000;
    auto history = std::make_shared<History>();
    HistoryLevel& level = history->levels[0];
    level.bucket_width = std::chrono::nanoseconds(kWidth);
    level.totals_width = 250ms;
    std::vector<Bucket> row;
    for (std::int64_t start = 0; start < 60'000'000'000; start += kWidth) {
      const bool canary = start >= 30'000'000'000;
      const unsigned beside = canary ? share : 0;
      row.push_back({.start_ns = start, .end_ns = start + kWidth, .version = 1, .requests = 100 - beside});
      if (canary) row.push_back({.start_ns = start, .end_ns = start + kWidth, .version = 2, .requests = beside});
    }
    level.threads.assign(threads, row);
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->at = 60s;
    snapshot->history = std::move(history);
    snapshot->threads.resize(threads);
    snapshot->slots = {SlotInfo{.name = "score", .active = 1}};
    model_.apply(snapshot);
    model_.setNow(std::chrono::nanoseconds(60s).count());
    chart_.moveOn();
    chart_.refresh();
    settle();
  }

  /// How many rows of pixels have the version's colour, so many seconds ago.
  int rowsOf(std::uint32_t version, int seconds_ago) { return rowsOf(chart_, version, seconds_ago); }

  static int rowsOf(const LaneChart& chart, std::uint32_t version, int seconds_ago) {
    const QImage image = chart.viewport()->grab().toImage();
    const QRect plot = chart.plotRect();
    const int x = plot.right() - plot.width() * seconds_ago / 60;
    const QColor colour = versionBrush(version, QGuiApplication::palette(), 0.85).color();
    int count = 0;
    for (int y = plot.top(); y <= plot.bottom(); ++y) count += image.pixelColor(x, y) == colour ? 1 : 0;
    return count;
  }

  TimelineViewModel model_;
  LaneChart chart_{model_};
};

TEST_F(LaneChartTest, AThreadThatAnswersWithTwoVersionsShowsBothByTheirShare) {
  show(50);
  const int height = rowsOf(1, 45);
  ASSERT_GT(height, 20);
  EXPECT_EQ(rowsOf(2, 45), 0) << "there was one version then";
  EXPECT_NEAR(rowsOf(1, 15), height / 2, 1);
  EXPECT_NEAR(rowsOf(2, 15), height / 2, 1);
}

TEST_F(LaneChartTest, ASmallShareIsSeenAndALargeOneLeavesTheOldVersionInSight) {
  show(5);
  const int height = rowsOf(1, 45);
  EXPECT_NEAR(rowsOf(2, 15), height * 0.05, 1);
  EXPECT_GE(rowsOf(2, 15), 1);
  show(95);
  EXPECT_GE(rowsOf(1, 15), 1);
  EXPECT_GT(rowsOf(2, 15), height * 4 / 5);
}

TEST_F(LaneChartTest, LanesOfManyThreadsStillShowBoth) {
  show(50, 16);
  EXPECT_GE(rowsOf(1, 15), 16);
  EXPECT_GE(rowsOf(2, 15), 16);
}

TEST_F(LaneChartTest, AChartThatIsMadeWhileThePictureStandsShowsItToo) {
  show(50);
  model_.setFrozen(true);
  LaneChart another(model_);  // as when another language is chosen
  another.resize(chart_.size());
  another.show();
  another.refresh();
  settle();
  EXPECT_EQ(rowsOf(another, 1, 45), rowsOf(1, 45));
  EXPECT_GT(rowsOf(another, 2, 15), 0);
}

}  // namespace
}  // namespace hotswap::ui
