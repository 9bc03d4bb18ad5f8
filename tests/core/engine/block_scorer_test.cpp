#include "core/engine/block_scorer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <exception>
#include <functional>
#include <limits>
#include <random>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/core/loading/scratch_directory.h"

namespace hotswap {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Answers by what a test says about the request's user.
struct ScriptedOperator final : IScoreOperator {
  explicit ScriptedOperator(std::function<double(int)> script) : answer(std::move(script)) {}
  double compute_score(const Feature& feature) override { return answer(feature.user_id); }
  const char* name() const override { return "Scripted"; }
  const std::function<double(int)> answer;
};

class BlockScorerTest : public ::testing::Test {
 protected:
  BlockScorerTest() {
    cells_.EnsureThreads(1);
    for (int user = 0; user < static_cast<int>(RequestBlock::kCapacity); ++user) features_.push_back({user, 0, 0, 0});
  }

  RunSummary Score(std::size_t count, std::size_t stride, std::function<double(int)> answer) {
    ScriptedOperator op(std::move(answer));
    arm_.version = 7;
    arm_.op = &op;
    arm_.cells = &cells_;
    claim_.Begin({});
    return scorer_.Score(arm_, cells_.Of(0), std::span(features_).first(count), stride, claim_).value();
  }

  std::uint64_t Timed() const {
    LatencyCounts counts;
    cells_.Find(0)->latency.AddTo(counts);
    return counts.total();
  }

  const CycleClock clock_;
  VersionCells cells_;
  Arm arm_;
  std::vector<Feature> features_;
  RunClaim claim_;
  BlockScorer scorer_{clock_, std::chrono::hours(1)};  // never in a hurry, however busy the machine is
};

TEST_F(BlockScorerTest, KeepsTheFiniteScoresOfTimedCallsForTheVersionsSpread) {
  Score(100, 1, [](int user) { return user == 20 ? kNan : user; });
  std::vector<double> kept;
  cells_.Find(0)->scores.TakeSince(0, [&kept](double score) { kept.push_back(score); });
  EXPECT_EQ(kept.size() + 1, Timed());
  EXPECT_EQ(kept.front(), 0);
  EXPECT_EQ(std::ranges::count_if(kept, [](double score) { return std::isnan(score); }), 0);
}

TEST_F(BlockScorerTest, ScoresEveryRequestInOrder) {
  const RunSummary run = Score(100, 1, [](int user) { return user * 2.0; });
  EXPECT_EQ(run.version, 7U);
  EXPECT_EQ(run.requests, 100U);
  EXPECT_EQ(run.errors, 0U);
  EXPECT_EQ(run.min, 0.0);
  EXPECT_EQ(run.max, 198.0);
  EXPECT_EQ(run.last, 198.0);
  ASSERT_EQ(scorer_.scores().size(), 100U);
  for (std::size_t i = 0; i < 100; ++i) EXPECT_EQ(scorer_.scores()[i], static_cast<double>(i) * 2);
  EXPECT_EQ(cells_.Of(0).requests, 100U);
  EXPECT_EQ(cells_.Of(0).last_score, 198.0);
}

TEST_F(BlockScorerTest, ARunThatTakesTooLongEndsAtATimedCall) {
  BlockScorer hurried(clock_, std::chrono::nanoseconds(0));
  ScriptedOperator op([](int user) { return user * 2.0; });
  arm_.op = &op;
  arm_.cells = &cells_;
  claim_.Begin({});
  const RunSummary run = hurried.Score(arm_, cells_.Of(0), std::span(features_).first(10), 1, claim_).value();
  EXPECT_EQ(run.requests, 1U) << "one at least, or a block would never end";
  EXPECT_EQ(hurried.scores().size(), 1U);
}

TEST_F(BlockScorerTest, TimesOneCallInAStrideFromAPlaceThatIsDrawnAndOneAtLeast) {
  const auto one = [](int) { return 1.0; };
  Score(100, 1, one);
  EXPECT_EQ(Timed(), 100U);
  Score(200, 64, one);
  const std::uint64_t timed = Timed() - 100U;
  EXPECT_GE(timed, 3U) << "200 requests hold three strides";
  EXPECT_LE(timed, 4U);
  Score(1, 64, one);
  EXPECT_EQ(Timed(), 100U + timed + 1);
  for (const std::size_t length : {std::size_t{200}, std::size_t{10}}) {
    std::set<std::size_t> first;
    for (int run = 0; run < 100; ++run) {
      Score(length, 64, one);
      first.insert(scorer_.timed()[0].index);
    }
    EXPECT_GT(first.size(), std::min<std::size_t>(length, 64) / 2) << "rows in a pattern would else be one row";
  }
}

TEST_F(BlockScorerTest, AnExceptionIsThatRequestsErrorAndTheRestGoesOn) {
  for (const std::size_t stride : {std::size_t{1}, BlockScorer::kSparseStride}) {
    const RunSummary run = Score(200, stride, [](int user) {
      if (user % 50 == 49) throw std::runtime_error("user " + std::to_string(user));
      return 1.0 + user;
    });
    EXPECT_EQ(run.requests, 200U);
    EXPECT_EQ(run.errors, 4U);
    EXPECT_EQ(run.nonfinite, 0U);
    EXPECT_EQ(run.min, 1.0);
    EXPECT_EQ(run.max, 199.0);
    for (int user = 0; user < 200; ++user) {
      const double score = scorer_.scores()[static_cast<std::size_t>(user)];
      if (user % 50 == 49)
        EXPECT_TRUE(std::isnan(score)) << user;
      else
        EXPECT_EQ(score, 1.0 + user);
    }
  }
  EXPECT_EQ(cells_.Of(0).errors, 8U);
  EXPECT_EQ(cells_.first_error(), "user 49");
}

TEST_F(BlockScorerTest, EveryCallMayThrowAnything) {
  EXPECT_EQ(Score(10, 64, [](int) -> double { throw 42; }).errors, 10U);
  EXPECT_EQ(cells_.first_error(), "an exception that is not a std::exception");
  EXPECT_FALSE(cells_.Of(0).scored);
}

TEST_F(BlockScorerTest, AnExceptionWithoutATextIsCountedToo) {
  struct Wordless : std::exception {
    const char* what() const noexcept override { return nullptr; }
  };
  EXPECT_EQ(Score(3, 1, [](int) -> double { throw Wordless(); }).errors, 3U);
  EXPECT_EQ(cells_.first_error(), "");
}

TEST_F(BlockScorerTest, WhatIsNotFiniteIsCountedAndNotCharted) {
  const RunSummary run = Score(8, 1, [](int user) {
    switch (user) {
      case 1: return kNan;
      case 4: return kInfinity;
      case 6: throw std::runtime_error("no");
      case 7: return -kInfinity;
      default: return 10.0 - user;
    }
  });
  EXPECT_EQ(run.requests, 8U);
  EXPECT_EQ(run.errors, 1U);
  EXPECT_EQ(run.nonfinite, 3U);
  EXPECT_EQ(run.min, 5.0);
  EXPECT_EQ(run.max, 10.0);
  EXPECT_EQ(run.last, 5.0);
  EXPECT_EQ(cells_.Of(0).nonfinite, 3U);
  EXPECT_EQ(cells_.Of(0).last_score, 5.0);
}

TEST_F(BlockScorerTest, ARunWithoutAFiniteScoreKeepsTheLastOneBefore) {
  Score(2, 1, [](int) { return 3.0; });
  const RunSummary run = Score(5, 1, [](int) { return kNan; });
  EXPECT_GT(run.min, run.max);
  EXPECT_EQ(run.nonfinite, 5U);
  EXPECT_EQ(cells_.Of(0).last_score, 3.0);
}

TEST_F(BlockScorerTest, ARecordHasARowForEveryRequest) {
  const testing::ScratchDirectory scratch;
  ScriptedOperator op([](int user) -> double {
    if (user == 1) throw std::runtime_error("no");
    return user + 0.5;
  });
  arm_.version = 7;
  arm_.op = &op;
  arm_.cells = &cells_;
  RecordRow first;
  first.round = 11;
  first.version = 7;
  {
    auto recorder = RequestRecorder::Open(scratch / "r").value();
    auto lane = recorder->OpenLane();
    claim_.Begin({});
    const auto origin = std::chrono::steady_clock::now();
    const RunSummary run =
        scorer_.ScoreAndRecord(arm_, cells_.Of(0), std::span(features_).first(3), {first}, origin, *lane, claim_).value();
    EXPECT_EQ(run.errors, 1U);
    EXPECT_EQ(run.requests, 3U);
  }
  EXPECT_EQ(Timed(), 3U);
  std::vector<RecordRow> rows;
  ASSERT_TRUE(ReadRecord(scratch / "r", [&](const RecordRow& row) { rows.push_back(row); }).ok());
  ASSERT_EQ(rows.size(), 3U);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].round, 11 + i);
    EXPECT_EQ(rows[i].version, 7U);
    EXPECT_LE(rows[i].start_ns, rows[i].end_ns);
    EXPECT_EQ(rows[i].flags, i == 1 ? RecordRow::kError : 0);
  }
  EXPECT_TRUE(std::isnan(rows[1].score));
  EXPECT_EQ(rows[2].score, 2.5);
}

