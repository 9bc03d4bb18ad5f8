#include "core/telemetry/bucket_history.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace hotswap {
namespace {

constexpr std::int64_t kWidth = 100;

Bucket BucketAt(std::int64_t index, std::uint32_t version, double low, double high, double last) {
  Bucket bucket;
  bucket.start_ns = index * kWidth;
  bucket.end_ns = bucket.start_ns + kWidth;
  bucket.min = low;
  bucket.max = high;
  bucket.last = last;
  bucket.version = version;
  bucket.requests = 10;
  bucket.errors = 1;
  return bucket;
}

class BucketHistoryTest : public ::testing::Test {
 protected:
  std::vector<Bucket> Ring(std::size_t level, unsigned thread = 0) const {
    HistoryLevel out;
    history_.CopyTo(level, out);
    return thread < out.threads.size() ? out.threads[thread] : std::vector<Bucket>();
  }

  BucketHistory history_{std::chrono::nanoseconds(kWidth)};
};

TEST_F(BucketHistoryTest, CoarserLevelsAreFiveAndThirtyTimesAsWide) {
  HistoryLevel level;
  history_.CopyTo(1, level);
  EXPECT_EQ(level.bucket_width.count(), 5 * kWidth);
  history_.CopyTo(2, level);
  EXPECT_EQ(level.bucket_width.count(), 30 * kWidth);
}

TEST_F(BucketHistoryTest, ACoarseBucketSumsUpTheFineOnes) {
  history_.Add(0, BucketAt(5, 1, 2.0, 4.0, 3.0));
  history_.Add(0, BucketAt(6, 1, 1.0, 3.0, 2.5));
  history_.Add(0, BucketAt(9, 1, 3.0, 5.0, 4.5));
  history_.Add(0, BucketAt(10, 1, 7.0, 8.0, 7.5));
  ASSERT_EQ(Ring(0).size(), 4U);
  const std::vector<Bucket> coarse = Ring(1);
  ASSERT_EQ(coarse.size(), 2U);
  EXPECT_EQ(coarse[0].start_ns, 500);
  EXPECT_EQ(coarse[0].end_ns, 1000);
  EXPECT_EQ(coarse[0].min, 1.0);
  EXPECT_EQ(coarse[0].max, 5.0);
  EXPECT_EQ(coarse[0].last, 4.5);
  EXPECT_EQ(coarse[0].requests, 30U);
  EXPECT_EQ(coarse[0].errors, 3U);
  EXPECT_EQ(coarse[1].min, 7.0);
  EXPECT_EQ(Ring(2).size(), 1U);
}

TEST_F(BucketHistoryTest, NoLevelMixesTwoVersions) {
  history_.Add(0, BucketAt(5, 1, 1, 1, 1));
  history_.Add(0, BucketAt(6, 2, 2, 2, 2));
  history_.Add(0, BucketAt(7, 1, 1, 1, 1));
  for (std::size_t level = 0; level < 3; ++level) {
    const std::vector<Bucket> ring = Ring(level);
    ASSERT_EQ(ring.size(), 3U) << level;
    for (const Bucket& bucket : ring) EXPECT_EQ(bucket.min, bucket.version);
  }
}

TEST_F(BucketHistoryTest, ACanarysTwoVersionsHaveOneCoarseBucketEach) {
  for (std::int64_t index = 0; index < 60; ++index) {
    history_.Add(0, BucketAt(index, 1, 1, 1, 1));
    Bucket beside = BucketAt(index, 2, 2, 2, 2);
    beside.start_ns += 10;
    history_.Add(0, beside);
  }
  EXPECT_EQ(Ring(1).size(), 24U);
  const std::vector<Bucket> coarse = Ring(2);
  ASSERT_EQ(coarse.size(), 4U);
  for (const Bucket& bucket : coarse) {
    EXPECT_EQ(bucket.requests, 300U);
    EXPECT_EQ(bucket.min, bucket.version);
  }
}

TEST_F(BucketHistoryTest, SlotsThatTakeTurnsHaveOneCoarseBucketEachAndASwapStillSplitsIts) {
  for (std::int64_t index = 0; index < 30; ++index) {
    history_.Add(0, BucketAt(index, index < 10 ? 1 : 2, 1, 1, 1));
    for (std::uint32_t slot = 1; slot < 4; ++slot) {
      Bucket other = BucketAt(index, 1, 2, 2, 2);
      other.slot = slot;
      history_.Add(0, other);
    }
  }
  EXPECT_EQ(Ring(2).size(), 5U);
}

TEST_F(BucketHistoryTest, AStretchWithoutAFiniteScoreDoesNotSpoilTheRange) {
  history_.Add(0, BucketAt(5, 1, 1, 0, 0));
  history_.Add(0, BucketAt(6, 1, 2.0, 3.0, 2.5));
  history_.Add(0, BucketAt(7, 1, 1, 0, 0));
  const Bucket coarse = Ring(1).at(0);
  EXPECT_EQ(coarse.min, 2.0);
  EXPECT_EQ(coarse.max, 3.0);
  EXPECT_EQ(coarse.last, 2.5);
  EXPECT_EQ(coarse.requests, 30U);
}

TEST_F(BucketHistoryTest, ThreadsHaveRingsOfTheirOwn) {
  history_.Add(2, BucketAt(5, 1, 1, 1, 1));
  EXPECT_TRUE(Ring(0, 0).empty());
  EXPECT_EQ(Ring(0, 2).size(), 1U);
}

TEST_F(BucketHistoryTest, KeepsTheLastFiveHundredStretches) {
  for (std::int64_t index = 0; index < 1200; ++index) history_.Add(0, BucketAt(index, 1, 1, 1, 1));
  EXPECT_EQ(Ring(0).size(), kMaxBuckets);
  EXPECT_EQ(Ring(0).front().start_ns, 700 * kWidth);
  EXPECT_EQ(Ring(1).size(), 1200U / 5);
}

TEST_F(BucketHistoryTest, SwapsThatSplitTheStretchesAreBoundedToo) {
  for (int i = 0; i < 3000; ++i) history_.Add(0, BucketAt(7, 1 + static_cast<std::uint32_t>(i % 2), 1, 1, 1));
  EXPECT_EQ(Ring(0).size(), 2000U);
}

TEST_F(BucketHistoryTest, AfterALongPauseOnlyTheNewestIsLeft) {
  history_.Add(0, BucketAt(5, 1, 1, 1, 1));
  history_.Add(0, BucketAt(5 + 600, 1, 1, 1, 1));
  EXPECT_EQ(Ring(0).size(), 1U);
  EXPECT_EQ(Ring(1).size(), 2U);
}

}  // namespace
}  // namespace hotswap
