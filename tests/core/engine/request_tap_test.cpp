// Copies of answers for whoever judges: what they say, how many there are, and that a full ring holds nobody up.
#include "core/engine/request_tap.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <map>
#include <stdexcept>
#include <vector>

#include "core/engine/csv_source.h"
#include "tests/core/engine/canary_bench.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::CanaryBench;
using testing::Eventually;

std::vector<Observation> Drain(ThreadCell& cell) {
  std::vector<Observation> observations;
  for (Observation observation; cell.PopObservation(observation);) observations.push_back(observation);
  return observations;
}

TEST(RequestTapTest, AnObservationTellsWhoAnsweredWhatAndHowLongItTook) {
  CanaryBench canary;
  canary.PublishByUsers(0.5, 1);
  canary.Start(1, 1000);
  ASSERT_TRUE(canary.Finished());
  const std::vector<Observation> observations = Drain(*canary.bench.cells.Find(0));
  const std::vector<RecordRow> rows = canary.Rows().at(0);
  ASSERT_EQ(observations.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Feature feature = SyntheticFeature(0, rows[i].round);
    EXPECT_EQ(observations[i].user_id, feature.user_id);
    EXPECT_EQ(observations[i].item_id, feature.item_id);
    EXPECT_EQ(observations[i].score, rows[i].score);
    EXPECT_EQ(observations[i].version, rows[i].version);
    EXPECT_EQ(observations[i].route, rows[i].route);
    EXPECT_EQ(observations[i].latency_ns, rows[i].end_ns - rows[i].start_ns) << "a record times every call";
    EXPECT_FALSE(observations[i].error);
    EXPECT_TRUE(std::isnan(observations[i].label));
  }
}

TEST(RequestTapTest, OneAnswerInAStrideIsCopied) {
  for (const std::uint32_t stride : {1U, 7U, 64U, 100U}) {
    testing::PoolBench bench;
    bench.Publish(bench.operators[0], bench.version_cells, 1, 0, [&](Route& route) { route.observe_stride = stride; });
    constexpr std::uint64_t kRounds = 2000;
    bench.pool->Apply({.threads = 1, .interval = 0ns, .rounds = kRounds});
    ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
    const std::size_t copied = Drain(*bench.cells.Find(0)).size();
    EXPECT_LE(copied, (kRounds + stride - 1) / stride) << stride;
    // The last one may lie behind the end; those that wait for a timed call may be late there.
    EXPECT_GE(copied, (kRounds + stride - 1) / stride - (stride >= 64 ? 3 : 1)) << stride;
  }
}

