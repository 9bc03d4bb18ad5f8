// Calls that do not come back: answered elsewhere exactly once, in order, and whatever comes back late is discarded.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <thread>
#include <vector>

#include "core/base/thread_probe.h"
#include "tests/core/engine/hanging_operator.h"
#include "tests/core/engine/pool_bench.h"
#include "tests/core/loading/scratch_directory.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::Eventually;
using testing::HangingOperator;
using testing::PoolBench;
using Way = HangingOperator::Way;

constexpr std::chrono::milliseconds kLimit = 20ms;
constexpr std::uint64_t kRounds = 1000;
constexpr int kHangsAt = 5;

bool HangsAtRound(const Feature& feature) { return feature.item_id == kHangsAt; }

WorkerSettings FlatOut(unsigned threads, std::uint64_t rounds = kRounds) {
  return {.threads = threads, .interval = 0ns, .rounds = rounds};
}

std::vector<int> Rounds(std::uint64_t first, std::uint64_t last) {
  std::vector<int> rounds(last + 1 - first);
  std::iota(rounds.begin(), rounds.end(), static_cast<int>(first));
  return rounds;
}

/// A pool whose version 1 hangs where a test says, and whose version 2 is good.
class RescueTest : public ::testing::Test {
 protected:
  void Start(HangingOperator& bad, unsigned threads = 1, std::uint64_t rounds = kRounds) {
    bad_cells_.EnsureThreads(kMaxThreads);
    bad_route_ = bench_.Publish(bad, bad_cells_, 1);
    bench_.pool->Apply(FlatOut(threads, rounds));
  }

  void PublishGood() { bench_.Publish(bench_.operators[0], bench_.version_cells, 2); }

  std::vector<StuckCall> AwaitStuck(std::size_t count = 1) {
    std::vector<StuckCall> stuck;
    EXPECT_TRUE(Eventually([&] {
      stuck = bench_.pool->FindStuck(SteadyClock().Now());
      return stuck.size() >= count;
    }));
    return stuck;
  }

  bool Finished() {
    return Eventually([&] { return bench_.pool->Finished(); });
  }

  /// Every parked thread comes back to an operator that still exists.
  void ReleaseAll(HangingOperator& bad) {
    bad.Release();
    EXPECT_TRUE(Eventually([&] {
      bench_.pool->FindStuck(SteadyClock().Now());
      return bench_.pool->Parked().empty();
    }));
  }

  std::uint64_t Requests(const VersionCells& cells, unsigned thread = 0) const { return cells.Find(thread)->requests; }
  ThreadCell::Reading Thread(unsigned thread = 0) const { return bench_.cells.Find(thread)->Read(); }

  VersionCells bad_cells_;
  const Route* bad_route_ = nullptr;
  PoolBench bench_{1, kLimit};
};

class RescueWayTest : public RescueTest, public ::testing::WithParamInterface<Way> {};

TEST_P(RescueWayTest, AStuckCallIsAnsweredElsewhereAndTheRestOfItsBlockGoesOn) {
  HangingOperator bad(&HangsAtRound, GetParam());
  Start(bad);
  const std::vector<StuckCall> stuck = AwaitStuck();
  ASSERT_EQ(stuck.size(), 1U);
  EXPECT_EQ(stuck[0].worker, 0U);
  EXPECT_EQ(stuck[0].version, 1U);
  EXPECT_EQ(stuck[0].route, bad_route_->sequence);
  EXPECT_EQ(stuck[0].cause, GetParam() == Way::kSpin ? StuckCause::kBusy : StuckCause::kAsleep);
  PublishGood();
  EXPECT_EQ(bench_.pool->Rescue(stuck[0]), RescueOutcome::kReplaced);
  ASSERT_TRUE(Finished());
  const std::uint64_t by_bad = Requests(bad_cells_);
  EXPECT_LT(by_bad, static_cast<std::uint64_t>(kHangsAt));
  EXPECT_EQ(bench_.operators[0].RoundsOf(0), Rounds(by_bad + 1, kRounds));
  EXPECT_EQ(Thread().requests, kRounds);
  EXPECT_EQ(Thread().errors, 0U);
  EXPECT_EQ(Thread().lost, 0U);
  EXPECT_EQ(bench_.pool->late(), 0U);
  ASSERT_EQ(bench_.pool->Parked().size(), 1U);
  EXPECT_EQ(bench_.pool->Parked()[0].name, "hs-work-00");
  EXPECT_EQ(bench_.pool->Parked()[0].version, 1U);
  ReleaseAll(bad);
  EXPECT_EQ(bench_.pool->late(), 1U);
  EXPECT_EQ(Thread().requests, kRounds) << "a late answer must not count";
  EXPECT_EQ(Requests(bad_cells_), by_bad);
}

