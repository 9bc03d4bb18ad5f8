#include "core/telemetry/rate_meter.h"

#include <gtest/gtest.h>

namespace hotswap {
namespace {

constexpr std::int64_t kStretchNs = 250'000'000;

TEST(RateMeterTest, AFastCounterIsMeasuredOverTheLastStretchAlone) {
  RateMeter meter;
  meter.Add(0, 0);
  EXPECT_DOUBLE_EQ(meter.Add(kStretchNs, 1000), 4000);
  EXPECT_DOUBLE_EQ(meter.Add(2 * kStretchNs, 3000), 8000);
}

TEST(RateMeterTest, ASlowCounterShowsNoBeatBetweenItsIntervalAndTheStretch) {
  RateMeter meter;
  for (std::int64_t stretch = 0; stretch <= 80; ++stretch) {
    const std::int64_t at_ns = stretch * kStretchNs;
    const auto answered = static_cast<std::uint64_t>(at_ns / 300'000'000) * 4;  // four threads, every 300 ms
    const double rate = meter.Add(at_ns, answered);
    if (stretch > 8) {
      EXPECT_NEAR(rate, 13.3, 2.1) << "at stretch " << stretch;
    }
  }
}

TEST(RateMeterTest, ASlowCounterThatStopsIsZeroAfterTwoSeconds) {
  RateMeter meter;
  meter.Add(0, 0);
  meter.Add(kStretchNs, 4);
  double rate = 0;
  for (std::int64_t stretch = 2; stretch <= 9; ++stretch) rate = meter.Add(stretch * kStretchNs, 4);
  EXPECT_DOUBLE_EQ(rate, 0);
}

TEST(RateMeterTest, TheFirstReadingIsTakenFromTheStart) {
  RateMeter meter;
  EXPECT_DOUBLE_EQ(meter.Add(0, 0), 0);
  EXPECT_DOUBLE_EQ(meter.Add(kStretchNs, 500), 2000);
  EXPECT_DOUBLE_EQ(meter.Add(kStretchNs, 500), 2000) << "a second reading at the same time changes nothing";
}

}  // namespace
}  // namespace hotswap
