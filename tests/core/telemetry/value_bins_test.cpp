#include "core/telemetry/value_bins.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "core/telemetry/latest_scores.h"

namespace hotswap {
namespace {

std::uint64_t SumOf(const Histogram& histogram) {
  return std::accumulate(histogram.counts.begin(), histogram.counts.end(), histogram.below + histogram.above);
}

void ExpectSound(const Histogram& histogram) {
  ASSERT_FALSE(histogram.counts.empty());
  ASSERT_LE(histogram.counts.size(), kMostBins);
  ASSERT_EQ(histogram.edges.size(), histogram.counts.size() + 1);
  for (std::size_t i = 0; i < histogram.edges.size(); ++i) {
    ASSERT_TRUE(std::isfinite(histogram.edges[i])) << i;
    if (i > 0) {
      ASSERT_GT(histogram.edges[i], histogram.edges[i - 1]) << i;
    }
  }
}

TEST(ValueBinsTest, EveryValueIsCountedOnceAndInItsBin) {
  const std::vector<double> values{0, 0.1, 0.26, 0.5, 0.99, 1};
  const Histogram histogram = Binned(values, {0, 1});
  ExpectSound(histogram);
  EXPECT_EQ(SumOf(histogram), values.size());
  EXPECT_EQ(histogram.below + histogram.above, 0U);
  EXPECT_NEAR(histogram.edges[1] - histogram.edges[0], 0.05, 1e-12);
  EXPECT_EQ(histogram.counts[5], 1U) << "0.26 lies from 0.25 to 0.3";
}

TEST(ValueBinsTest, OutliersAreCountedApart) {
  const Histogram histogram = Binned(std::vector<double>{-9, 0.5, 7, 8}, {0, 1});
  EXPECT_EQ(histogram.below, 1U);
  EXPECT_EQ(histogram.above, 2U);
  EXPECT_EQ(SumOf(histogram), 4U);
}

TEST(ValueBinsTest, TheEdgesStandWhileTheRangeMovesALittle) {
  EXPECT_EQ(Binned({}, {0.101, 0.899}).edges, Binned({}, {0.118, 0.882}).edges);
}

TEST(ValueBinsTest, AnyRangeHasSoundEdges) {
  for (const ValueRange& range : {ValueRange{0, 0},
                                  {0.5, 0.5},
                                  {-3, -3},
                                  {1e9, 1e9},
                                  {1e15, 1e15 + 0.125},
                                  {-1e308, 1e308},
                                  {0, 5e-324},
                                  {1e308, 1e308},
                                  {-1e-300, 1e-300}}) {
    const Histogram histogram = Binned(std::vector<double>{range.low, range.high}, range);
    ExpectSound(histogram);
    EXPECT_EQ(SumOf(histogram), 2U) << range.low << " to " << range.high;
  }
}

TEST(ValueBinsTest, ARangeLeavesHalfAPercentOutAtEachEnd) {
  std::vector<double> sorted(1000);
  std::iota(sorted.begin(), sorted.end(), 0.0);
  const auto range = RangeWithoutOutliers(sorted);
  ASSERT_TRUE(range);
  EXPECT_EQ(range->low, 5);
  EXPECT_EQ(range->high, 994);
  EXPECT_EQ(QuantileOf(sorted, 0.5), 499);
  EXPECT_FALSE(RangeWithoutOutliers({}));
}

TEST(ValueBinsTest, LatencyHasFourBinsForEachPowerOfTwo) {
  LatencyCounts counts;
  for (const std::uint64_t ns : {100U, 100U, 3000U}) counts.Add(LatencyBuckets::IndexOf(ns), 1);
  const Histogram histogram = BinnedLatency(counts);
  ExpectSound(histogram);
  EXPECT_EQ(SumOf(histogram), 3U);
  EXPECT_EQ(histogram.counts.front(), 2U);
  EXPECT_EQ(histogram.edges.front(), 96) << "64 ns and two of its four parts of 16";
  EXPECT_EQ(histogram.counts.back(), 1U);
  EXPECT_TRUE(BinnedLatency({}).counts.empty());
}

TEST(ValueBinsTest, TheLongestLatencyOfAllHasABin) {
  LatencyCounts counts;
  counts.Add(0, 1);
  counts.Add(LatencyBuckets::kCount - 1, 1);
  ExpectSound(BinnedLatency(counts));
}

TEST(LatestScoresTest, AReaderGetsWhatIsNewAndOfMuchTheLatest) {
  LatestScores scores;
  std::vector<double> seen;
  const auto take = [&seen](double score) { seen.push_back(score); };
  scores.Record(1);
  scores.Record(2);
  std::uint64_t taken = scores.TakeSince(0, take);
  EXPECT_EQ(seen, (std::vector<double>{1, 2}));
  seen.clear();
  taken = scores.TakeSince(taken, take);
  EXPECT_TRUE(seen.empty());
  for (int i = 0; i < 1000; ++i) scores.Record(i);
  EXPECT_EQ(scores.TakeSince(taken, take), 1002U);
  ASSERT_EQ(seen.size(), LatestScores::kKept);
  EXPECT_EQ(seen.back(), 999);
}

}  // namespace
}  // namespace hotswap