TEST(RangeOfTest, AgreesWithALoopOverEveryScore) {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> any(-1e300, 1e300);
  for (std::size_t count = 1; count < 70; ++count) {
    std::vector<double> scores;
    for (std::size_t i = 0; i < count; ++i) scores.push_back(any(random));
    const ScoreRange range = RangeOf(scores);
    EXPECT_EQ(range.min, *std::ranges::min_element(scores)) << count;
    EXPECT_EQ(range.max, *std::ranges::max_element(scores)) << count;
    EXPECT_EQ(range.last, scores.back());
    EXPECT_EQ(range.nonfinite, 0U);
  }
}

TEST(RangeOfTest, SeesAScoreThatIsNotFiniteInEveryPlace) {
  for (const double bad : {kNan, kInfinity, -kInfinity}) {
    for (std::size_t at = 0; at < 11; ++at) {
      std::vector<double> scores(11, 2.0);
      scores[at] = bad;
      const ScoreRange range = RangeOf(scores);
      EXPECT_EQ(range.nonfinite, 1U) << bad << " at " << at;
      EXPECT_EQ(range.min, 2.0);
      EXPECT_EQ(range.max, 2.0);
      EXPECT_EQ(range.last, 2.0);
    }
  }
}

TEST(RangeOfTest, NothingHasNoRange) {
  const ScoreRange range = RangeOf({});
  EXPECT_GT(range.min, range.max);
  EXPECT_EQ(range.nonfinite, 0U);
}

}  // namespace
}  // namespace hotswap
