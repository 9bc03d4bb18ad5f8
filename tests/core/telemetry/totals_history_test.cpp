#include "core/telemetry/totals_history.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>

#include "core/telemetry/bucket_history.h"

namespace hotswap {
namespace {

constexpr std::int64_t kWidthNs = std::chrono::nanoseconds(kTotalsWidth).count();

CumulativeTotals ReadingAt(std::int64_t at_ns, std::uint64_t requests, std::uint64_t errors = 0) {
  CumulativeTotals totals;
  totals.at_ns = at_ns;
  totals.requests = requests;
  totals.errors = errors;
  return totals;
}

TEST(PointBetweenTest, TurnsTwoReadingsIntoRates) {
  const TotalsPoint point = PointBetween(ReadingAt(1'000'000'000, 100, 1), ReadingAt(1'500'000'000, 600, 3));
  EXPECT_EQ(point.end_ns, 1'500'000'000);
  EXPECT_DOUBLE_EQ(point.requests_per_s, 1000);
  EXPECT_DOUBLE_EQ(point.errors_per_s, 4);
}

TEST(PointBetweenTest, LatencyIsThatOfTheCallsInBetween) {
  CumulativeTotals from = ReadingAt(0, 0);
  from.latency.Add(LatencyBuckets::IndexOf(15), 1000);
  CumulativeTotals to = ReadingAt(kWidthNs, 0);
  to.latency = from.latency;
  to.latency.Add(LatencyBuckets::IndexOf(3), 99);
  to.latency.Add(LatencyBuckets::IndexOf(9), 1);
  const TotalsPoint point = PointBetween(from, to);
  EXPECT_EQ(point.p50_ns, 3);
  EXPECT_EQ(point.max_ns, 9);
}

TEST(PointBetweenTest, SharesAreTheVersionsThatAnswered) {
  CumulativeTotals from = ReadingAt(0, 0);
  from.shares = {{0, 1, 100}, {0, 2, 50}};
  CumulativeTotals to = ReadingAt(kWidthNs, 0);
  to.shares = {{0, 1, 100}, {0, 2, 80}, {1, 1, 5}};
  const TotalsPoint point = PointBetween(from, to);
  ASSERT_EQ(point.shares.size(), 2U);
  EXPECT_EQ(point.shares[0].version, 2U);
  EXPECT_EQ(point.shares[0].requests, 30U);
  EXPECT_EQ(point.shares[1].slot, 1U);
  EXPECT_EQ(point.shares[1].requests, 5U);
}

TEST(PointBetweenTest, TwoReadingsAtOneTimeHaveNoRate) {
  const TotalsPoint point = PointBetween(ReadingAt(5, 1), ReadingAt(5, 100));
  EXPECT_EQ(point.requests_per_s, 0);
}

TEST(TotalsHistoryTest, ClosesAStretchWhenAReadingIsBeyondIt) {
  TotalsHistory history;
  EXPECT_FALSE(history.Add(ReadingAt(kWidthNs - 1, 10)));
  EXPECT_TRUE(history.Add(ReadingAt(kWidthNs + 1, 20)));
  EXPECT_FALSE(history.Add(ReadingAt(2 * kWidthNs - 1, 30)));
  EXPECT_EQ(history.Latest().end_ns, kWidthNs + 1);
}

TEST(TotalsHistoryTest, NoRequestFallsBetweenTwoStretches) {
  TotalsHistory history;
  std::uint64_t requests = 0;
  // Readings that come late by a varying time, as a busy machine's do.
  for (std::int64_t i = 1; i <= 60; ++i) history.Add(ReadingAt(i * kWidthNs + (i * 7919) % kWidthNs / 2, requests += 10));
  for (std::size_t level = 0; level < 3; ++level) {
    HistoryLevel out;
    history.CopyTo(level, out);
    EXPECT_EQ(out.totals_width.count(), kWidthNs * kLevelFactors[level]);
    ASSERT_EQ(out.totals.size(), 60U / static_cast<std::size_t>(kLevelFactors[level]));
    double total = 0;
    std::int64_t from_ns = 0;
    for (const TotalsPoint& point : out.totals) {
      total += point.requests_per_s * static_cast<double>(point.end_ns - from_ns) / 1e9;
      from_ns = point.end_ns;
    }
    EXPECT_NEAR(total, static_cast<double>(requests), 1e-6) << level;
  }
}

TEST(TotalsHistoryTest, KeepsTheLastThreeHundredStretches) {
  TotalsHistory history;
  for (std::int64_t i = 1; i <= 400; ++i) history.Add(ReadingAt(i * kWidthNs, 0));
  HistoryLevel out;
  history.CopyTo(0, out);
  ASSERT_EQ(out.totals.size(), kMaxTotals);
  EXPECT_EQ(out.totals.front().end_ns, 101 * kWidthNs);
}

TEST(TotalsHistoryTest, IsEmptyBeforeTheFirstStretchEnds) { EXPECT_EQ(TotalsHistory().Latest().end_ns, 0); }

}  // namespace
}  // namespace hotswap
