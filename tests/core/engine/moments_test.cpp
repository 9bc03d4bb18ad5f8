// What the request path does for the moments of a swap: the boundary of a block, and the hold of a barrier.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/core/engine/canary_bench.h"
#include "tests/core/engine/hanging_operator.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::CanaryBench;
using testing::Eventually;
using testing::ExpectEachRoundOnce;
using testing::HangingOperator;

/// Synthetic requests; knows how large the block is that its worker has. For one worker.
class BlockSource final : public RequestSource {
 public:
  std::unique_ptr<RequestStream> OpenStream(unsigned thread) override {
    return std::make_unique<Stream>(*this, SyntheticSource().OpenStream(thread));
  }
  std::string Name() const override { return "block"; }

  std::atomic<std::size_t> size = 0;

 private:
  class Stream final : public RequestStream {
   public:
    Stream(BlockSource& source, std::unique_ptr<RequestStream> stream) : source_(source), stream_(std::move(stream)) {}
    FillResult Fill(RequestBlock& block, std::size_t limit, std::uint64_t first_round) override {
      source_.size = limit;
      return stream_->Fill(block, limit, first_round);
    }

   private:
    BlockSource& source_;
    const std::unique_ptr<RequestStream> stream_;
  };
};

/// Once it is told to, it stays in a call at the beginning of a large block until it is released.
class GatedOperator final : public IScoreOperator {
 public:
  explicit GatedOperator(const BlockSource& source) : source_(source) {}
  double compute_score(const Feature& feature) override {
    if (slow) std::this_thread::sleep_for(200us);  // longer than the longest run, so that it ends in the middle of a block
    const std::size_t size = source_.size;
    index_ = size == size_ ? index_ + 1 : 0;
    size_ = size;
    if (armed && size >= 16 && index_ % size == 5) {
      armed = false;
      waits = true;
      while (waits) std::this_thread::sleep_for(100us);
    }
    ++answered;
    return feature.user_id + feature.user_feature;
  }
  const char* name() const override { return "Gated"; }

  std::atomic<bool> slow = false;
  std::atomic<bool> armed = false;
  std::atomic<bool> waits = false;
  std::atomic<std::uint64_t> answered = 0;

 private:
  const BlockSource& source_;
  std::atomic<std::size_t> index_ = 0;  // in the blocks of the present size
  std::atomic<std::size_t> size_ = 0;
};

class MomentsTest : public ::testing::Test {
 protected:
  MomentsTest() { canary_.stable = &old_; }

  /// A worker is in a call of the old version and has many requests of the block left.
  void ReachMidBlock() {
    canary_.bench.pool->UseSource(source_);
    old_.armed = true;
    canary_.Publish([](Route&) {});
    canary_.Start(1, 0);
    ASSERT_TRUE(Eventually([&] { return old_.waits.load(); }));
  }
  void LeaveTheCall() { old_.waits = false; }

  void PublishNew(bool whole_blocks) {
    canary_.bench.Publish(canary_.second, canary_.candidate_cells, 2, 0,
                          [&](Route& route) { route.whole_blocks = whole_blocks; });
  }

  void AwaitNew(std::uint64_t requests) {
    ASSERT_TRUE(Eventually([&] { return CanaryBench::Requests(canary_.candidate_cells) > requests; }));
  }

  /// How many blocks of the record have answers of both versions.
  static std::size_t MixedBlocks(const std::vector<RecordRow>& rows) {
    std::size_t mixed = 0;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const bool begins = (rows[i].flags & RecordRow::kFirstOfBlock) != 0;
      mixed += !begins && rows[i].version != rows[i - 1].version ? 1 : 0;
    }
    return mixed;
  }

  BlockSource source_;
  GatedOperator old_{source_};
  CanaryBench canary_;
};

TEST_F(MomentsTest, ABlockIsAnsweredWholeByTheVersionThatBeganIt) {
  ReachMidBlock();
  PublishNew(true);
  LeaveTheCall();
  AwaitNew(1000);
  const auto rows = canary_.Rows().at(0);
  ExpectEachRoundOnce(rows);
  EXPECT_EQ(MixedBlocks(rows), 0U);
}

TEST_F(MomentsTest, WithoutThatTheNextRunIsTheNewVersions) {
  ReachMidBlock();
  PublishNew(false);
  LeaveTheCall();
  AwaitNew(1000);
  const auto rows = canary_.Rows().at(0);
  ExpectEachRoundOnce(rows);
  EXPECT_EQ(MixedBlocks(rows), 1U) << "the judge of the test before must be able to see it";
}

