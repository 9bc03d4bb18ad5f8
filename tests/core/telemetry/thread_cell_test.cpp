#include "core/telemetry/thread_cell.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <vector>

#include "core/telemetry/thread_cells.h"

namespace hotswap {
namespace {

constexpr std::int64_t kWidth = 1000;

RunSummary RunOn(std::uint32_t version, double low, double high, double last, std::uint64_t requests = 1) {
  RunSummary run;
  run.version = version;
  run.requests = requests;
  run.min = low;
  run.max = high;
  run.last = last;
  return run;
}

class ThreadCellTest : public ::testing::Test {
 protected:
  std::vector<Bucket> Closed() {
    std::vector<Bucket> buckets;
    for (ClosedBucket closed; cell_.PopClosed(closed);) buckets.push_back(closed.bucket);
    return buckets;
  }

  ThreadCell cell_{std::chrono::nanoseconds(kWidth)};
};

TEST_F(ThreadCellTest, HasNoOpenBucketBeforeTheFirstRun) {
  EXPECT_EQ(cell_.Read().open.serial, 0U);
  EXPECT_EQ(cell_.Read().requests, 0U);
  EXPECT_TRUE(Closed().empty());
}

TEST_F(ThreadCellTest, SumsUpTheRunsOfAStretch) {
  cell_.Record(RunOn(1, 2.0, 4.0, 3.0, 10), 100);
  cell_.Record(RunOn(1, 1.0, 3.0, 2.0, 5), 900);
  const ThreadCell::Reading reading = cell_.Read();
  EXPECT_EQ(reading.requests, 15U);
  EXPECT_EQ(reading.open.bucket.requests, 15U);
  EXPECT_EQ(reading.open.bucket.start_ns, 0);
  EXPECT_EQ(reading.open.bucket.end_ns, 900);
  EXPECT_EQ(reading.open.bucket.min, 1.0);
  EXPECT_EQ(reading.open.bucket.max, 4.0);
  EXPECT_EQ(reading.open.bucket.last, 2.0);
  EXPECT_TRUE(Closed().empty());
}

TEST_F(ThreadCellTest, ClosesAStretchWithTheFirstRunAfterIt) {
  cell_.Record(RunOn(1, 2.0, 4.0, 3.0), 900);
  cell_.Record(RunOn(1, 7.0, 8.0, 7.5), 1100);
  const std::vector<Bucket> closed = Closed();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].start_ns, 0);
  EXPECT_EQ(closed[0].end_ns, kWidth);
  EXPECT_EQ(closed[0].max, 4.0);
  EXPECT_EQ(cell_.Read().open.bucket.start_ns, kWidth);
  EXPECT_EQ(cell_.Read().open.bucket.min, 7.0);
}

TEST_F(ThreadCellTest, ASwapWithinAStretchSplitsItWhereTheOldVersionEnded) {
  cell_.Record(RunOn(1, 1, 1, 1), 300);
  cell_.Record(RunOn(2, 2, 2, 2), 500);
  const std::vector<Bucket> closed = Closed();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].version, 1U);
  EXPECT_EQ(closed[0].end_ns, 300);
  EXPECT_EQ(cell_.Read().open.bucket.version, 2U);
  EXPECT_EQ(cell_.Read().open.bucket.start_ns, 300);
  EXPECT_EQ(cell_.Read().open.bucket.min, 2.0);
  EXPECT_EQ(cell_.Read().switches, 1U);
}

TEST_F(ThreadCellTest, SlotsThatTakeTurnsHaveOneBucketAStretchEach) {
  RunSummary other = RunOn(7, 2, 3, 2, 2);
  other.slot = 1;
  for (std::int64_t at = 10; at < kWidth; at += 20) {
    cell_.Record(RunOn(1, 1, 1, 1, 3), at);
    cell_.Record(other, at + 5);
  }
  EXPECT_TRUE(Closed().empty());
  cell_.Record(other, kWidth + 10);
  const std::vector<Bucket> closed = Closed();
  ASSERT_EQ(closed.size(), 2U);
  EXPECT_EQ(closed[0].requests, 150U);
  EXPECT_EQ(closed[1].slot, 1U);
  EXPECT_EQ(closed[1].version, 7U);
  EXPECT_EQ(closed[1].requests, 100U);
  EXPECT_EQ(cell_.Read().open.bucket.slot, 1U) << "the one that answers first in a stretch is open";
  EXPECT_EQ(cell_.Read().switches, 0U) << "another slot is no other version";
}

TEST_F(ThreadCellTest, ASwapIsCountedInTheSlotThatItIsOf) {
  RunSummary other = RunOn(7, 2, 2, 2);
  other.slot = 1;
  cell_.Record(other, 100);
  cell_.Record(RunOn(1, 1, 1, 1), kWidth + 100);
  other.version = 8;
  cell_.Record(other, kWidth + 200);
  EXPECT_EQ(cell_.Read().switches, 1U);
}

TEST_F(ThreadCellTest, MoreVersionsThanFitAsideAreAllKept) {
  constexpr unsigned kMany = 40;
  for (unsigned slot = 0; slot < kMany; ++slot) {
    RunSummary run = RunOn(1, 1, 1, 1);
    run.slot = slot;
    cell_.Record(run, 100 + slot);
  }
  cell_.Record(RunOn(1, 1, 1, 1), kWidth + 100);
  std::uint64_t requests = 0;
  for (const Bucket& bucket : Closed()) requests += bucket.requests;
  EXPECT_EQ(requests, std::uint64_t{kMany});
}

