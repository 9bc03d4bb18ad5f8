#include "ui/viewmodels/timeline_bars.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

constexpr std::int64_t kWidth = 100;

Bucket bucket(std::int64_t start, std::int64_t end, std::uint32_t version, double min = 0, double max = 1) {
  Bucket made;
  made.start_ns = start;
  made.end_ns = end;
  made.version = version;
  made.min = min;
  made.max = max;
  made.last = max;
  made.requests = 1;
  return made;
}

std::vector<Bucket> row(std::int64_t first_index, std::int64_t count, std::uint32_t version = 1) {
  std::vector<Bucket> made;
  for (std::int64_t i = first_index; i < first_index + count; ++i) made.push_back(bucket(i * kWidth, (i + 1) * kWidth, version));
  return made;
}

TEST(MergeFactorTest, KeepsAllThreadsTogetherUnderTheLimit) {
  EXPECT_EQ(mergeFactor(16, 500, 0), 1U);
  EXPECT_EQ(mergeFactor(17, 500, 0), 2U);
  EXPECT_EQ(mergeFactor(64, 500, 0), 4U);
  EXPECT_EQ(mergeFactor(0, 500, 0), 1U);
}

TEST(MergeFactorTest, MakesNoBarThinnerThanAColumn) { EXPECT_EQ(mergeFactor(1, 500, 200), 3U); }

TEST(MergedBarsTest, JoinsNeighboursByAbsoluteTime) {
  const auto bars = mergedBars(row(3, 6), kWidth, 4, 0);
  ASSERT_EQ(bars.size(), 3U);
  EXPECT_EQ(bars[0].end_ns, 4 * kWidth);
  EXPECT_EQ(bars[1].start_ns, 4 * kWidth);
  EXPECT_EQ(bars[1].end_ns, 8 * kWidth);
}

TEST(MergedBarsTest, DoesNotChangeABarWhenTheWindowMovesOn) {
  const auto before = mergedBars(row(0, 40), kWidth, 4, 10 * kWidth);
  const auto after = mergedBars(row(0, 43), kWidth, 4, 13 * kWidth);
  EXPECT_EQ(before[before.size() - 2].start_ns, after[after.size() - 3].start_ns);
  EXPECT_EQ(before[before.size() - 2].end_ns, after[after.size() - 3].end_ns);
}

TEST(MergedBarsTest, NeverMixesTwoVersions) {
  auto buckets = row(0, 2, 1);
  buckets.push_back(bucket(200, 250, 1));
  buckets.push_back(bucket(250, 300, 2));
  buckets.push_back(bucket(300, 400, 2));
  const auto bars = mergedBars(buckets, kWidth, 4, 0);
  ASSERT_EQ(bars.size(), 2U);
  EXPECT_EQ(bars[0].version, 1U);
  EXPECT_EQ(bars[0].end_ns, 250);
  EXPECT_EQ(bars[1].version, 2U);
  EXPECT_EQ(bars[1].end_ns, 400);
}

TEST(MergedBarsTest, CoversTheScoresAndCountsOfWhatItJoins) {
  const auto bars = mergedBars({bucket(0, 100, 1, 2, 3), bucket(100, 200, 1, 1, 2.5)}, kWidth, 2, 0);
  ASSERT_EQ(bars.size(), 1U);
  EXPECT_EQ(bars[0].min, 1);
  EXPECT_EQ(bars[0].max, 3);
  EXPECT_EQ(bars[0].last, 2.5);
  EXPECT_EQ(bars[0].requests, 2U);
}

TEST(MergedBarsTest, TakesScoresOverBucketsThatHaveNone) {
  const auto bars = mergedBars({bucket(0, 100, 1, 1, 0), bucket(100, 200, 1, 5, 6)}, kWidth, 2, 0);
  ASSERT_EQ(bars.size(), 1U);
  EXPECT_EQ(bars[0].min, 5);
  EXPECT_EQ(bars[0].max, 6);
}

TEST(MergedBarsTest, TakesScoresBelowZeroOverBucketsThatHaveNone) {
  const auto bars = mergedBars({bucket(0, 100, 1, 1, 0), bucket(100, 200, 1, -6, -5)}, kWidth, 2, 0);
  ASSERT_EQ(bars.size(), 1U);
  EXPECT_EQ(bars[0].min, -6);
  EXPECT_EQ(bars[0].max, -5);
}

