#include "core/control/version_spreads.h"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/core/control/answering_versions.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;

class VersionSpreadsTest : public testing::AnsweringVersions {
 protected:
  static void Answer(VersionCells& cells, double score, std::uint64_t latency_ns, unsigned thread = 0) {
    VersionCell& cell = cells.Of(thread);
    cell.latency.Record(latency_ns);
    cell.scores.Record(score);
    cell.Add(1, 0, 0);
  }

  VersionSpreads spreads_;
};

TEST_F(VersionSpreadsTest, AVersionThatAnsweredNothingHasNone) {
  AddVersion(1);
  const auto spreads = spreads_.Look(state_, 1s);
  ASSERT_NE(spreads, nullptr);
  EXPECT_TRUE(spreads->empty());
}

TEST_F(VersionSpreadsTest, TellsScoresAndLatenciesOfAllItsWorkers) {
  VersionCells& cells = AddVersion(1);
  Answer(cells, 0.25, 100, 0);
  Answer(cells, 0.75, 300, 1);
  const auto spreads = spreads_.Look(state_, 2s);
  ASSERT_EQ(spreads->size(), 1U);
  const VersionSpread& spread = spreads->front();
  EXPECT_EQ(spread.version, 1U);
  EXPECT_EQ(spread.first, 2s);
  EXPECT_EQ(spread.sampled, 2U);
  EXPECT_DOUBLE_EQ(spread.mean_score, 0.5);
  EXPECT_EQ(spread.p99_score, 0.75);
  EXPECT_EQ(std::accumulate(spread.scores.counts.begin(), spread.scores.counts.end(), std::uint64_t{0}), 2U);
  EXPECT_EQ(spread.timed, 2U);
  EXPECT_NEAR(spread.mean_ns, 200, 200 * 0.04);
  EXPECT_EQ(std::accumulate(spread.latency.counts.begin(), spread.latency.counts.end(), std::uint64_t{0}), 2U);
}

TEST_F(VersionSpreadsTest, NothingIsMadeAnewWhileNobodyAnswers) {
  VersionCells& cells = AddVersion(1);
  Answer(cells, 0.5, 100);
  const auto before = spreads_.Look(state_, 1s);
  EXPECT_EQ(spreads_.Look(state_, 2s), before);
  Answer(cells, 0.5, 100);
  const auto after = spreads_.Look(state_, 3s);
  EXPECT_NE(after, before);
  EXPECT_EQ(after->front().first, 1s);
  EXPECT_EQ(after->front().last, 3s);
}

TEST_F(VersionSpreadsTest, VersionsOfASlotHaveTheSameEdgesAndOtherSlotsTheirOwn) {
  Answer(AddVersion(1), 0.1, 100);
  Answer(AddVersion(2), 0.9, 100);
  Answer(AddVersion(1, 1), 5000, 100);
  const auto spreads = spreads_.Look(state_, 1s);
  ASSERT_EQ(spreads->size(), 3U);
  EXPECT_EQ((*spreads)[0].scores.edges, (*spreads)[1].scores.edges);
  for (const VersionSpread& spread : *spreads) EXPECT_EQ(spread.scores.below + spread.scores.above, 0U) << spread.version;
  EXPECT_GT((*spreads)[2].scores.edges.front(), 4000);
}

TEST_F(VersionSpreadsTest, TheSampleStandsForAllTheTimeInBoundedMemory) {
  VersionCells& cells = AddVersion(1);
  for (int second = 0; second < 200; ++second) {
    for (int i = 0; i < 200; ++i) Answer(cells, second < 100 ? 0.0 : 1.0, 100);
    spreads_.Look(state_, std::chrono::seconds(second));
  }
  const VersionSpread& spread = spreads_.Look(state_, 201s)->front();
  EXPECT_EQ(spread.sampled, kMostScores);
  EXPECT_NEAR(spread.mean_score, 0.5, 0.05);
  EXPECT_EQ(spread.timed, 40'000U);
}

TEST_F(VersionSpreadsTest, OfManyVersionsThoseThatAnsweredLastAreKept) {
  for (std::uint32_t number = 1; number <= kMostSpreads + 4; ++number) {
    Answer(AddVersion(number), 0.5, 100);
    spreads_.Look(state_, std::chrono::seconds(number));
  }
  const auto spreads = spreads_.Look(state_, 100s);
  ASSERT_EQ(spreads->size(), kMostSpreads);
  EXPECT_EQ(spreads->front().version, 5U);
}

}  // namespace
}  // namespace hotswap
