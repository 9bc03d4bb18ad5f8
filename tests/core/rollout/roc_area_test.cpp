#include "core/rollout/roc_area.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/rollout/ranking_quality.h"

namespace hotswap {
namespace {

RocArea AreaOf(std::vector<LabelledScore> answers) {
  std::ranges::sort(answers, {}, &LabelledScore::score);
  return RocAreaOf(answers);
}

TEST(RocAreaTest, IsTheShareOfPairsInWhichThePositiveOneScoresHigher) {
  // Positives 0.8 and 0.4, negatives 0.6, 0.3 and 0.2: 3 + 2 of 6 pairs.
  const RocArea area = AreaOf({{0.8, true}, {0.6, false}, {0.4, true}, {0.3, false}, {0.2, false}});
  ASSERT_TRUE(area.known());
  EXPECT_EQ(area.positives, 2);
  EXPECT_EQ(area.negatives, 3);
  EXPECT_DOUBLE_EQ(area.auc(), 5.0 / 6);
}

TEST(RocAreaTest, AnOrderIsRightWrongOrChance) {
  EXPECT_EQ(AreaOf({{1, false}, {2, false}, {3, true}}).auc(), 1);
  EXPECT_EQ(AreaOf({{1, true}, {2, false}, {3, false}}).auc(), 0);
  EXPECT_EQ(AreaOf({{7, true}, {7, false}, {7, false}, {7, true}}).auc(), 0.5);
}

TEST(RocAreaTest, ATieCountsHalf) { EXPECT_DOUBLE_EQ(AreaOf({{0.5, true}, {0.5, false}, {0.1, false}}).auc(), 0.75); }

TEST(RocAreaTest, OneLabelAloneHasNone) {
  EXPECT_FALSE(AreaOf({{0.1, true}, {0.2, true}}).known());
  EXPECT_FALSE(AreaOf({{0.1, false}}).known());
  EXPECT_FALSE(AreaOf({}).known());
}

TEST(RocAreaTest, IsTheAreaThatARolloutJudgesBy) {
  std::vector<UserFigures> users(3);
  std::vector<LabelledScore> answers;
  for (std::size_t i = 0; i < 12; ++i) {
    UserFigures& user = users[i % 3];
    const float score = static_cast<float>((i * 5) % 12) / 16;  // a float's and a double's alike
    user.labelled_scores[user.labelled] = score;
    user.positives[user.labelled++] = i % 4 == 0;
    answers.push_back({score, i % 4 == 0});
  }
  const auto quality = QualityOf(users);
  ASSERT_TRUE(quality);
  EXPECT_DOUBLE_EQ(quality->auc, AreaOf(answers).auc());
}

TEST(LogLossTest, IsTheNegativeNaturalLogarithmOfWhatTheLabelWasGiven) {
  EXPECT_DOUBLE_EQ(LogLoss(0.75, true), -std::log(0.75));
  EXPECT_DOUBLE_EQ(LogLoss(0.75, false), -std::log(0.25));
  EXPECT_DOUBLE_EQ(LogLoss(0.5, true), std::log(2));
}

TEST(LogLossTest, NoScoreCostsMoreThanOneInAMillion) {
  for (const double score : {1.0, 7.0, 1e300}) {
    EXPECT_NEAR(LogLoss(score, false), std::log(1e6), 1e-9) << score;
    EXPECT_NEAR(LogLoss(score, true), 1e-6, 1e-9) << score;
  }
  for (const double score : {0.0, -7.0}) {
    EXPECT_NEAR(LogLoss(score, true), std::log(1e6), 1e-9) << score;
    EXPECT_NEAR(LogLoss(score, false), 1e-6, 1e-9) << score;
  }
}

}  // namespace
}  // namespace hotswap
