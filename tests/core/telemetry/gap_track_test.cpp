#include "core/telemetry/gap_track.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <thread>

namespace hotswap {
namespace {

constexpr std::int64_t kWindow = std::int64_t{1} << GapTrack::kWindowBits;
constexpr std::int64_t kReach = kWindow * static_cast<std::int64_t>(GapTrack::kWindows);

TEST(GapTrackTest, KnowsTheLongestGapOfAStretch) {
  GapTrack track;
  track.Record(10 * kWindow, 500);
  track.Record(10 * kWindow + 1, 900);
  track.Record(10 * kWindow + 2, 700);
  track.Record(12 * kWindow, 600);
  EXPECT_EQ(track.LongestWithin(9 * kWindow, 13 * kWindow), 900);
  EXPECT_EQ(track.LongestWithin(11 * kWindow, 13 * kWindow), 600);
}

TEST(GapTrackTest, LeavesOutWhatEndedBeforeOrBeganAfter) {
  GapTrack track;
  track.Record(10 * kWindow, 500);
  EXPECT_EQ(track.LongestWithin(0, 9 * kWindow), 0);
  EXPECT_EQ(track.LongestWithin(11 * kWindow, 20 * kWindow), 0);
}

TEST(GapTrackTest, AGapThatBeganWithinCountsThoughItEndedLater) {
  GapTrack track;
  track.Record(10 * kWindow, 4 * kWindow);
  EXPECT_EQ(track.last_end_ns(), 10 * kWindow);
  EXPECT_EQ(track.LongestWithin(5 * kWindow, 7 * kWindow), 4 * kWindow);
  EXPECT_EQ(track.LongestWithin(2 * kWindow, 5 * kWindow), 0);
}

TEST(GapTrackTest, AStretchThatBeginsBeforeTheStartIsCutThere) {
  GapTrack track;
  track.Record(1, 500);
  EXPECT_EQ(track.LongestWithin(-5 * kWindow, kWindow), 500);
}

TEST(GapTrackTest, ForgetsAWindowWhenItsPlaceIsNeededAgain) {
  GapTrack track;
  track.Record(10 * kWindow, 500);
  track.Record(10 * kWindow + kReach, 20);
  EXPECT_EQ(track.LongestWithin(10 * kWindow, 10 * kWindow), 0);
  EXPECT_EQ(track.LongestWithin(10 * kWindow + kReach, 10 * kWindow + kReach), 20);
}

TEST(GapTrackTest, AReaderNeverTakesAnotherWindowsGapForOneOfItsOwn) {
  GapTrack track;
  std::atomic<bool> stop = false;
  std::atomic<std::int64_t> newest = 0;
  // Each gap is as long as its window's number, so that a reader can tell whose it is.
  std::thread writer([&] {
    for (std::int64_t index = 1; !stop.load(std::memory_order_relaxed); ++index) {
      track.Record(index * kWindow, index);
      newest.store(index, std::memory_order_relaxed);
    }
  });
  std::int64_t seen = 0;
  for (int i = 0; i < 200'000 || seen == 0; ++i) {
    const std::int64_t index = newest.load(std::memory_order_relaxed) + i % 3;
    const std::int64_t gap = track.LongestWithin(index * kWindow, index * kWindow);
    if (gap == 0) continue;
    ASSERT_EQ(gap, index);
    ++seen;
  }
  stop = true;
  writer.join();
}

}  // namespace
}  // namespace hotswap