TEST(RequestTapTest, AStrideOfFewObservesTimedCallsOnly) {
  testing::PoolBench bench;
  struct Quick final : IScoreOperator {
    double compute_score(const Feature&) override { return 1; }
    const char* name() const override { return "Quick"; }
  } quick;
  bench.Publish(quick, bench.version_cells, 1, 0, [](Route& route) { route.observe_stride = 64; });
  bench.pool->Apply({.threads = 1, .interval = 0ns, .rounds = 100'000});
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  const std::vector<Observation> observations = Drain(*bench.cells.Find(0));
  EXPECT_GT(observations.size(), 1000U);
  for (const Observation& observation : observations) ASSERT_GE(observation.latency_ns, 0);
}

TEST(RequestTapTest, AFileWhoseRowsComeInAPatternIsSampledWhole) {
  struct Quick final : IScoreOperator {
    double compute_score(const Feature&) override { return 1; }
    const char* name() const override { return "Quick"; }
  } quick;
  for (const std::uint32_t stride : {8U, 64U, 512U}) {
    testing::PoolBench bench;
    bench.Publish(quick, bench.version_cells, 1, 0, [&](Route& route) { route.observe_stride = stride; });
    std::map<std::uint64_t, int> residues;
    for (int part = 1; part <= 20; ++part) {  // a ring keeps only so many
      bench.pool->Apply({.threads = 1, .interval = 0ns, .rounds = static_cast<std::uint64_t>(part) * 20'000});
      ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
      for (const Observation& observation : Drain(*bench.cells.Find(0))) ++residues[observation.item_id % 8];
    }
    EXPECT_EQ(residues.size(), 8U) << "of each eighth row, with a stride of " << stride;
  }
}

TEST(RequestTapTest, NothingIsCopiedForARouteThatDoesNotAsk) {
  testing::PoolBench bench;
  bench.Publish();
  bench.pool->Apply({.threads = 1, .interval = 0ns, .rounds = 1000});
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  EXPECT_TRUE(Drain(*bench.cells.Find(0)).empty());
}

TEST(RequestTapTest, AFullRingDropsAndCounts) {
  testing::PoolBench bench;
  bench.Publish(bench.operators[0], bench.version_cells, 1, 0, [](Route& route) { route.observe_stride = 1; });
  constexpr std::uint64_t kRounds = 5000;
  bench.pool->Apply({.threads = 1, .interval = 0ns, .rounds = kRounds});
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  ThreadCell& cell = *bench.cells.Find(0);
  EXPECT_EQ(cell.requests(), kRounds);
  EXPECT_EQ(cell.observations_dropped(), kRounds - ThreadCell::kObservations);
  const std::vector<Observation> kept = Drain(cell);
  ASSERT_EQ(kept.size(), ThreadCell::kObservations);
  EXPECT_EQ(kept.front().item_id, 1) << "the oldest stay";
}

TEST(RequestTapTest, AnErrorIsToldFromAScoreThatIsNoNumber) {
  struct Faulty final : IScoreOperator {
    double compute_score(const Feature& feature) override {
      if (feature.item_id % 3 == 0) throw std::runtime_error("no");
      return feature.item_id % 3 == 1 ? std::nan("") : 1.0;
    }
    const char* name() const override { return "Faulty"; }
  } faulty;
  testing::PoolBench bench;
  bench.Publish(faulty, bench.version_cells, 1, 0, [](Route& route) { route.observe_stride = 1; });
  bench.pool->Apply({.threads = 1, .interval = 0ns, .rounds = 300});
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  for (const Observation& observation : Drain(*bench.cells.Find(0))) {
    EXPECT_EQ(observation.error, observation.item_id % 3 == 0) << observation.item_id;
    EXPECT_EQ(std::isnan(observation.score), observation.item_id % 3 != 2);
  }
}

TEST(RequestTapTest, ALabelStaysWithItsRequest) {
  const testing::ScratchDirectory scratch;
  {
    std::ofstream file(scratch / "rows.csv");
    file << "user_id,item_id,user_feature,item_feature,label\n";
    for (int i = 0; i < 1000; ++i) {
      file << i << "," << i % 4 << ",0,0," << (i % 4 == 3 ? "" : std::to_string(i % 4 / 4.0)) << "\n";
    }
  }
  auto csv = CsvSource::Open(scratch / "rows.csv", {}, false).value();
  CanaryBench canary;
  canary.bench.pool->UseSource(*csv);
  canary.PublishByUsers(0.5, 1);
  canary.Start(1, 0);
  ASSERT_TRUE(canary.Finished());
  const std::vector<Observation> observations = Drain(*canary.bench.cells.Find(0));
  EXPECT_EQ(observations.size(), 1000U);
  for (const Observation& observation : observations) {
    if (observation.item_id == 3) {
      EXPECT_TRUE(std::isnan(observation.label));
    } else {
      EXPECT_EQ(observation.label, static_cast<float>(observation.item_id) / 4);
    }
  }
  canary.bench.pool->Stop();
  // So it does in the sample that the versions' quality is taken from. A score tells the user, and the user the item.
  std::size_t kept = 0;
  for (VersionCells* cells : {&canary.stable_cells, &canary.candidate_cells}) {
    cells->Of(0).labelled.TakeSince(0, [&kept](double score, bool positive) {
      ++kept;
      const long item = std::lround(score) % 4;
      EXPECT_NE(item, 3);
      EXPECT_EQ(positive, item == 2);
    });
  }
  EXPECT_GT(kept, 0U);
}

}  // namespace
}  // namespace hotswap
