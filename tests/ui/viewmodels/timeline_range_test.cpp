#include "ui/viewmodels/timeline_range.h"

#include <gtest/gtest.h>

#include <limits>

namespace hotswap::ui {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

/// The last minute of an engine that has run for a while.
TimelineRange lastMinute(std::int64_t now_ns = 1000 * kSecond) {
  TimelineRange range;
  range.setNow(now_ns);
  return range;
}

TEST(TimelineRangeTest, ShowsTheLastSpanAndMovesOnWithNow) {
  TimelineRange range = lastMinute();
  EXPECT_EQ(range.shown(), (TimeWindow{940 * kSecond, 1000 * kSecond, 1000 * kSecond}));
  range.setNow(1001 * kSecond);
  EXPECT_EQ(range.shown().to_ns, 1001 * kSecond);
  range.setSpan(std::chrono::seconds(10));
  EXPECT_EQ(range.shown().from_ns, 991 * kSecond);
}

TEST(TimelineRangeTest, ZoomsAroundTheMomentUnderThePointer) {
  for (const std::int64_t around : {940, 955, 970, 999, 1000}) {
    TimelineRange range = lastMinute();
    const TimeWindow before = range.shown();
    ASSERT_TRUE(range.zoom(0.5, around * kSecond));
    const TimeWindow after = range.shown();
    EXPECT_EQ(after.length(), 30 * kSecond);
    const double share_before = static_cast<double>(around * kSecond - before.from_ns) / static_cast<double>(before.length());
    const double share_after = static_cast<double>(around * kSecond - after.from_ns) / static_cast<double>(after.length());
    EXPECT_NEAR(share_after, share_before, 1e-9) << around;
  }
}

TEST(TimelineRangeTest, AChosenStretchStandsWhileTimeGoesOn) {
  TimelineRange range = lastMinute();
  range.zoom(0.5, 970 * kSecond);
  const TimeWindow before = range.shown();
  range.setNow(1234 * kSecond);
  EXPECT_EQ(range.shown(), before);
}

TEST(TimelineRangeTest, NeverShowsLessThanATenthOfASecondNorMoreThanTheHistory) {
  TimelineRange range = lastMinute(5000 * kSecond);
  for (int i = 0; i < 100; ++i) range.zoom(0.5, 4990 * kSecond);
  EXPECT_EQ(range.shown().length(), TimelineRange::kShortest.count());
  EXPECT_FALSE(range.zoom(0.5, 4990 * kSecond)) << "nothing changed, so nothing may freeze";
  for (int i = 0; i < 100; ++i) range.zoom(2, 4990 * kSecond);
  EXPECT_EQ(range.shown().length(), TimelineRange::kLongest.count());
  EXPECT_EQ(range.shown().to_ns, 5000 * kSecond);
}

TEST(TimelineRangeTest, PansNoFurtherThanNowAndTheBeginning) {
  TimelineRange range = lastMinute();
  EXPECT_FALSE(range.pan(kSecond)) << "there is no future";
  EXPECT_FALSE(range.isChosen());
  ASSERT_TRUE(range.pan(-5 * kSecond));
  EXPECT_EQ(range.shown().to_ns, 995 * kSecond);
  EXPECT_EQ(range.shown().length(), 60 * kSecond);
  range.pan(-std::numeric_limits<std::int64_t>::max() / 2);
  EXPECT_EQ(range.shown().from_ns, 0);
  EXPECT_EQ(range.shown().length(), 60 * kSecond);
  range.pan(std::numeric_limits<std::int64_t>::max() / 2);
  EXPECT_EQ(range.shown().to_ns, 1000 * kSecond);
}

TEST(TimelineRangeTest, AYoungEngineShowsItsWholeSpanAgainAfterZooming) {
  TimelineRange range = lastMinute(10 * kSecond);
  range.zoom(0.5, 5 * kSecond);
  range.zoom(100, 5 * kSecond);
  EXPECT_EQ(range.shown().from_ns, -50 * kSecond);
  EXPECT_EQ(range.shown().to_ns, 10 * kSecond);
}

TEST(TimelineRangeTest, ChoosesWhatLiesBetweenTwoMomentsInEitherOrder) {
  TimelineRange range = lastMinute();
  ASSERT_TRUE(range.choose(980 * kSecond, 960 * kSecond));
  EXPECT_EQ(range.shown(), (TimeWindow{960 * kSecond, 980 * kSecond, 1000 * kSecond}));
  range.choose(970 * kSecond, 970 * kSecond);
  EXPECT_EQ(range.shown().length(), TimelineRange::kShortest.count());
  EXPECT_EQ(range.shown().from_ns + range.shown().length() / 2, 970 * kSecond);
}

TEST(TimelineRangeTest, ASpanAndAResetTakeBackWhatWasChosen) {
  TimelineRange range = lastMinute();
  EXPECT_FALSE(range.reset());
  range.zoom(0.5, 970 * kSecond);
  EXPECT_TRUE(range.reset());
  EXPECT_EQ(range.shown().length(), 60 * kSecond);
  range.zoom(0.5, 970 * kSecond);
  range.setSpan(std::chrono::seconds(60));
  EXPECT_FALSE(range.isChosen());
}

TEST(TimelineRangeTest, KeepsItsPlaceAfterManyDays) {
  const std::int64_t now = 30LL * 24 * 3600 * kSecond;
  TimelineRange range = lastMinute(now);
  range.choose(now - 2 * kSecond, now - kSecond);
  EXPECT_EQ(range.shown().from_ns, now - 2 * kSecond);
  EXPECT_EQ(range.shown().to_ns, now - kSecond);
}

}  // namespace
}  // namespace hotswap::ui
