#include "ui/charts/time_axis.h"

#include <gtest/gtest.h>

#include "ui/viewmodels/timeline_span.h"

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

TEST(TimeAxisTest, EndsNowForEverySpan) {
  for (const auto span : kTimelineSpans) {
    for (const auto density : {TickDensity::kWide, TickDensity::kNarrow}) {
      const auto ticks = timeTicks(span, density);
      ASSERT_GE(ticks.size(), 3U);
      EXPECT_LE(ticks.size(), 7U);
      EXPECT_EQ(ticks.back().label, "now");
      EXPECT_LE(ticks.front().before_now, span);
    }
  }
}

TEST(TimeAxisTest, ANarrowChartMayHaveTheEndsOrTheLastOneAlone) {
  const auto ticks = timeTicks(std::chrono::seconds(60), TickDensity::kEnds);
  ASSERT_EQ(ticks.size(), 2U);
  EXPECT_EQ(ticks.front().label, "−60 s");
  EXPECT_EQ(ticks.back().label, "now");
  const auto last = timeTicks(std::chrono::seconds(60), TickDensity::kEnd);
  ASSERT_EQ(last.size(), 1U);
  EXPECT_EQ(last.front().label, "now");
}

TEST(TimeAxisTest, LabelsSecondsAndMinutes) {
  EXPECT_EQ(timeTicks(std::chrono::seconds(60), TickDensity::kWide).front().label, "−60 s");
  EXPECT_EQ(timeTicks(std::chrono::minutes(30), TickDensity::kWide).front().label, "−30 min");
}

TEST(TimeAxisTest, RunsFromTheSpanToZero) {
  QCategoryAxis axis;
  setTimeAxisStretch(axis, {-60s, 0s}, TickDensity::kWide);
  setTimeAxisStretch(axis, {-10s, 0s}, TickDensity::kWide);
  EXPECT_EQ(axis.min(), -10);
  EXPECT_EQ(axis.max(), 0);
  EXPECT_EQ(axis.categoriesLabels().size(), 6);
}

TEST(TimeAxisTest, LabelsAnEarlierStretchByItsDistanceFromNow) {
  const auto ticks = timeTicks({-25s, -15s}, TickDensity::kWide);
  ASSERT_EQ(ticks.size(), 5U);
  EXPECT_EQ(ticks.front().label, "−24 s");
  EXPECT_EQ(ticks.back().label, "−16 s");
  EXPECT_EQ(timeTicks({-1000s, -990s}, TickDensity::kNarrow).front().label, "−16:40");
  EXPECT_EQ(timeTicks({-1000s, -400s}, TickDensity::kWide).front().label, "−16 min");
}

TEST(TimeAxisTest, LabelsTellMomentsApartHoweverCloseTheyAre) {
  for (const auto length : {100ms, 130ms, 470ms, 1000ms, 3700ms, 47'000ms, 100'000ms, 1'799'000ms}) {
    for (const auto to : {0ms, -1234ms, -98'765ms}) {
      for (const auto density : {TickDensity::kWide, TickDensity::kNarrow, TickDensity::kEnds}) {
        const auto ticks = timeTicks({to - length, to}, density);
        ASSERT_FALSE(ticks.empty());
        EXPECT_LE(ticks.size(), 8U) << length.count();
        for (std::size_t i = 1; i < ticks.size(); ++i) {
          EXPECT_NE(ticks[i].label, ticks[i - 1].label) << length.count() << " " << to.count();
        }
      }
    }
  }
}

}  // namespace
}  // namespace hotswap::ui
