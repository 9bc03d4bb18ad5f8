#include "ui/bridge/snapshot_pump.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <memory>

#include "tests/ui/fake_engine.h"
#include "ui/bridge/frame_pacing.h"

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;

class SnapshotPumpTest : public ::testing::Test {
 protected:
  SnapshotPumpTest() {
    QObject::connect(&pump_, &SnapshotPump::frameDue, &pump_, [this] { ++frames_; });
    QObject::connect(&pump_, &SnapshotPump::totalsDue, &pump_, [this] { ++totals_; });
    QObject::connect(&pump_, &SnapshotPump::tablesDue, &pump_, [this] { ++tables_; });
  }

  /// Pulls for `time` at the pump's usual pace.
  void pullFor(std::chrono::milliseconds time) {
    for (auto left = time; left > 0ms; left -= 25ms) {
      clock_.Advance(25ms);
      pump_.pull();
    }
  }

  int argc_ = 1;
  char name_[5] = "test";
  char* argv_[2] = {name_, nullptr};
  QCoreApplication application_{argc_, argv_};
  ManualClock clock_;
  FakeEngine engine_{clock_};
  SnapshotPump pump_{engine_, clock_};
  int frames_ = 0;
  int totals_ = 0;
  int tables_ = 0;
};

TEST_F(SnapshotPumpTest, FeedsChartsEachFrameTotalsFourTimesAndTablesTwicePerSecond) {
  pullFor(2s);
  EXPECT_EQ(frames_, 80);
  EXPECT_EQ(totals_, 8);
  EXPECT_NEAR(tables_, 4, 1);
}

TEST_F(SnapshotPumpTest, ASwapReachesTheTablesWithinATenthOfASecond) {
  engine_.Submit(LoadLibrary{.slot = {}, .path = "a.so"});
  pullFor(1s);
  engine_.Submit(SwapToVersion{.slot = {}, .version = 1});
  const int before = tables_;
  pullFor(125ms);
  EXPECT_GT(tables_, before);
}

TEST_F(SnapshotPumpTest, PullsAtOnceWhenTheWindowAppearsAndNothingWhileItIsHidden) {
  pump_.setRunning(true);
  EXPECT_EQ(frames_, 1);
  pump_.setRunning(false);
  EXPECT_FALSE(pump_.isRunning());
}

TEST_F(SnapshotPumpTest, SlowsDownWhenPaintingIsDear) {
  for (int i = 0; i < 30; ++i) pump_.addPainting(12ms);
  EXPECT_EQ(pump_.interval(), 2 * kFrameInterval);
}

}  // namespace
}  // namespace hotswap::ui
