// When a version that waits takes over: a table of moments and what the slot looks like.
#include "core/control/moment_due.h"

#include <gtest/gtest.h>

#include <chrono>

namespace hotswap {
namespace {

using namespace std::chrono_literals;

TEST(MomentDueTest, NowABatchBoundaryAWalkAndABarrierBeginAtOnce) {
  for (const MomentKind kind :
       {MomentKind::kNow, MomentKind::kBatchBoundary, MomentKind::kThreadByThread, MomentKind::kBarrier}) {
    EXPECT_TRUE(MomentHasCome({.kind = kind}, {})) << MomentName(kind);
  }
}

TEST(MomentDueTest, ARequestIsWaitedForUntilItIsAnswered) {
  const Moment moment{.kind = MomentKind::kAtRequest, .request = 1000};
  EXPECT_FALSE(MomentHasCome(moment, {.requests = 999}));
  EXPECT_TRUE(MomentHasCome(moment, {.requests = 1000}));
}

TEST(MomentDueTest, ATimeIsWaitedForAndLookedAtThen) {
  const Moment moment{.kind = MomentKind::kAtTime, .time = 5s};
  EXPECT_FALSE(MomentHasCome(moment, {.now = 4999ms}));
  EXPECT_EQ(NextMomentLook(moment, {.now = 1s}), 5s);
  EXPECT_TRUE(MomentHasCome(moment, {.now = 5s}));
}

TEST(MomentDueTest, LowLoadIsWaitedForButNotBeyondTheDeadline) {
  const Moment moment{.kind = MomentKind::kLowLoad, .requests_per_s = 100, .deadline = 3s};
  EXPECT_FALSE(MomentHasCome(moment, {.now = 1s, .ready = 1s})) << "the load is not known yet";
  EXPECT_FALSE(MomentHasCome(moment, {.now = 2s, .ready = 1s, .requests_per_s = 100}));
  EXPECT_TRUE(MomentHasCome(moment, {.now = 2s, .ready = 1s, .requests_per_s = 99}));
  EXPECT_TRUE(MomentHasCome(moment, {.now = 4s, .ready = 1s, .requests_per_s = 1e6}));
  EXPECT_LE(NextMomentLook(moment, {.now = 3999ms, .ready = 1s}), 4s);
}

}  // namespace
}  // namespace hotswap
