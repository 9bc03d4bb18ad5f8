#include "ui/charts/score_ticks.h"

#include <gtest/gtest.h>

#include <QLocale>
#include <limits>
#include <set>

namespace hotswap::ui {
namespace {

class ScoreTicksTest : public ::testing::Test {
 protected:
  void SetUp() override { QLocale::setDefault(QLocale::c()); }
  void TearDown() override { QLocale::setDefault(QLocale::system()); }
};

TEST_F(ScoreTicksTest, LieOnTheMultiplesOfTheStep) {
  const auto ticks = scoreTicks({.min = -0.1, .max = 1.05, .step = 0.25});
  ASSERT_EQ(ticks.size(), 5U);
  EXPECT_EQ(ticks.front().value, 0);
  EXPECT_EQ(ticks.front().label, "0.00");
  EXPECT_EQ(ticks.back().value, 1);
  EXPECT_EQ(ticks.back().label, "1.00");
}

TEST_F(ScoreTicksTest, AreFewAndDifferWhateverTheScoresAre) {
  const std::pair<double, double> scores[] = {{0, 1},          {0, 1e4},       {0, 1e15},          {-1e308, 1e308},
                                              {1e6, 1e6 + 10}, {0, 1e-320},    {1e15, 1e15 + 1e7}, {1e308, 1e308},
                                              {-3e-9, 2e-9},   {12345, 12346}, {-1e-320, 1e300}};
  for (const auto& [low, high] : scores) {
    const auto ticks = scoreTicks(roundRange(low, high));
    EXPECT_GE(ticks.size(), 2U) << low << " to " << high;
    EXPECT_LE(ticks.size(), 7U) << low << " to " << high;
    std::set<QString> labels;
    for (const ScoreTick& tick : ticks) labels.insert(tick.label);
    EXPECT_EQ(labels.size(), ticks.size()) << low << " to " << high;
  }
}

TEST_F(ScoreTicksTest, AreNoneOnAnAxisThatWouldHaveTooMany) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  const AxisRange axes[] = {{0, 1e15, 0.25}, {0, 1, 0},   {0, infinity, 1},
                            {nan, 1, 0.25},  {0, 1, nan}, {-infinity, infinity, infinity}};
  for (const AxisRange& axis : axes) EXPECT_TRUE(scoreTicks(axis).empty()) << axis.max << " by " << axis.step;
}

}  // namespace
}  // namespace hotswap::ui
