#include "core/telemetry/cycle_clock.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace hotswap {
namespace {

using std::chrono::steady_clock;

TEST(CycleClockTest, AgreesWithTheMonotonicClock) {
  const CycleClock clock;
  const auto start = steady_clock::now();
  const std::uint64_t from = clock.Now();
  while (steady_clock::now() - start < std::chrono::milliseconds(20)) {
  }
  const std::uint64_t to = clock.Now();
  const auto expected_ns = static_cast<double>((steady_clock::now() - start).count());
  // A turn that the scheduler took between two neighbouring readings would be in one of the two times only.
  EXPECT_NEAR(static_cast<double>(clock.Elapsed(from, to)), expected_ns, expected_ns / 4);
}

TEST(CycleClockTest, LeavesItsOwnCostOut) {
  const CycleClock clock;
  std::uint64_t shortest = ~0ULL;
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t from = clock.Now();
    shortest = std::min(shortest, clock.Elapsed(from, clock.Now()));
  }
  EXPECT_LE(shortest, 5U);
}

TEST(CycleClockTest, AReadingFromAProcessorThatLagsIsNoTimeAtAll) {
  const CycleClock clock;
  const std::uint64_t now = clock.Now();
  EXPECT_EQ(clock.Elapsed(now, now - 1000), 0U);
  EXPECT_EQ(clock.Elapsed(now, now), 0U);
}

}  // namespace
}  // namespace hotswap
