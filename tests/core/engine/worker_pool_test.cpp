#include "core/engine/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <numeric>
#include <thread>
#include <vector>

#include "tests/core/engine/pool_bench.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::Eventually;
using testing::PoolBench;

WorkerSettings Settings(unsigned threads, std::chrono::nanoseconds interval, std::uint64_t rounds = 0) {
  return {.threads = threads, .interval = interval, .rounds = rounds};
}

std::vector<int> OneTo(int last) {
  std::vector<int> rounds(static_cast<std::size_t>(last));
  std::iota(rounds.begin(), rounds.end(), 1);
  return rounds;
}

TEST(WorkerPoolTest, EveryWorkerAnswersExactlyItsRounds) {
  PoolBench bench;
  bench.Publish();
  bench.pool->Apply(Settings(3, 0ns, 1000));
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  for (int thread = 0; thread < 3; ++thread) EXPECT_EQ(bench.operators[0].RoundsOf(thread), OneTo(1000));
  EXPECT_TRUE(bench.EveryWorkerIs(WorkerState::kFinished));
}

TEST(WorkerPoolTest, MoreRoundsGoOnWhereTheFirstEnded) {
  PoolBench bench;
  bench.Publish();
  bench.pool->Apply(Settings(2, 0ns, 100));
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  bench.pool->Apply(Settings(2, 0ns, 150));
  EXPECT_FALSE(bench.pool->Finished() && bench.operators[0].Answered() < 300);
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  for (int thread = 0; thread < 2; ++thread) EXPECT_EQ(bench.operators[0].RoundsOf(thread), OneTo(150));
}

TEST(WorkerPoolTest, OldOrdersThatAreDoneDoNotMakeNewOnesDone) {
  PoolBench bench;
  bench.Publish();
  bench.pool->Apply(Settings(4, 0ns, 10));
  for (std::size_t series = 1; series < 50; ++series) {
    ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
    ASSERT_EQ(bench.operators[0].Answered(), series * 40);
    bench.pool->RestartRounds();
  }
}

TEST(WorkerPoolTest, ANewSeriesCountsFromOneAgain) {
  PoolBench bench;
  bench.Publish();
  bench.pool->Apply(Settings(1, 0ns, 5));
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  bench.pool->RestartRounds();
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  EXPECT_EQ(bench.operators[0].RoundsOf(0), (std::vector<int>{1, 2, 3, 4, 5, 1, 2, 3, 4, 5}));
}

TEST(WorkerPoolTest, AWorkerThatEndsWithANewSeriesHasAnsweredNothingOfIt) {
  PoolBench bench;
  bench.Publish();
  bench.pool->Apply(Settings(2, 0ns, 50));
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  bench.pool->RestartRounds();
  bench.pool->SetPaused(true);  // so that neither worker answers anything before it ends
  bench.pool->Apply(Settings(1, 0ns, 50));
  bench.pool->SetPaused(false);
  bench.pool->Apply(Settings(2, 0ns, 50));
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  EXPECT_EQ(bench.Requests(1), 100U);
}

TEST(WorkerPoolTest, ANewSeriesForgetsTheRoundsOfWorkersThatEndedBefore) {
  PoolBench bench;
  bench.Publish();
  bench.pool->Apply(Settings(2, 0ns, 50));
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  bench.pool->Apply(Settings(1, 0ns, 50));
  bench.pool->RestartRounds();
  bench.pool->Apply(Settings(2, 0ns, 50));
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  EXPECT_EQ(bench.Requests(1), 100U);
}

TEST(WorkerPoolTest, NothingIsAnsweredWhilePaused) {
  PoolBench bench;
  bench.Publish();
  bench.pool->Apply(Settings(2, 0ns));
  ASSERT_TRUE(Eventually([&] { return bench.operators[0].Answered() > 1000; }));
  bench.pool->SetPaused(true);
  ASSERT_TRUE(Eventually([&] { return bench.EveryWorkerIs(WorkerState::kPaused); }));
  const std::size_t answered = bench.operators[0].Answered();
  // Time in which workers that do not pause would answer thousands.
  std::this_thread::sleep_for(20ms);
  EXPECT_EQ(bench.operators[0].Answered(), answered);
  bench.pool->SetPaused(false);
  EXPECT_TRUE(Eventually([&] { return bench.operators[0].Answered() > answered + 1000; }));
}

