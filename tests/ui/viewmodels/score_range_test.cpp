#include "ui/viewmodels/score_range.h"

#include <gtest/gtest.h>

#include <limits>

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""s;

TEST(RoundRangeTest, LeavesRoomAroundTheValues) {
  const AxisRange range = roundRange(2.0, 3.0);
  EXPECT_LT(range.min, 2.0);
  EXPECT_GT(range.max, 3.0);
  EXPECT_LT(range.max - range.min, 1.5);
}

TEST(RoundRangeTest, StaysAtZeroForValuesThatNeverGoBelow) {
  EXPECT_EQ(roundRange(0.001, 1).min, 0);
  EXPECT_EQ(roundRange(-1, -0.001).max, 0);
}

TEST(RoundRangeTest, IsNeverEmptyForAConstant) {
  for (const double value : {0.0, 0.5, -3.0, 1e12, 1e-12}) {
    const AxisRange range = roundRange(value, value);
    EXPECT_LT(range.min, range.max) << value;
    EXPECT_GT(range.step, 0) << value;
    EXPECT_LE(range.min, value);
    EXPECT_GE(range.max, value);
  }
}

TEST(RoundRangeTest, HasAFewGridLines) {
  for (double size = 1e-6; size < 1e9; size *= 1.7) {
    const AxisRange range = roundRange(-size / 3, size);
    const double steps = (range.max - range.min) / range.step;
    EXPECT_GE(steps, 2) << size;
    EXPECT_LE(steps, 6) << size;
  }
}

TEST(RoundRangeTest, HasASizeAndAStepForEveryNumber) {
  for (const double value : {1e-320, 1e15, 1e300, 1e308, std::numeric_limits<double>::max()}) {
    for (const AxisRange& range :
         {roundRange(0, value), roundRange(-value, value), roundRange(value, value), roundRange(-value, 1)}) {
      const double steps = (range.max - range.min) / range.step;
      EXPECT_GE(steps, 2) << value;
      EXPECT_LE(steps, 6) << value;
    }
  }
}

TEST(RoundRangeTest, FallsBackWhenThereIsNoFiniteValue) {
  EXPECT_EQ(roundRange(std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()), AxisRange{});
}

TEST(StickyRangeTest, GrowsAtOnce) {
  StickyRange range;
  range.update(0, 1, 0s);
  EXPECT_TRUE(range.update(0, 3, 1s));
  EXPECT_GE(range.range().max, 3);
}

TEST(StickyRangeTest, StandsStillWhereNumbersEnd) {
  StickyRange range;
  range.update(-1e308, 1e308, 0s);
  const AxisRange before = range.range();
  EXPECT_FALSE(range.update(-1.5e308, 1.5e308, 1s));
  EXPECT_EQ(range.range(), before);
}

TEST(StickyRangeTest, DoesNotMoveForValuesThatFit) {
  StickyRange range;
  range.update(0, 1, 0s);
  const AxisRange before = range.range();
  EXPECT_FALSE(range.update(0.01, before.max, 1s));
  EXPECT_EQ(range.range(), before);
}

TEST(StickyRangeTest, ShrinksOnlyAfterAWhile) {
  StickyRange range;
  range.update(0, 10, 0s);
  EXPECT_FALSE(range.update(0, 1, 1s));
  EXPECT_FALSE(range.update(0, 1, 5s));
  EXPECT_TRUE(range.update(0, 1, 6s));
  EXPECT_LT(range.range().max, 2);
}

TEST(StickyRangeTest, StartsToWaitAnewWhenTheLargeValuesComeBack) {
  StickyRange range;
  range.update(0, 10, 0s);
  range.update(0, 1, 1s);
  range.update(0, 9.9, 4s);
  EXPECT_FALSE(range.update(0, 1, 7s));
  EXPECT_GE(range.range().max, 10);
}

}  // namespace
}  // namespace hotswap::ui