TEST(MergedBarsTest, LeavesOutWhatIsTooOldButForOneBar) {
  const auto bars = mergedBars(row(0, 10), kWidth, 1, 5 * kWidth);
  ASSERT_FALSE(bars.empty());
  EXPECT_EQ(bars.front().start_ns, 4 * kWidth);
}

TEST(MergedBarsTest, LimitsTheBarsOfAThreadThatSwapsAllTheTime) {
  std::vector<Bucket> buckets;
  for (std::int64_t i = 0; i < 1000; ++i) buckets.push_back(bucket(i, i + 1, 1 + static_cast<std::uint32_t>(i % 2)));
  EXPECT_LE(mergedBars(buckets, kWidth, 1, 0).size(), 4 * 10U);
}

TEST(SnapToMarkersTest, MovesABorderToTheSwapThatCausedIt) {
  std::vector<Bucket> bars{bucket(0, 100, 1), bucket(103, 200, 2)};
  snapToMarkers(bars, {{98, 1, 2, false}}, 10);
  EXPECT_EQ(bars[0].end_ns, 98);
  EXPECT_EQ(bars[1].start_ns, 98);
}

TEST(SnapToMarkersTest, LeavesABorderThatNoSwapExplains) {
  std::vector<Bucket> bars{bucket(0, 100, 1), bucket(100, 200, 2)};
  snapToMarkers(bars, {{98, 2, 1, false}, {60, 1, 2, false}}, 10);
  EXPECT_EQ(bars[1].start_ns, 100);
}

TEST(LaneRunsTest, CarriesAVersionThroughEmptyBuckets) {
  const auto runs = laneRuns({bucket(0, 100, 1), bucket(900, 1000, 1), bucket(1000, 1100, 2)}, {}, {10, 2000, 1200});
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0].start_ns, 0);
  EXPECT_EQ(runs[0].end_ns, 1000);
  EXPECT_EQ(runs[1].end_ns, kOpenEnd);
}

TEST(LaneRunsTest, ChangesAtTheSwapWhenAThreadAnswersSeldom) {
  const auto runs = laneRuns({bucket(0, 100, 1), bucket(900, 1000, 2)}, {{500, 1, 2, false}}, {10, 2000, 1200});
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0].end_ns, 500);
  EXPECT_EQ(runs[1].start_ns, 500);
}

TEST(LaneRunsTest, ShowsNoServiceBetweenBarsThatAreTooFarApart) {
  const auto runs = laneRuns({bucket(0, 100, 1), bucket(900, 1000, 1)}, {}, {10, 500, 1200});
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0].end_ns, 100);
  EXPECT_EQ(runs[1].start_ns, 900);
  EXPECT_EQ(runs[1].end_ns, kOpenEnd);
}

TEST(LaneRunsTest, ACanarysTwoVersionsShareARunAsLongAsTheirShareIsTheSame) {
  const auto turn = [](std::int64_t start, std::int64_t end, std::uint32_t version, std::uint64_t requests) {
    Bucket bar = bucket(start, end, version);
    bar.requests = requests;
    return bar;
  };
  const auto runs = laneRuns({turn(0, 100, 1, 10), turn(100, 200, 1, 95), turn(110, 190, 2, 5), turn(200, 300, 1, 950),
                              turn(210, 290, 2, 51), turn(300, 400, 2, 50), turn(310, 390, 1, 50), turn(400, 500, 2, 100)},
                             {}, {10, 2000, 600});
  ASSERT_EQ(runs.size(), 4U);
  EXPECT_EQ(runs[0].beside, 0U);
  EXPECT_EQ(runs[1].version, 1U);
  EXPECT_EQ(runs[1].beside, 2U);
  EXPECT_DOUBLE_EQ(runs[1].share, 0.05);
  EXPECT_DOUBLE_EQ(runs[2].share, 0.5) << "whichever came first";
  EXPECT_EQ(runs[2].version, 1U);
  EXPECT_EQ(runs[3].version, 2U);
  EXPECT_EQ(runs[3].beside, 0U);
}

TEST(LaneRunsTest, EndsWithTheLastBarOnceNowIsTooFarAway) {
  EXPECT_EQ(laneRuns({bucket(0, 100, 1)}, {}, {10, 500, 600}).back().end_ns, kOpenEnd);
  EXPECT_EQ(laneRuns({bucket(0, 100, 1)}, {}, {10, 500, 601}).back().end_ns, 100);
}

}  // namespace
}  // namespace hotswap::ui
