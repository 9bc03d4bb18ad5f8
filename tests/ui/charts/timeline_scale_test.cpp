#include "ui/charts/timeline_scale.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

TimelineScale scaleAt(std::int64_t now_ns) { return {QRect(52, 10, 1006, 200), 60 * kSecond, now_ns}; }

TEST(TimelineScaleTest, PutsNowAtTheRightEdge) {
  const auto scale = scaleAt(3600 * kSecond);
  EXPECT_EQ(scale.x(3600 * kSecond), scale.plot.right() + 1);
  EXPECT_NEAR(scale.x(3540 * kSecond), scale.plot.left(), 1);
}

TEST(TimelineScaleTest, KeepsTheDistanceBetweenTwoMomentsWhileTheyMove) {
  const std::int64_t earlier = 1000 * kSecond + 123'456'789;
  const std::int64_t later = earlier + 120'000'000;
  const int distance = scaleAt(1010 * kSecond).x(later) - scaleAt(1010 * kSecond).x(earlier);
  for (std::int64_t now = 1010 * kSecond; now < 1060 * kSecond; now += 33'333'333) {
    EXPECT_EQ(scaleAt(now).x(later) - scaleAt(now).x(earlier), distance);
  }
}

TEST(TimelineScaleTest, FindsTheMomentOfAColumn) {
  const auto scale = scaleAt(777 * kSecond + 55'555'555);
  for (int x = scale.plot.left(); x <= scale.plot.right(); ++x) EXPECT_EQ(scale.x(scale.timeAt(x)), x);
}

TEST(TimelineScaleTest, IsExactAfterManyDays) {
  const std::int64_t now = 30LL * 24 * 3600 * kSecond;
  const auto scale = scaleAt(now);
  EXPECT_EQ(scale.x(now), scale.plot.right() + 1);
  EXPECT_NEAR(scale.x(now - 30 * kSecond), scale.plot.left() + scale.plot.width() / 2, 1);
}

}  // namespace
}  // namespace hotswap::ui