TEST_F(MomentsTest, NoRequestOfTheNewVersionStartsBeforeTheLastOfTheOldOneHasEnded) {
  canary_.Publish([](Route&) {});
  canary_.Start(4, 0);
  ASSERT_TRUE(Eventually([&] { return old_.answered > 10'000; }));
  old_.slow = true;
  std::this_thread::sleep_for(2ms);  // so that the workers are in slow blocks: the promise must hold without it, too
  canary_.Publish([](Route& route) { route.mode = RouteMode::kHold; });
  ASSERT_TRUE(Eventually([&] {
    canary_.bench.slots[0].Collect();
    return canary_.bench.slots[0].limbo().empty();
  }));
  EXPECT_TRUE(Eventually([&] { return canary_.bench.EveryWorkerIs(WorkerState::kWaiting); }));
  const std::uint64_t answered = old_.answered;
  // Time in which workers that do not wait would answer dozens.
  std::this_thread::sleep_for(5ms);
  EXPECT_EQ(old_.answered, answered);
  PublishNew(false);
  AwaitNew(4000);
  std::int64_t old_end = 0;
  std::int64_t new_start = INT64_MAX;
  for (const auto& [thread, rows] : canary_.Rows()) {
    ExpectEachRoundOnce(rows);
    for (const RecordRow& row : rows) {
      if (row.version == 1) old_end = std::max(old_end, row.end_ns);
      if (row.version == 2) new_start = std::min(new_start, row.start_ns);
    }
    EXPECT_EQ(canary_.bench.cells.Find(thread)->lost(), 0U);
  }
  EXPECT_GT(old_end, 0);
  EXPECT_GE(new_start, old_end);
}

TEST_F(MomentsTest, AHoldAtTheBoundaryOfBlocksLeavesNothingInHand) {
  ReachMidBlock();
  canary_.Publish([](Route& route) {
    route.mode = RouteMode::kHold;
    route.whole_blocks = true;
  });
  LeaveTheCall();
  ASSERT_TRUE(Eventually([&] { return canary_.bench.EveryWorkerIs(WorkerState::kWaiting); }));
  canary_.bench.pool->Stop();
  EXPECT_EQ(canary_.bench.cells.Find(0)->lost(), 0U);
  EXPECT_EQ(canary_.bench.Requests(0), old_.answered);
}

TEST_F(MomentsTest, AStopDuringAHoldEndsAndGivesBackWhatWasInHand) {
  ReachMidBlock();
  canary_.Publish([](Route& route) { route.mode = RouteMode::kHold; });
  LeaveTheCall();
  ASSERT_TRUE(Eventually([&] { return canary_.bench.EveryWorkerIs(WorkerState::kWaiting); }));
  canary_.bench.pool->Stop();
  const ThreadCell& cell = *canary_.bench.cells.Find(0);
  EXPECT_EQ(cell.lost(), 0U);
  EXPECT_EQ(cell.requests(), old_.answered);
}

TEST_F(MomentsTest, WhatIsInHandDuringAHoldIsAnsweredByTheNextVersion) {
  ReachMidBlock();
  canary_.Publish([](Route& route) { route.mode = RouteMode::kHold; });
  LeaveTheCall();
  ASSERT_TRUE(Eventually([&] { return canary_.bench.EveryWorkerIs(WorkerState::kWaiting); }));
  // The length of the hold, which a receipt shall tell.
  std::this_thread::sleep_for(5ms);
  PublishNew(false);
  AwaitNew(1000);
  const auto rows = canary_.Rows().at(0);
  ExpectEachRoundOnce(rows);
  EXPECT_EQ(MixedBlocks(rows), 0U) << "what was left is a block of its own";
  EXPECT_GE(canary_.bench.cells.Find(0)->gaps().LongestWithin(0, std::chrono::nanoseconds(1min).count()),
            std::chrono::nanoseconds(5ms).count());
  EXPECT_EQ(canary_.bench.cells.Find(0)->lost(), 0U);
}

TEST_F(MomentsTest, WhatAStuckWorkerLeavesWaitsForTheEndOfAHold) {
  CanaryBench canary(20ms);
  HangingOperator hanging([](const Feature&) { return true; });
  canary.stable = &hanging;
  canary.Publish([](Route&) {});
  canary.Start(1, 100);
  std::vector<StuckCall> stuck;
  ASSERT_TRUE(Eventually([&] {
    stuck = canary.bench.pool->FindStuck(SteadyClock().Now());
    return !stuck.empty();
  }));
  canary.Publish([](Route& route) { route.mode = RouteMode::kHold; });
  EXPECT_EQ(canary.bench.pool->Rescue(stuck[0]), RescueOutcome::kReplaced);
  EXPECT_TRUE(Eventually([&] { return canary.bench.EveryWorkerIs(WorkerState::kWaiting); }));
  canary.bench.Publish(canary.second, canary.candidate_cells, 2);
  ASSERT_TRUE(canary.Finished());
  EXPECT_EQ(CanaryBench::Requests(canary.candidate_cells), 100U);
  EXPECT_EQ(canary.bench.cells.Find(0)->lost(), 0U);
  hanging.Release();
  EXPECT_TRUE(Eventually([&] {
    canary.bench.pool->FindStuck(SteadyClock().Now());
    return canary.bench.pool->Parked().empty();
  }));
}

/// A call of slot 0 does not come back, on a thread that answers slot 1, too.
TEST(SlowReaderTest, ACallThatLastsInOneSlotDelaysNoSwapOfAnother) {
  testing::PoolBench bench(2);
  bench.source.slots = 2;
  HangingOperator slow([](const Feature& feature) { return feature.user_id == 0 && feature.item_id > 1000; });
  bench.Publish(slow, bench.version_cells, 1, 0);
  const Route* held = bench.Publish(1);
  bench.pool->Apply({.threads = 2, .interval = 0ns, .rounds = 0});
  ASSERT_TRUE(Eventually([&] { return slow.inside == 1; }));
  for (int i = 0; i < 20; ++i) {
    const Route* next = bench.Publish(1);
    bool released = false;
    ASSERT_TRUE(Eventually([&] {
      for (const auto& route : bench.slots[1].Collect()) released = released || route.get() == held;
      return released;
    })) << "swap "
        << i << ": the version that slot 1 had before may be unloaded";
    const std::uint64_t answered = bench.Requests(1);
    ASSERT_TRUE(Eventually([&] { return bench.Requests(1) > answered + 100; })) << "the other thread goes on";
    held = next;
  }
  EXPECT_EQ(slow.inside, 1) << "and slot 0 was in its call all the time";
  slow.Release();
  bench.pool->Stop();
}

}  // namespace
}  // namespace hotswap
