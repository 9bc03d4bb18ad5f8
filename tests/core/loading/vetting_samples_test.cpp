#include "core/loading/vetting_samples.h"

#include <gtest/gtest.h>

namespace hotswap {
namespace {

TEST(VettingSamplesTest, LookLikeRequests) {
  const auto samples = DefaultVettingSamples();
  ASSERT_EQ(samples.size(), 256U);
  double sum = 0;
  for (const Feature& sample : samples) {
    EXPECT_GE(sample.user_id, 0);
    EXPECT_LT(sample.user_id, 100'000);
    EXPECT_GE(sample.item_id, 0);
    EXPECT_LT(sample.item_id, 50'000);
    EXPECT_GE(sample.user_feature, 0.0);
    EXPECT_LT(sample.user_feature, 1.0);
    EXPECT_GE(sample.item_feature, 0.0);
    EXPECT_LT(sample.item_feature, 1.0);
    sum += sample.user_feature + sample.item_feature;
  }
  EXPECT_NEAR(sum / 512, 0.5, 0.06);
}

TEST(VettingSamplesTest, AreTheSameEachTimeAndTellTheirDigest) {
  auto samples = DefaultVettingSamples();
  EXPECT_EQ(DigestOf(samples).value(), DigestOf(DefaultVettingSamples()).value());
  std::swap(samples[0], samples[1]);
  EXPECT_NE(DigestOf(samples).value(), DigestOf(DefaultVettingSamples()).value());
}

}  // namespace
}  // namespace hotswap
