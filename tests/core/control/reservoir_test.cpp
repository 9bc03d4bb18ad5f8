#include "core/control/reservoir.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace hotswap {
namespace {

TEST(ReservoirTest, KeepsEverythingWhileThereIsRoom) {
  Reservoir<int> sample(3);
  EXPECT_TRUE(sample.items().empty());
  for (int i = 0; i < 3; ++i) sample.Add(i);
  EXPECT_EQ(sample.items(), (std::vector<int>{0, 1, 2}));
}

TEST(ReservoirTest, OfMoreItKeepsEachAsLikelyAsAnyOther) {
  Reservoir<int> sample(500);
  for (int i = 0; i < 10'000; ++i) sample.Add(i);
  ASSERT_EQ(sample.items().size(), 500U);
  const double mean = std::accumulate(sample.items().begin(), sample.items().end(), 0.0) / 500;
  EXPECT_NEAR(mean, 5000, 500) << "four standard errors";
  EXPECT_LT(*std::ranges::min_element(sample.items()), 200);
  EXPECT_GT(*std::ranges::max_element(sample.items()), 9800);
}

}  // namespace
}  // namespace hotswap
