// Which answers are kept with their labels: those that tell something, of every kind, and no more than are wanted.
#include "core/engine/label_tap.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

namespace hotswap {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Answers with the request's feature, and throws where that is below 0.
struct FeatureOperator final : IScoreOperator {
  double compute_score(const Feature& feature) override {
    if (feature.user_feature < 0) throw std::runtime_error("below 0");
    return feature.user_feature;
  }
  const char* name() const override { return "Feature"; }
};

class LabelTapTest : public ::testing::Test {
 protected:
  LabelTapTest() {
    cells_.EnsureThreads(1);
    block_->has_labels = true;
  }

  /// A run of so many requests that ends at a moment.
  void Answer(std::size_t count, std::int64_t end_ns) {
    Arm arm;
    arm.version = 1;
    arm.op = &op_;
    arm.cells = &cells_;
    claim_.Begin({});
    ASSERT_TRUE(scorer_.Score(arm, cells_.Of(0), std::span(block_->features).first(count), 64, claim_));
    tap_.Take({cells_.Of(0), *block_, 0, scorer_}, end_ns);
  }

  std::vector<std::pair<double, bool>> Kept() {
    std::vector<std::pair<double, bool>> kept;
    taken_ =
        cells_.Of(0).labelled.TakeSince(taken_, [&kept](double score, bool positive) { kept.emplace_back(score, positive); });
    return kept;
  }

  FeatureOperator op_;
  VersionCells cells_;
  const std::unique_ptr<RequestBlock> block_ = std::make_unique<RequestBlock>();
  const CycleClock clock_;
  RunClaim claim_;
  BlockScorer scorer_{clock_, std::chrono::hours(1)};
  LabelTap tap_;
  std::uint64_t taken_ = 0;
};

TEST_F(LabelTapTest, AtHumanRatesEachLabelledAnswerIsKept) {
  for (int i = 0; i < 50; ++i) {
    block_->features[0].user_feature = i;
    block_->labels[0] = i % 3 == 0 ? 1.0F : 0.0F;
    Answer(1, (i + 1) * kSecond / 10);
  }
  const auto kept = Kept();
  ASSERT_EQ(kept.size(), 50U);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    EXPECT_DOUBLE_EQ(kept[i].first, static_cast<double>(i));
    EXPECT_EQ(kept[i].second, i % 3 == 0);
  }
}

TEST_F(LabelTapTest, AHalfAndMoreIsAYes) {
  std::int64_t now = 0;
  for (const float label : {0.0F, 0.49F, 0.5F, 1.0F}) {
    block_->labels[0] = label;
    Answer(1, now += kSecond);
    EXPECT_EQ(Kept().back().second, label >= 0.5F) << label;
  }
}

TEST_F(LabelTapTest, WhatHasNoLabelNoFiniteScoreOrAnErrorTellsNothing) {
  block_->labels.fill(1);
  block_->labels[0] = std::numeric_limits<float>::quiet_NaN();
  block_->features[1].user_feature = kNan;
  block_->features[2].user_feature = -1;
  block_->features[3].user_feature = std::numeric_limits<double>::infinity();
  block_->features[4].user_feature = 0.75;
  Answer(5, kSecond);
  const auto kept = Kept();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept.front().first, 0.75);
}

TEST_F(LabelTapTest, FlatOutASecondLeavesAFixedNumber) {
  block_->labels.fill(1);
  std::size_t kept = 0;
  for (int block = 1; block <= 10'000; ++block) {
    Answer(512, block * kSecond / 10'000);
    if (block % 100 == 0) kept += Kept().size();
  }
  EXPECT_NEAR(static_cast<double>(kept), LabelTap::kPerSecond, 25);
}

TEST_F(LabelTapTest, APauseIsNotMadeUpFor) {
  block_->labels.fill(1);
  Answer(RequestBlock::kCapacity, 3600 * kSecond);
  const std::size_t kept = Kept().size();
  EXPECT_LE(kept, static_cast<std::size_t>(LabelTap::kMostAtOnce));
  EXPECT_GE(kept, 80U);
}

TEST_F(LabelTapTest, LabelsThatComeInAPatternAreSeenInTheirProportion) {
  for (std::size_t i = 0; i < RequestBlock::kCapacity; ++i) block_->labels[i] = i % 4 == 0 ? 1.0F : 0.0F;
  std::size_t positives = 0;
  std::size_t all = 0;
  for (int block = 1; block <= 1000; ++block) {
    Answer(RequestBlock::kCapacity, block * kSecond / 100);
    for (const auto& [score, positive] : Kept()) {
      ++all;
      positives += positive ? 1 : 0;
    }
  }
  ASSERT_GT(all, 3900U);
  EXPECT_NEAR(static_cast<double>(positives) / static_cast<double>(all), 0.25, 0.03);
}

TEST_F(LabelTapTest, SoTheyAreWhereARunIsOneRequest) {
  std::size_t positives = 0;
  std::size_t all = 0;
  for (int request = 1; request <= 20'000; ++request) {  // 500 a second, of which each fifth is a yes: one in five is too many
    block_->labels[0] = request % 5 == 0 ? 1.0F : 0.0F;
    Answer(1, request * (kSecond / 500));
    for (const auto& [score, positive] : Kept()) {
      ++all;
      positives += positive ? 1 : 0;
    }
  }
  EXPECT_NEAR(static_cast<double>(all), 16'000, 110);
  EXPECT_NEAR(static_cast<double>(positives) / static_cast<double>(all), 0.2, 0.015);
}

TEST_F(LabelTapTest, RowsWithoutALabelDoNotUseUpWhatIsWanted) {
  block_->labels.fill(std::numeric_limits<float>::quiet_NaN());
  for (std::size_t i = 0; i < RequestBlock::kCapacity; i += 10) block_->labels[i] = 1;
  std::size_t kept = 0;
  for (int block = 1; block <= 1000; ++block) {
    Answer(RequestBlock::kCapacity, block * kSecond / 1000);
    kept += Kept().size();
  }
  EXPECT_GT(kept, 300U);
}

}  // namespace
}  // namespace hotswap
