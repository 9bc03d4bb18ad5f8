#include "ui/bridge/frame_pacing.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

TEST(FramePacingTest, KeepsThirtyFramesWhilePaintingIsCheap) {
  EXPECT_EQ(nextFrameInterval(kFrameInterval, milliseconds{8}), kFrameInterval);
}

TEST(FramePacingTest, HalvesTheRateOncePaintingPassesAQuarterOfTheInterval) {
  EXPECT_EQ(nextFrameInterval(kFrameInterval, microseconds{8300}), 2 * kFrameInterval);
}

TEST(FramePacingTest, StaysSlowBetweenTheTwoBoundsSoThatTheRateDoesNotFlutter) {
  EXPECT_EQ(nextFrameInterval(2 * kFrameInterval, milliseconds{8}), 2 * kFrameInterval);
}

TEST(FramePacingTest, SpeedsUpAgainWhenPaintingIsCheap) {
  EXPECT_EQ(nextFrameInterval(2 * kFrameInterval, milliseconds{4}), kFrameInterval);
}

TEST(FramePacingTest, NeverFallsBelowTheSlowestRate) {
  EXPECT_EQ(nextFrameInterval(kSlowestFrameInterval, milliseconds{500}), kSlowestFrameInterval);
}

}  // namespace
}  // namespace hotswap::ui