TEST(WorkerPoolTest, ChangingTheNumberOfThreadsNeitherLosesNorRepeatsARound) {
  PoolBench bench;
  bench.Publish();
  constexpr int kRounds = 20'000;
  for (const unsigned threads : {1U, 4U, 2U, 3U, 1U, 4U}) {
    bench.pool->Apply(Settings(threads, 0ns, kRounds));
    const std::uint64_t before = bench.Requests(0);
    Eventually([&] { return bench.Requests(0) > before + 100 || bench.Requests(0) == kRounds; });
  }
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  for (int thread = 0; thread < 4; ++thread) EXPECT_EQ(bench.operators[0].RoundsOf(thread), OneTo(kRounds)) << thread;
}

TEST(WorkerPoolTest, AnotherIntervalEndsALongSleepAtOnce) {
  PoolBench bench;
  bench.Publish();
  bench.pool->Apply(Settings(2, 1h));
  ASSERT_TRUE(Eventually([&] { return bench.operators[0].Answered() == 2; }));
  bench.pool->Apply(Settings(2, 1ms));
  EXPECT_TRUE(Eventually([&] { return bench.operators[0].Answered() > 20; }));
}

TEST(WorkerPoolTest, OtherOrdersDoNotMakeASleeperAnswerEarly) {
  PoolBench bench;
  bench.Publish();
  bench.pool->Apply(Settings(1, 1h));
  ASSERT_TRUE(Eventually([&] { return bench.operators[0].Answered() == 1; }));
  bench.pool->Apply(Settings(2, 1h));
  ASSERT_TRUE(Eventually([&] { return bench.Requests(1) == 1; }));
  EXPECT_EQ(bench.Requests(0), 1U);
}

TEST(WorkerPoolTest, AWorkerWithNothingLeftDoesNotMakeUpForTheTimeSince) {
  PoolBench bench;
  bench.Publish();
  bench.pool->Apply(Settings(1, 20ms, 1));
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  // The stretch that must not be made up for: 20 intervals.
  std::this_thread::sleep_for(400ms);
  bench.pool->Apply(Settings(1, 20ms, 4));
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  EXPECT_EQ(bench.source.largest, 1U);
}

TEST(WorkerPoolTest, WithoutARouteItWaits) {
  PoolBench bench(2);
  bench.source.slots = 2;
  bench.Publish(0);
  bench.pool->Apply(Settings(2, 0ns, 100));
  ASSERT_TRUE(Eventually([&] { return bench.EveryWorkerIs(WorkerState::kWaiting); }));
  EXPECT_EQ(bench.source.taken, 0U);
  bench.Publish(1);
  EXPECT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
}

TEST(WorkerPoolTest, AnExhaustedSourceFinishesTheWorkers) {
  PoolBench bench;
  bench.source.left = 1000;
  bench.Publish();
  bench.pool->Apply(Settings(3, 0ns));
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  EXPECT_EQ(bench.operators[0].Answered(), bench.source.taken);
}

TEST(WorkerPoolTest, AnotherSourceReplacesAnExhaustedOne) {
  PoolBench bench;
  bench.source.left = 0;
  bench.Publish();
  bench.pool->Apply(Settings(2, 0ns, 100));
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  testing::TracingSource other;
  bench.pool->UseSource(other);
  EXPECT_FALSE(bench.pool->Finished());
  bench.pool->Apply(Settings(2, 0ns, 100));
  EXPECT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  EXPECT_EQ(other.taken, 200U);
  bench.pool->Stop();
}

TEST(WorkerPoolTest, AnEmptySourceIsAskedAgain) {
  PoolBench bench;
  bench.source.empty = true;
  bench.Publish();
  bench.pool->Apply(Settings(2, 0ns, 100));
  ASSERT_TRUE(Eventually([&] { return bench.EveryWorkerIs(WorkerState::kWaiting); }));
  bench.source.empty = false;
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  EXPECT_EQ(bench.operators[0].RoundsOf(1), OneTo(100));
}

TEST(WorkerPoolTest, EveryRowGoesToItsSlot) {
  PoolBench bench(3);
  bench.source.slots = 3;
  for (std::size_t slot = 0; slot < 3; ++slot) bench.Publish(slot);
  bench.pool->Apply(Settings(1, 0ns, 3000));
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  for (int slot = 0; slot < 3; ++slot) {
    const std::vector<int> rounds = bench.operators[static_cast<std::size_t>(slot)].RoundsOf(0);
    EXPECT_EQ(rounds.size(), 1000U);
    for (const int round : rounds) ASSERT_EQ(round % 3, slot);
  }
}