INSTANTIATE_TEST_SUITE_P(Ways, RescueWayTest, ::testing::Values(Way::kSleep, Way::kSpin));

TEST_F(RescueTest, ACallThatCameBackInTimeIsLeftAlone) {
  HangingOperator bad(&HangsAtRound);
  Start(bad);
  const std::vector<StuckCall> stuck = AwaitStuck();
  bad.Release();
  ASSERT_TRUE(Finished());
  PublishGood();
  EXPECT_EQ(bench_.pool->Rescue(stuck.at(0)), RescueOutcome::kCameBack);
  EXPECT_EQ(Requests(bad_cells_), kRounds);
  EXPECT_EQ(Thread().requests, kRounds);
  EXPECT_TRUE(bench_.pool->Parked().empty());
}

TEST_F(RescueTest, WithoutAnotherVersionTheStuckRequestIsAnErrorAndTheRestGoesOn) {
  HangingOperator bad(&HangsAtRound);
  Start(bad);
  EXPECT_EQ(bench_.pool->Rescue(AwaitStuck().at(0)), RescueOutcome::kReplaced);
  ASSERT_TRUE(Finished());
  EXPECT_EQ(Thread().requests, kRounds);
  EXPECT_EQ(Thread().errors, 1U);
  EXPECT_EQ(Thread().lost, 0U);
  EXPECT_EQ(Requests(bad_cells_), kRounds);
  EXPECT_EQ(bad_cells_.Faults().errors, 1U);
  EXPECT_EQ(bad_cells_.Faults().nonfinite, 0U);
  EXPECT_EQ(bad_cells_.Faults().first_text, "compute_score did not return within 20.0 ms");
  ReleaseAll(bad);
}

TEST_F(RescueTest, AnExceptionThatComesLateIsNobodysError) {
  HangingOperator bad(&HangsAtRound, Way::kThrow);
  Start(bad);
  const std::vector<StuckCall> stuck = AwaitStuck();
  PublishGood();
  bench_.pool->Rescue(stuck.at(0));
  ASSERT_TRUE(Finished());
  ReleaseAll(bad);
  EXPECT_EQ(bench_.pool->late(), 1U);
  EXPECT_FALSE(bad_cells_.Faults().any());
  EXPECT_FALSE(bad_cells_.first_error().has_value());
}

/// Not under a sanitizer when the thread vanishes: a thread's own part of the run time stays behind.
std::vector<Way> WaysToEndAThread() {
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
  return {Way::kEndThread};
#else
  return {Way::kEndThread, Way::kVanish};
#endif
}

class RescueEndedThreadTest : public RescueTest, public ::testing::WithParamInterface<Way> {};

TEST_P(RescueEndedThreadTest, AnOperatorThatEndsItsThreadTakesNoRequestWithIt) {
  HangingOperator bad(&HangsAtRound, GetParam());
  Start(bad);
  const std::vector<StuckCall> stuck = AwaitStuck();
  EXPECT_EQ(stuck.at(0).cause, StuckCause::kThreadEnded);
  PublishGood();
  EXPECT_EQ(bench_.pool->Rescue(stuck[0]), RescueOutcome::kReplaced);
  ASSERT_TRUE(Finished());
  EXPECT_EQ(Thread().requests, kRounds);
  EXPECT_EQ(Thread().errors, 0U);
  EXPECT_EQ(Thread().lost, 0U);
  bench_.pool->FindStuck(SteadyClock().Now());
  EXPECT_TRUE(bench_.pool->Parked().empty()) << "no thread is left";
  EXPECT_EQ(bench_.pool->late(), 0U);
  bench_.slots[0].Collect();
  EXPECT_TRUE(bench_.slots[0].limbo().empty()) << "nobody holds the version";
}

TEST_P(RescueEndedThreadTest, StoppingEndsWhereAnOperatorEndedItsThread) {
  HangingOperator bad(&HangsAtRound, GetParam());
  Start(bad, 1, 0);
  ASSERT_TRUE(Eventually([&] { return bad.inside == 1; }));
  bench_.pool->Stop();
  EXPECT_EQ(Thread().requests, bench_.source.taken);
  EXPECT_EQ(Thread().errors, 1U);
}

INSTANTIATE_TEST_SUITE_P(Ways, RescueEndedThreadTest, ::testing::ValuesIn(WaysToEndAThread()));

TEST_F(RescueTest, TwoStuckWorkersAreBothReplaced) {
  HangingOperator bad(&HangsAtRound);
  Start(bad, 2);
  const std::vector<StuckCall> stuck = AwaitStuck(2);
  PublishGood();
  for (const StuckCall& call : stuck) EXPECT_EQ(bench_.pool->Rescue(call), RescueOutcome::kReplaced);
  ASSERT_TRUE(Finished());
  for (const unsigned thread : {0U, 1U}) EXPECT_EQ(Thread(thread).requests, kRounds);
  EXPECT_EQ(bench_.pool->Parked().size(), 2U);
  ReleaseAll(bad);
  EXPECT_EQ(bench_.pool->late(), 2U);
}

