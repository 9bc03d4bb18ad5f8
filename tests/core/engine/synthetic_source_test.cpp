#include "core/engine/synthetic_source.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <memory>
#include <set>

namespace hotswap {
namespace {

bool Same(const Feature& a, const Feature& b) {
  return a.user_id == b.user_id && a.item_id == b.item_id && a.user_feature == b.user_feature && a.item_feature == b.item_feature;
}

TEST(SyntheticFeatureTest, StaysTheSameInEveryRelease) {
  // Records that were written earlier are judged by recomputing their requests. The values come from a second implementation.
  const Feature first = SyntheticFeature(0, 1);
  EXPECT_EQ(first.user_id, 13357);
  EXPECT_EQ(first.item_id, 28026);
  EXPECT_EQ(first.user_feature, 0x1.7c34f21044647p-1);
  EXPECT_EQ(first.item_feature, 0x1.b910c96b1efeep-1);
}

TEST(SyntheticFeatureTest, StaysWithinItsRanges) {
  for (std::uint64_t round = 1; round <= 100'000; ++round) {
    const Feature feature = SyntheticFeature(5, round);
    ASSERT_TRUE(feature.user_id >= 0 && feature.user_id < static_cast<int>(kSyntheticUsers));
    ASSERT_TRUE(feature.item_id >= 0 && feature.item_id < static_cast<int>(kSyntheticItems));
    ASSERT_TRUE(feature.user_feature >= 0 && feature.user_feature < 1);
    ASSERT_TRUE(feature.item_feature >= 0 && feature.item_feature < 1);
  }
}

TEST(SyntheticFeatureTest, ReachesMostUsersAndItems) {
  std::set<int> users;
  std::set<int> items;
  for (std::uint64_t round = 1; round <= 500'000; ++round) {
    const Feature feature = SyntheticFeature(0, round);
    users.insert(feature.user_id);
    items.insert(feature.item_id);
  }
  // Five draws per user leave exp(-5) = 0.7 % of them out, ten per item next to none.
  EXPECT_GT(users.size(), 99'000U);
  EXPECT_GT(items.size(), 49'900U);
}

/// 16 x 16 cells of two values in [0, 1); chi-square of 255 degrees of freedom has mean 255 and standard deviation 22.6.
class Grid {
 public:
  void Add(double x, double y) { ++cells_[static_cast<std::size_t>(x * 16) * 16 + static_cast<std::size_t>(y * 16)]; }
  double ChiSquare(double total) const {
    double sum = 0;
    for (const double count : cells_) sum += (count - total / 256) * (count - total / 256) / (total / 256);
    return sum;
  }

 private:
  std::array<double, 256> cells_{};
};

TEST(SyntheticFeatureTest, IsUniformAndIndependentAcrossFieldsRoundsAndThreads) {
  constexpr std::uint64_t kRounds = 1'000'000;
  Grid fields;
  Grid id_and_feature;
  Grid rounds;
  Grid threads;
  for (std::uint64_t round = 1; round <= kRounds; ++round) {
    const Feature feature = SyntheticFeature(2, round);
    fields.Add(feature.user_feature, feature.item_feature);
    id_and_feature.Add(feature.user_id / static_cast<double>(kSyntheticUsers), feature.user_feature);
    rounds.Add(feature.user_feature, SyntheticFeature(2, round + 1).user_feature);
    threads.Add(feature.user_feature, SyntheticFeature(3, round).user_feature);
  }
  for (const Grid* grid : {&fields, &id_and_feature, &rounds, &threads}) {
    EXPECT_NEAR(grid->ChiSquare(kRounds), 255, 6 * 22.6);
  }
}

TEST(SyntheticSourceTest, StreamsWhatTheFunctionSays) {
  SyntheticSource source;
  const auto stream = source.OpenStream(7);
  const auto block = std::make_unique<RequestBlock>();
  ASSERT_EQ(stream->Fill(*block, RequestBlock::kCapacity, 1000), FillResult::kFilled);
  EXPECT_EQ(block->size, RequestBlock::kCapacity);
  EXPECT_FALSE(block->has_slots);
  for (std::size_t i = 0; i < block->size; ++i) EXPECT_TRUE(Same(block->features[i], SyntheticFeature(7, 1000 + i)));
}

TEST(SyntheticSourceTest, GivesTheSameRequestWhateverTheBlockSize) {
  SyntheticSource source;
  const auto stream = source.OpenStream(7);
  const auto block = std::make_unique<RequestBlock>();
  stream->Fill(*block, 1, 1003);
  EXPECT_EQ(block->size, 1U);
  EXPECT_TRUE(Same(block->features[0], SyntheticFeature(7, 1003)));
}

}  // namespace
}  // namespace hotswap