TEST(WorkerPoolTest, ASleepingWorkerHoldsNoVersion) {
  PoolBench bench;
  bench.Publish();
  bench.pool->Apply(Settings(4, 1h));
  ASSERT_TRUE(Eventually([&] { return bench.operators[0].Answered() == 4; }));
  bench.Publish();
  EXPECT_TRUE(Eventually([&] {
    bench.slots[0].Collect();
    return bench.slots[0].limbo().empty();
  }));
}

TEST(WorkerPoolTest, ABusyWorkerLetsGoAtItsNextBlock) {
  PoolBench bench;
  bench.Publish();
  bench.pool->Apply(Settings(2, 0ns));
  for (int i = 0; i < 20; ++i) {
    bench.Publish();
    ASSERT_TRUE(Eventually([&] {
      bench.slots[0].Collect();
      return bench.slots[0].limbo().empty();
    }));
  }
}

TEST(WorkerPoolTest, StoppingAnswersOrGivesBackWhatWasTaken) {
  PoolBench bench;
  bench.Publish();
  for (int i = 0; i < 20; ++i) {
    bench.pool->Apply(Settings(4, 0ns));
    const std::uint64_t before = bench.source.taken;
    ASSERT_TRUE(Eventually([&] { return bench.source.taken > before + 100; }));
    bench.pool->Stop();
    ASSERT_EQ(bench.operators[0].Answered(), bench.source.taken);
  }
  EXPECT_TRUE(bench.EveryWorkerIs(WorkerState::kStopped));
}

/// Answers at once until most of a large block is still to come, or, where blocks stay small, for a while; from there on a call lasts
/// until it is let go.
class SlowingOperator final : public IScoreOperator {
 public:
  static constexpr std::uint64_t kMost = 500;
  static constexpr std::uint64_t kLate = 200'000;

  explicit SlowingOperator(const testing::TracingSource& source) : source_(source) {}

  double compute_score(const Feature& feature) override {
    const auto number = static_cast<std::uint64_t>(feature.item_id);
    if (begun == 0 && number + kMost > source_.taken && number < kLate) return 0;
    ++begun;
    while (let_go == 0) std::this_thread::yield();
    --let_go;
    return 0;
  }
  const char* name() const override { return "Slowing"; }

  std::atomic<int> begun = 0;  ///< Slow calls.
  std::atomic<int> let_go = 0;

 private:
  const testing::TracingSource& source_;
};

TEST(WorkerPoolTest, AStopWaitsForTheCallInFlightAndGivesBackWhatNobodyBegan) {
  PoolBench bench(1, 1h);
  SlowingOperator op(bench.source);
  bench.Publish(op, bench.version_cells, 1);
  bench.pool->Apply(Settings(1, 0ns));
  ASSERT_TRUE(Eventually([&] { return op.begun == 1; }));
  std::atomic<bool> stopped = false;
  std::thread lets_go([&] {
    // The whole block takes a second at this pace, which the stop is to come before.
    for (; !stopped; std::this_thread::sleep_for(2ms)) op.let_go = 1;
  });
  bench.pool->Stop();
  stopped = true;
  lets_go.join();
  EXPECT_LT(op.begun, 256);
  EXPECT_EQ(bench.Requests(0), bench.source.taken) << "what was given back is taken no more";
  EXPECT_EQ(bench.cells.Find(0)->lost(), 0U);
}

TEST(WorkerPoolTest, ARouteKnowsEachWorkersFirstAndLastBlock) {
  PoolBench bench;
  const Route* first = bench.Publish();
  bench.pool->Apply(Settings(2, 0ns, 100));
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  for (std::size_t thread = 0; thread < 2; ++thread) {
    EXPECT_GE(first->stable.stamps[thread].first_ns, 0);
    EXPECT_GE(first->stable.stamps[thread].last_ns, first->stable.stamps[thread].first_ns);
  }
  EXPECT_LT(first->stable.stamps[2].first_ns, 0);
}

TEST(WorkerPoolTest, KeepsASampleOfEveryRequestAtHumanRatesOnly) {
  PoolBench bench;
  bench.Publish();
  bench.pool->Apply(Settings(1, 5ms, 10));
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  std::uint64_t round = 0;
  for (RequestSample sample; bench.cells.Find(0)->PopSample(sample);) {
    EXPECT_EQ(sample.round, ++round);
    EXPECT_EQ(sample.score, static_cast<double>(round));
    EXPECT_FALSE(sample.error);
  }
  EXPECT_EQ(round, 10U);
  bench.pool->Apply(Settings(1, 0ns, 1000));
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  RequestSample sample;
  EXPECT_FALSE(bench.cells.Find(0)->PopSample(sample));
}

}  // namespace
}  // namespace hotswap