TEST_F(ThreadCellTest, ACandidateThatTakesTurnsHasOneBucketAStretchBesideTheOther) {
  RunSummary candidate = RunOn(2, 5, 6, 5.5, 2);
  candidate.beside = true;
  for (std::int64_t at = 10; at < kWidth; at += 20) {
    cell_.Record(RunOn(1, 1, 1, 1, 3), at);
    cell_.Record(candidate, at + 5);
  }
  EXPECT_TRUE(Closed().empty());
  EXPECT_EQ(cell_.Read().open.bucket.version, 1U);
  EXPECT_EQ(cell_.last_end().count(), kWidth - 5) << "also the candidate's requests count as answered";
  cell_.Record(candidate, kWidth + 10);
  ClosedBucket first;
  ClosedBucket second;
  ASSERT_TRUE(cell_.PopClosed(first));
  ASSERT_TRUE(cell_.PopClosed(second));
  EXPECT_EQ(first.bucket.version, 1U);
  EXPECT_EQ(first.bucket.requests, 150U);
  EXPECT_EQ(second.bucket.version, 2U);
  EXPECT_EQ(second.bucket.requests, 100U);
  EXPECT_EQ(second.bucket.max, 6.0);
  EXPECT_LT(first.serial, second.serial);
  EXPECT_GT(cell_.Read().open.serial, second.serial) << "a reader takes serials that grow";
  EXPECT_EQ(cell_.Read().requests, 252U);
  EXPECT_EQ(cell_.Read().switches, 0U);
}

TEST_F(ThreadCellTest, ACandidateThatAnswersFirstIsNotSwitchedFrom) {
  RunSummary candidate = RunOn(2, 5, 6, 5.5);
  candidate.beside = true;
  cell_.Record(candidate, 100);
  cell_.Record(candidate, 200);
  cell_.Record(RunOn(1, 1, 1, 1), 300);
  cell_.Record(candidate, 400);
  cell_.Record(RunOn(1, 1, 1, 1), 500);
  EXPECT_EQ(cell_.Read().switches, 0U);
  ASSERT_EQ(Closed().size(), 1U) << "what it answered before the stable version's first";
}

TEST_F(ThreadCellTest, ACandidateThatIsPromotedIsASwitch) {
  RunSummary candidate = RunOn(2, 5, 6, 5.5);
  candidate.beside = true;
  cell_.Record(RunOn(1, 1, 1, 1), 100);
  cell_.Record(candidate, 200);
  cell_.Record(RunOn(2, 5, 5, 5), 300);
  EXPECT_EQ(cell_.Read().switches, 1U);
  const std::vector<Bucket> closed = Closed();
  ASSERT_EQ(closed.size(), 2U);
  EXPECT_EQ(closed[0].version, 1U);
  EXPECT_EQ(closed[1].version, 2U);
  EXPECT_EQ(cell_.Read().open.bucket.requests, 1U);
}

TEST_F(ThreadCellTest, ARunWithoutAFiniteScoreIsCountedButNotCharted) {
  RunSummary none;
  none.version = 1;
  none.requests = 3;
  none.errors = 2;
  cell_.Record(none, 100);
  EXPECT_GT(cell_.Read().open.bucket.min, cell_.Read().open.bucket.max);
  cell_.Record(RunOn(1, 5, 6, 5.5), 200);
  cell_.Record(none, 300);
  const ThreadCell::Reading reading = cell_.Read();
  EXPECT_EQ(reading.requests, 7U);
  EXPECT_EQ(reading.errors, 4U);
  EXPECT_EQ(reading.open.bucket.errors, 4U);
  EXPECT_EQ(reading.open.bucket.min, 5.0);
  EXPECT_EQ(reading.open.bucket.last, 5.5);
}

TEST_F(ThreadCellTest, ADroppedBucketLeavesAHoleInTheSerialsButNotInTheCounters) {
  for (std::int64_t i = 0; i < 300; ++i) cell_.Record(RunOn(1, 1, 1, 1), i * kWidth + 1);
  EXPECT_EQ(Closed().size(), 128U);
  EXPECT_EQ(cell_.Read().requests, 300U);
  EXPECT_EQ(cell_.Read().open.serial, 300U);
}

TEST_F(ThreadCellTest, CountsWhatWasLost) {
  RunSummary run = RunOn(1, 1, 1, 1);
  cell_.AddLost(2);
  cell_.Record(run, 1);
  EXPECT_EQ(cell_.Read().lost, 2U);
}

TEST(ThreadCellsTest, ACellStaysWhenItsWorkerGoes) {
  ThreadCells cells;
  EXPECT_EQ(cells.Find(0), nullptr);
  cells.EnsureThreads(2);
  const ThreadCell* first = cells.Find(0);
  cells.EnsureThreads(1);
  cells.EnsureThreads(kMaxThreads);
  EXPECT_EQ(cells.Find(0), first);
  EXPECT_NE(cells.Find(kMaxThreads - 1), nullptr);
}

}  // namespace
}  // namespace hotswap
