// A worker writes as fast as it can while a sampler reads: no reading may be torn, and no bucket may mix two versions.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

#include "core/telemetry/thread_cell.h"

namespace hotswap {
namespace {

/// Every field of the n-th run follows from its version, so that a reader can tell a mixture.
RunSummary RunOn(std::uint32_t version) {
  RunSummary run;
  run.version = version;
  run.slot = version % 2;
  run.requests = version;
  run.errors = version;
  run.min = version;
  run.max = version;
  run.last = version;
  return run;
}

void ExpectWhole(const Bucket& bucket) {
  ASSERT_EQ(bucket.slot, bucket.version % 2);
  ASSERT_EQ(bucket.min, bucket.version);
  ASSERT_EQ(bucket.max, bucket.version);
  ASSERT_EQ(bucket.last, bucket.version);
  ASSERT_EQ(bucket.requests % bucket.version, 0U);
  ASSERT_EQ(bucket.errors, bucket.requests);
  ASSERT_LE(bucket.start_ns, bucket.end_ns);
}

TEST(ThreadCellThreadsTest, NoReadingIsTornAndNoBucketMixesVersions) {
  ThreadCell cell{std::chrono::microseconds(1)};
  std::atomic<bool> stop = false;
  std::uint64_t written = 0;
  std::thread worker([&] {
    for (std::uint32_t i = 0; !stop.load(std::memory_order_relaxed); ++i) {
      const std::uint32_t version = 1 + i / 5 % 7;
      cell.Record(RunOn(version), i * 100);
      written += version;
    }
  });
  std::uint64_t last_serial = 0;
  std::uint64_t last_requests = 0;
  std::uint64_t popped_serial = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(500);
  while (std::chrono::steady_clock::now() < end && !HasFatalFailure()) {
    const ThreadCell::Reading reading = cell.Read();
    if (reading.open.serial != 0) ExpectWhole(reading.open.bucket);
    ASSERT_GE(reading.open.serial, last_serial);
    ASSERT_GE(reading.requests, last_requests);
    last_serial = reading.open.serial;
    last_requests = reading.requests;
    for (ClosedBucket closed; cell.PopClosed(closed);) {
      ExpectWhole(closed.bucket);
      ASSERT_GT(closed.serial, popped_serial);
      popped_serial = closed.serial;
    }
  }
  stop = true;
  worker.join();
  EXPECT_EQ(cell.Read().requests, written);
  EXPECT_GT(popped_serial, 0U);
}

}  // namespace
}  // namespace hotswap