TEST_F(RescueTest, AParkedThreadHoldsItsVersionByName) {
  HangingOperator bad(&HangsAtRound);
  Start(bad);
  const std::vector<StuckCall> stuck = AwaitStuck();
  PublishGood();
  bench_.pool->Rescue(stuck.at(0));
  ASSERT_TRUE(Finished());
  EXPECT_TRUE(bench_.slots[0].Collect().empty());
  const std::vector<pid_t> holders = ReaderRegistry::Holders(bad_route_);
  ASSERT_EQ(holders.size(), 1U);
  EXPECT_EQ(NameOfThread(holders[0]), "hs-work-00");
  ReleaseAll(bad);
  EXPECT_EQ(bench_.slots[0].Collect().size(), 1U);
}

TEST_F(RescueTest, BeyondTheMostThatMayBeParkedRequestsAreErrorsOfTheStuckVersion) {
  constexpr unsigned kThreads = WorkerPool::kMostParked + 4;
  HangingOperator bad([](const Feature&) { return true; });
  Start(bad, kThreads, 10);
  const std::vector<StuckCall> stuck = AwaitStuck(kThreads);
  PublishGood();
  unsigned replaced = 0;
  for (const StuckCall& call : stuck) replaced += bench_.pool->Rescue(call) == RescueOutcome::kReplaced ? 1 : 0;
  EXPECT_EQ(replaced, WorkerPool::kMostParked);
  ASSERT_TRUE(Finished());
  EXPECT_EQ(bad_cells_.Faults().errors, 4U);
  EXPECT_EQ(bench_.pool->Parked().size(), kThreads);
  ReleaseAll(bad);
  bench_.pool->Apply(FlatOut(kThreads, 10));  // those that were not replaced are at work again
  ASSERT_TRUE(Finished());
  for (unsigned thread = 0; thread < kThreads; ++thread) {
    EXPECT_EQ(Thread(thread).requests, 10U);
    EXPECT_EQ(Thread(thread).lost, 0U);
  }
}

TEST_F(RescueTest, StoppingDoesNotWaitForAStuckCall) {
  HangingOperator bad([](const Feature& feature) { return feature.item_id == 700; });
  bench_.before_rescue = [this](const StuckCall& stuck) {
    EXPECT_EQ(stuck.version, 1U);
    PublishGood();
  };
  Start(bad, 2, 0);
  ASSERT_TRUE(Eventually([&] { return bad.inside == 2; }));
  bench_.pool->Stop();
  EXPECT_EQ(Thread(0).requests + Thread(1).requests, bench_.source.taken);
  EXPECT_EQ(Thread(0).lost + Thread(1).lost, 0U);
  EXPECT_EQ(bad_cells_.Faults().errors, 0U);
  ReleaseAll(bad);
}

TEST_F(RescueTest, StoppingIsBoundedWhenEveryCallHangs) {
  HangingOperator bad([](const Feature& feature) { return feature.item_id >= 2000; });
  Start(bad, 1, 0);
  ASSERT_TRUE(Eventually([&] { return bad.inside == 1; }));
  bench_.pool->Stop();
  EXPECT_LE(bad.inside, 2);
  EXPECT_EQ(Thread().requests, bench_.source.taken);
  EXPECT_EQ(Thread().errors, bad_cells_.Faults().errors);
  EXPECT_GE(Thread().errors, 1U);
  ReleaseAll(bad);
}

/// Shares nothing between threads: one that waits for another's lock is asleep, not starved.
struct SumOperator final : IScoreOperator {
  double compute_score(const Feature& feature) override { return feature.user_feature + feature.item_feature; }
  const char* name() const override { return "Sum"; }
};

TEST(RescueStarvationTest, WorkersThatGetNoTurnAreNotTakenForStuck) {
  PoolBench bench(1, 200ms);  // twenty limits, after which nobody could tell, are longer than this test
  SumOperator op;
  bench.Publish(op, bench.version_cells, 1);
  bench.pool->Apply(FlatOut(kMaxThreads, 0));
  const TimePoint until = SteadyClock().Now() + 700ms;
  while (SteadyClock().Now() < until) {
    for (const StuckCall& stuck : bench.pool->FindStuck(SteadyClock().Now())) {
      ADD_FAILURE() << "worker " << stuck.worker << ", cause " << static_cast<int>(stuck.cause);
    }
    std::this_thread::sleep_until(bench.pool->NextLook());
  }
  bench.pool->Stop();
  EXPECT_TRUE(bench.pool->Parked().empty());
}

