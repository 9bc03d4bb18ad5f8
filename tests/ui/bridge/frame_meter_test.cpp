#include "ui/bridge/frame_meter.h"

#include <gtest/gtest.h>

#include "tests/ui/fake_engine.h"

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;

TEST(FrameMeterTest, TellsFramesPerSecondOnceASecond) {
  ManualClock clock;
  FrameMeter meter(clock);
  for (int i = 0; i < 19; ++i) {
    clock.Advance(50ms);
    EXPECT_FALSE(meter.countFrame().has_value());
  }
  clock.Advance(50ms);
  const auto load = meter.countFrame();
  ASSERT_TRUE(load.has_value());
  EXPECT_NEAR(load->frames_per_s, 20, 0.01);
}

TEST(FrameMeterTest, CountsTheCpuTimeOfThisThread) {
  ManualClock clock;
  FrameMeter meter(clock);
  const auto before = threadCpuTime();
  while (threadCpuTime() - before < 20ms) {
  }
  clock.Advance(1s);
  const auto load = meter.countFrame();
  ASSERT_TRUE(load.has_value());
  EXPECT_GE(load->cpu_share, 0.02);
  EXPECT_LT(load->cpu_share, 0.5);
}

TEST(FrameMeterTest, OneSlowFrameHardlyMovesTheAverageOfPainting) {
  ManualClock clock;
  FrameMeter meter(clock);
  meter.addPainting(80ms);
  EXPECT_EQ(meter.painting(), 10ms);
}

}  // namespace
}  // namespace hotswap::ui
