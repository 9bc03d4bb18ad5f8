#include "ui/charts/time_axis.h"

#include <gtest/gtest.h>

#include "ui/viewmodels/timeline_span.h"

namespace hotswap::ui {
namespace {

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
  const auto last = timeTicks(std::chrono::seconds(60), TickDensity::kNow);
  ASSERT_EQ(last.size(), 1U);
  EXPECT_EQ(last.front().label, "now");
}

TEST(TimeAxisTest, LabelsSecondsAndMinutes) {
  EXPECT_EQ(timeTicks(std::chrono::seconds(60), TickDensity::kWide).front().label, "−60 s");
  EXPECT_EQ(timeTicks(std::chrono::minutes(30), TickDensity::kWide).front().label, "−30 min");
}

TEST(TimeAxisTest, RunsFromTheSpanToZero) {
  QCategoryAxis axis;
  setTimeAxisSpan(axis, std::chrono::seconds(60), TickDensity::kWide);
  setTimeAxisSpan(axis, std::chrono::seconds(10), TickDensity::kWide);
  EXPECT_EQ(axis.min(), -10);
  EXPECT_EQ(axis.max(), 0);
  EXPECT_EQ(axis.categoriesLabels().size(), 6);
}

}  // namespace
}  // namespace hotswap::ui
