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

/// Four workers that answer every 300 ms in step, from `begins_ns` on.
std::uint64_t InStep(std::int64_t at_ns, std::int64_t begins_ns = 0) {
  return at_ns < begins_ns ? 0 : 4 + static_cast<std::uint64_t>((at_ns - begins_ns) / 300'000'000) * 4;
}

TEST(RateMeterTest, LooksBetweenTheReadingsKeepTheRateOfASlowCounterFromSwinging) {
  RateMeter meter;
  for (std::int64_t at_ns = 0; at_ns <= 20'000'000'000; at_ns += 10'000'000) {
    if (at_ns % kStretchNs != 0) {
      meter.Look(at_ns, InStep(at_ns));
      continue;
    }
    const double rate = meter.Add(at_ns, InStep(at_ns));
    if (at_ns > 1'000'000'000) {
      EXPECT_NEAR(rate, 13.33, 0.3) << "at " << at_ns;
    }
  }
}

TEST(RateMeterTest, ACounterThatBeginsLateIsNotMeasuredFromTheStart) {
  constexpr std::int64_t kBeginsNs = 60'020'000'000;
  RateMeter meter(60'000'000'000);
  for (std::int64_t at_ns = 60'010'000'000; at_ns <= 64'000'000'000; at_ns += 10'000'000) {
    meter.Look(at_ns, InStep(at_ns, kBeginsNs));
    if (at_ns % kStretchNs != 0) continue;
    const double rate = meter.Add(at_ns, InStep(at_ns, kBeginsNs));
    if (at_ns < kBeginsNs + 300'000'000) {
      EXPECT_NEAR(rate, 16, 1);
    } else {
      EXPECT_NEAR(rate, 13.33, 0.7) << "at " << at_ns;
    }
  }
}

TEST(RateMeterTest, APauseIsNoPartOfTheRate) {
  constexpr std::int64_t kPauseNs = 3'600'000'000'000;
  RateMeter meter;
  meter.Add(0, 0);
  meter.Add(kStretchNs, 1000);
  meter.Look(kPauseNs, 1000);
  EXPECT_DOUBLE_EQ(meter.Add(kPauseNs + kStretchNs, 1500), 2000);
}

TEST(RateMeterTest, AFastCounterThatStopsFallsToZeroWithinTwoSeconds) {
  RateMeter meter;
  double before = meter.Add(kStretchNs, 1000);
  for (std::int64_t stretch = 2; stretch <= 40; ++stretch)
    meter.Add(stretch * kStretchNs, static_cast<std::uint64_t>(stretch) * 1000);
  for (std::int64_t stretch = 41; stretch <= 48; ++stretch) {
    const double rate = meter.Add(stretch * kStretchNs, 40'000);
    EXPECT_LE(rate, before);
    before = rate;
  }
  EXPECT_DOUBLE_EQ(before, 0);
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
