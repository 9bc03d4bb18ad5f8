#include "core/telemetry/latency_histogram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace hotswap {
namespace {

LatencyCounts CountsOf(const std::vector<std::uint64_t>& values) {
  LatencyHistogram histogram;
  for (const std::uint64_t value : values) histogram.Record(value);
  LatencyCounts counts;
  histogram.AddTo(counts);
  return counts;
}

TEST(LatencyBucketsTest, EveryBucketBeginsWhereTheOneBeforeEnds) {
  for (std::size_t i = 1; i < LatencyBuckets::kCount; ++i) {
    EXPECT_EQ(LatencyBuckets::IndexOf(LatencyBuckets::LowerBound(i)), i);
    EXPECT_EQ(LatencyBuckets::IndexOf(LatencyBuckets::LowerBound(i) - 1), i - 1);
  }
}

TEST(LatencyBucketsTest, NoBucketIsWiderThanASixteenthOfItsValues) {
  for (std::size_t i = 0; i + 1 < LatencyBuckets::kCount; ++i) {
    const std::uint64_t lower = LatencyBuckets::LowerBound(i);
    EXPECT_LE(LatencyBuckets::LowerBound(i + 1) - lower, std::max<std::uint64_t>(1, lower / 16)) << i;
  }
}

TEST(LatencyBucketsTest, WhatIsTooLongGoesIntoTheLastBucket) {
  constexpr std::uint64_t kEnd = std::uint64_t{1} << LatencyBuckets::kTopBit;
  EXPECT_EQ(LatencyBuckets::IndexOf(kEnd - 1), LatencyBuckets::kCount - 1);
  EXPECT_EQ(LatencyBuckets::IndexOf(kEnd), LatencyBuckets::kCount - 1);
  EXPECT_EQ(LatencyBuckets::IndexOf(std::numeric_limits<std::uint64_t>::max()), LatencyBuckets::kCount - 1);
}

TEST(LatencyCountsTest, AQuantileIsOffByAThirtySecondAtMost) {
  for (unsigned bit = 0; bit < LatencyBuckets::kTopBit; ++bit) {
    for (const std::uint64_t extra : {0ULL, 1ULL, 1ULL << bit >> 1, (1ULL << bit) - 1}) {
      const std::uint64_t value = (1ULL << bit) + extra % (1ULL << bit);
      const LatencyCounts counts = CountsOf({value});
      const auto exact = static_cast<double>(value);
      EXPECT_NEAR(counts.Quantile(0.5), exact, exact / 32) << value;
    }
  }
}

TEST(LatencyCountsTest, NoCallTookLongerThanTheMaximumWhichIsAtMostASixteenthTooHigh) {
  for (unsigned bit = 0; bit < LatencyBuckets::kTopBit; ++bit) {
    for (const std::uint64_t extra : {0ULL, 1ULL, 1ULL << bit >> 1, (1ULL << bit) - 1}) {
      const std::uint64_t value = (1ULL << bit) + extra % (1ULL << bit);
      const LatencyCounts counts = CountsOf({1, value});
      const auto exact = static_cast<double>(value);
      EXPECT_GE(counts.Max(), exact);
      EXPECT_LE(counts.Max(), exact + exact / 16);
      EXPECT_GE(counts.Max(), counts.Quantile(1));
    }
  }
}

TEST(LatencyCountsTest, AMaximumBeyondTheLastBucketIsTheLastBucketsEnd) {
  const LatencyCounts counts = CountsOf({std::numeric_limits<std::uint64_t>::max()});
  EXPECT_EQ(counts.Max(), static_cast<double>((std::uint64_t{1} << LatencyBuckets::kTopBit) - 1));
}

TEST(LatencyCountsTest, QuantilesMatchASortedListOfTheValues) {
  std::mt19937_64 random(1);
  std::lognormal_distribution<double> spread(6, 2);
  std::vector<std::uint64_t> values;
  for (int i = 0; i < 10'000; ++i) values.push_back(static_cast<std::uint64_t>(spread(random)));
  const LatencyCounts counts = CountsOf(values);
  std::ranges::sort(values);
  for (const double q : {0.01, 0.5, 0.9, 0.99, 0.999}) {
    const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size())));
    const auto exact = static_cast<double>(values[rank - 1]);
    EXPECT_NEAR(counts.Quantile(q), exact, exact / 32 + 0.5) << q;
  }
}

TEST(LatencyCountsTest, TheExtremeQuantilesAreTheSmallestAndTheLargest) {
  const LatencyCounts counts = CountsOf({3, 5, 9});
  EXPECT_EQ(counts.Quantile(0), 3);
  EXPECT_EQ(counts.Quantile(0.34), 5);
  EXPECT_EQ(counts.Quantile(1), 9);
}

TEST(LatencyCountsTest, NoCallsHaveNoLatency) {
  const LatencyCounts counts;
  EXPECT_EQ(counts.total(), 0U);
  EXPECT_EQ(counts.Quantile(0.5), 0);
  EXPECT_EQ(counts.Max(), 0);
}

TEST(LatencyCountsTest, ALaterReadingLessAnEarlierOneIsWhatCameBetween) {
  LatencyHistogram histogram;
  histogram.Record(1000);
  LatencyCounts before;
  histogram.AddTo(before);
  histogram.Record(7);
  histogram.Record(9);
  LatencyCounts between;
  histogram.AddTo(between);
  between -= before;
  EXPECT_EQ(between.total(), 2U);
  EXPECT_EQ(between.Max(), 9);
  between += before;
  EXPECT_EQ(between.total(), 3U);
  EXPECT_EQ(between.Max(), 1023);
}

}  // namespace
}  // namespace hotswap
