#include "core/telemetry/labelled_scores.h"

#include <gtest/gtest.h>

#include <limits>
#include <utility>
#include <vector>

namespace hotswap {
namespace {

using Answers = std::vector<std::pair<double, bool>>;

Answers TakeAll(const LabelledScores& scores) {
  Answers answers;
  scores.TakeSince(0, [&answers](double score, bool positive) { answers.emplace_back(score, positive); });
  return answers;
}

TEST(LabelledScoresTest, AScoreComesWithItsLabel) {
  LabelledScores scores;
  for (const double score : {0.25, 0.1, -3.0, 1e300, 0.0}) {
    scores.Record(score, true);
    scores.Record(score, false);
  }
  const Answers answers = TakeAll(scores);
  ASSERT_EQ(answers.size(), 10U);
  for (std::size_t i = 0; i < answers.size(); i += 2) {
    EXPECT_TRUE(answers[i].second);
    EXPECT_FALSE(answers[i + 1].second);
    EXPECT_EQ(answers[i].first, answers[i + 1].first) << "equal scores stay equal, whatever their labels";
  }
  EXPECT_EQ(answers[0].first, 0.25);
  EXPECT_DOUBLE_EQ(answers[2].first, 0.1);
  EXPECT_DOUBLE_EQ(answers[4].first, -3.0);
}

TEST(LabelledScoresTest, AFiniteScoreStaysFinite) {
  LabelledScores scores;
  scores.Record(std::numeric_limits<double>::max(), true);
  scores.Record(std::numeric_limits<double>::denorm_min(), true);
  const Answers answers = TakeAll(scores);
  EXPECT_DOUBLE_EQ(answers[0].first, std::numeric_limits<double>::max());
  EXPECT_EQ(answers[1].first, 0);
}

TEST(LabelledScoresTest, AReaderGetsWhatIsNewAndOfMuchTheLatest) {
  LabelledScores scores;
  scores.Record(1, true);
  EXPECT_EQ(scores.count(), 1U);
  const std::uint64_t taken = scores.TakeSince(0, [](double, bool) {});
  for (int i = 0; i < 1000; ++i) scores.Record(i, false);
  Answers answers;
  EXPECT_EQ(scores.TakeSince(taken, [&](double score, bool positive) { answers.emplace_back(score, positive); }), 1001U);
  ASSERT_EQ(answers.size(), LatestScores::kKept);
  EXPECT_DOUBLE_EQ(answers.back().first, 999);
}

}  // namespace
}  // namespace hotswap