TEST(RescueSlotsTest, AParkedThreadHoldsNoVersionOfOtherSlots) {
  VersionCells bad_cells;
  bad_cells.EnsureThreads(kMaxThreads);
  PoolBench bench(2, kLimit);
  bench.source.slots = 2;
  HangingOperator bad([](const Feature& feature) { return feature.item_id == 6; });  // an even round: slot 0
  bench.Publish(bad, bad_cells, 1, 0);
  bench.Publish(1);
  bench.pool->Apply(FlatOut(1));
  std::vector<StuckCall> stuck;
  ASSERT_TRUE(Eventually([&] { return !(stuck = bench.pool->FindStuck(SteadyClock().Now())).empty(); }));
  EXPECT_EQ(stuck[0].slot, 0U);
  bench.Publish(0);
  EXPECT_EQ(bench.pool->Rescue(stuck[0]), RescueOutcome::kReplaced);
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  bench.Publish(1);
  EXPECT_TRUE(Eventually([&] {
    bench.slots[1].Collect();
    return bench.slots[1].limbo().empty();
  }));
  EXPECT_TRUE(bench.slots[0].Collect().empty());
  EXPECT_EQ(bench.Requests(0), kRounds);
  bad.Release();
  EXPECT_TRUE(Eventually([&] {
    bench.pool->FindStuck(SteadyClock().Now());
    return bench.pool->Parked().empty();
  }));
}

TEST(RescueRecordTest, TheRecordHasEveryRequestOnceAndInOrder) {
  const testing::ScratchDirectory scratch;
  VersionCells bad_cells;
  bad_cells.EnsureThreads(kMaxThreads);
  HangingOperator bad([](const Feature& feature) { return feature.item_id == 300; });
  {
    auto recorder = RequestRecorder::Open(scratch / "r").value();
    PoolBench bench(1, kLimit, recorder.get());
    bench.Publish(bad, bad_cells, 1);
    bench.pool->Apply(FlatOut(1));
    std::vector<StuckCall> stuck;
    ASSERT_TRUE(Eventually([&] { return !(stuck = bench.pool->FindStuck(SteadyClock().Now())).empty(); }));
    bench.Publish(bench.operators[0], bench.version_cells, 2);
    EXPECT_EQ(bench.pool->Rescue(stuck[0]), RescueOutcome::kReplaced);
    ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
    bad.Release();
    ASSERT_TRUE(Eventually([&] {
      bench.pool->FindStuck(SteadyClock().Now());
      return bench.pool->Parked().empty();
    }));
  }
  std::uint64_t rounds = 0;
  std::uint64_t route = 0;
  std::int64_t end_ns = 0;
  ASSERT_TRUE(ReadRecord(scratch / "r", [&](const RecordRow& row) {
                EXPECT_EQ(row.round, ++rounds);
                EXPECT_GE(row.route, route);
                EXPECT_GE(row.start_ns, end_ns);
                EXPECT_EQ(row.version, row.route);
                EXPECT_EQ(row.score, static_cast<double>(row.round) + (row.version == 1 ? HangingOperator::kOffset : 0));
                EXPECT_TRUE(row.round < 300 || row.version == 2) << row.round;
                route = row.route;
                end_ns = row.end_ns;
              }).ok());
  EXPECT_EQ(rounds, kRounds);
}

/// Everything but the operator is gone when the process ends, and a thread is still in the operator.
[[noreturn]] void EndWithAParkedThread(Way way) {
  auto& bad = *new HangingOperator(&HangsAtRound, way);
  auto& cells = *new VersionCells;
  cells.EnsureThreads(kMaxThreads);
  {
    PoolBench bench(1, kLimit);
    bench.before_rescue = [&bench](const StuckCall&) { bench.Publish(bench.operators[0], bench.version_cells, 2); };
    bench.Publish(bad, cells, 1);
    bench.pool->Apply(FlatOut(2, 0));
    Eventually([&] { return bad.inside == 2; });
  }
  if (way == Way::kThrow) {
    bad.Release();  // they come back to what is left of the engine
    Eventually([&] { return bad.inside == 0; });
    // Time for the threads to end in; there is nobody left to tell when they did.
    std::this_thread::sleep_for(20ms);
  }
  std::exit(0);
}

TEST(RescueDeathTest, AProcessWithAParkedThreadEnds) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(EndWithAParkedThread(Way::kSleep), ::testing::ExitedWithCode(0), "");
  EXPECT_EXIT(EndWithAParkedThread(Way::kSpin), ::testing::ExitedWithCode(0), "");
}

TEST(RescueDeathTest, AThreadThatComesBackAfterTheEngineIsGoneFindsAllItTouches) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(EndWithAParkedThread(Way::kThrow), ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace hotswap
