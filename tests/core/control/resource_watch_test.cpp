#include "core/control/resource_watch.h"

#include <gtest/gtest.h>

namespace hotswap {
namespace {

using namespace std::chrono_literals;

class ResourceWatchTest : public ::testing::Test {
 protected:
  std::uint64_t descriptors_ = 0;
  int readings_ = 0;
  ResourceWatch watch_{[this] {
    ++readings_;
    return ResourceUse{.fds = descriptors_};
  }};
};

TEST_F(ResourceWatchTest, ReadsOnceASecond) {
  for (auto now = 0ms; now < 3s; now += 100ms) watch_.Look(false, now);
  EXPECT_EQ(readings_, 3);
}

TEST_F(ResourceWatchTest, TheStartIsWhenEveryWorkerHadAnswered) {
  watch_.Look(false, 0ms);
  EXPECT_FALSE(watch_.start_known());
  descriptors_ = 5;
  watch_.Look(true, 10ms);
  EXPECT_EQ(watch_.start().fds, 5U);
}

TEST_F(ResourceWatchTest, TheStartStaysWhenAWorkerIsAddedThatHasNotAnsweredYet) {
  descriptors_ = 5;
  watch_.Look(true, 0ms);
  descriptors_ = 25;
  watch_.Look(false, 2s);
  watch_.Look(true, 4s);
  watch_.End();
  EXPECT_EQ(watch_.start().fds, 5U);
  EXPECT_EQ(watch_.latest().fds, 25U);
}

TEST_F(ResourceWatchTest, ARunThatEndedAtOnceStartedAsItEnded) {
  descriptors_ = 7;
  watch_.End();
  EXPECT_EQ(watch_.start().fds, 7U);
}

}  // namespace
}  // namespace hotswap
