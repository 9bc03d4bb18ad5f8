#include "core/control/swap_ledger.h"

#include <gtest/gtest.h>

#include <chrono>

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

class SwapLedgerTest : public ::testing::Test {
 protected:
  SwapLedgerTest() { cells_.EnsureThreads(2); }

  SwapReceipt& Publish(nanoseconds at, const Route* from, const Route* to) {
    SwapReceipt made;
    made.at = at;
    SwapReceipt& receipt = receipts_.Add(made);
    ledger_.Published(receipt, from, to);
    return receipt;
  }

  static void Stamp(const Route& route, std::size_t thread, nanoseconds first, nanoseconds last) {
    route.stable.stamps[thread].first_ns = first.count();
    route.stable.stamps[thread].last_ns = last.count();
  }

  ReceiptLog receipts_{10};
  ThreadCells cells_;
  SwapLedger ledger_{receipts_, cells_};
  Route a_;
  Route b_;
  Route c_;
};

TEST_F(SwapLedgerTest, TheFirstVersionHasNothingToUnload) {
  const SwapReceipt& receipt = Publish(1s, nullptr, &a_);
  EXPECT_EQ(receipt.unload_note, "first");
  EXPECT_EQ(ledger_.Next(1s), nanoseconds(1s + 100ms));
  ledger_.Complete(1s + 99ms, false);
  EXPECT_FALSE(receipt.complete);
  ledger_.Complete(1s + 100ms, false);
  EXPECT_TRUE(receipt.complete);
  EXPECT_FALSE(receipt.unload_proven.has_value());
  EXPECT_TRUE(ledger_.empty());
}

TEST_F(SwapLedgerTest, CompletesWhenTheOldVersionIsGoneAndTheStallIsKnown) {
  const SwapReceipt& receipt = Publish(1s, &a_, &b_);
  ledger_.Complete(1s + 100ms, false);
  EXPECT_FALSE(receipt.complete);
  EXPECT_FALSE(ledger_.Next(1s + 100ms).has_value());
  ledger_.Collected(a_, {true, ""}, 1s + 150ms);
  EXPECT_EQ(receipt.drain, 150ms);
  EXPECT_EQ(receipt.unload_proven, true);
  ledger_.Complete(1s + 150ms, false);
  EXPECT_TRUE(receipt.complete);
}

TEST_F(SwapLedgerTest, TellsWhatWasLostMeanwhileAndNotBefore) {
  cells_.Find(0)->AddLost(5);
  const SwapReceipt& receipt = Publish(1s, nullptr, &a_);
  cells_.Find(0)->AddLost(1);
  cells_.Find(1)->AddLost(2);
  ledger_.Complete(1s + 100ms, false);
  EXPECT_EQ(receipt.lost, 3U);
}

TEST_F(SwapLedgerTest, TellsWhenEachThreadChanged) {
  const SwapReceipt& receipt = Publish(1s, &a_, &b_);
  Stamp(a_, 0, 0s, 1s + 1us);
  Stamp(a_, 1, 0s, 1s + 2us);
  Stamp(b_, 0, 1s + 3us, 1s + 9ms);
  Stamp(b_, 1, 1s + 4us, 1s + 9ms);
  ledger_.Collected(a_, {true, ""}, 1s + 1ms);
  ledger_.Complete(1s + 100ms, false);
  ASSERT_TRUE(receipt.complete);
  ASSERT_EQ(receipt.threads.size(), 2U);
  EXPECT_EQ(receipt.threads[0].last_on_old, 1s + 1us);
  EXPECT_EQ(receipt.threads[0].first_on_new, 1s + 3us);
  EXPECT_EQ(receipt.threads[1].first_on_new, 1s + 4us);
}

TEST_F(SwapLedgerTest, WaitsASecondForTheFirstRequestOfEachThread) {
  const SwapReceipt& receipt = Publish(1s, &a_, &b_);
  Stamp(a_, 0, 0s, 900ms);
  Stamp(a_, 1, 0s, 900ms);
  ledger_.Collected(a_, {true, ""}, 1s + 1ms);
  Stamp(b_, 0, 1s + 50ms, 1s + 50ms);
  ledger_.Complete(1s + 100ms, false);
  EXPECT_FALSE(receipt.complete);
  EXPECT_EQ(ledger_.Next(1s + 100ms), nanoseconds(2s));
  Stamp(b_, 1, 1s + 300ms, 1s + 300ms);
  ledger_.Complete(1s + 350ms, false);
  EXPECT_TRUE(receipt.complete);
  EXPECT_EQ(receipt.threads[1].first_on_new, 1s + 300ms);
}

TEST_F(SwapLedgerTest, AThreadThatAnswersNothingIsNotWaitedForLonger) {
  const SwapReceipt& receipt = Publish(1s, &a_, &b_);
  Stamp(a_, 0, 0s, 900ms);
  ledger_.Collected(a_, {true, ""}, 1s + 1ms);
  ledger_.Complete(2s, false);
  EXPECT_TRUE(receipt.complete);
  EXPECT_LT(receipt.threads[0].first_on_new, 0s);
}

TEST_F(SwapLedgerTest, ARouteThatIsReplacedAtOnceTellsWhoUsedIt) {
  const SwapReceipt& first = Publish(1s, &a_, &b_);
  const SwapReceipt& second = Publish(1s + 1ms, &b_, &c_);
  Stamp(a_, 0, 0s, 1s);
  Stamp(b_, 0, 1s + 1us, 1s + 2us);
  ledger_.Collected(a_, {std::nullopt, "resident"}, 1s + 2ms);
  ledger_.Collected(b_, {true, ""}, 1s + 3ms);
  ledger_.Complete(3s, false);
  EXPECT_EQ(first.threads[0].first_on_new, 1s + 1us);
  EXPECT_EQ(first.unload_note, "resident");
  EXPECT_FALSE(first.unload_proven.has_value());
  EXPECT_EQ(second.threads[0].last_on_old, 1s + 2us);
  EXPECT_EQ(second.drain, 2ms);
}

TEST_F(SwapLedgerTest, TheStallIsTheLongestGapAroundThePublication) {
  const SwapReceipt& receipt = Publish(1s, &a_, &b_);
  cells_.Find(0)->RecordGap(nanoseconds(500ms).count(), 9000);
  cells_.Find(0)->RecordGap(nanoseconds(1s).count(), 300);
  cells_.Find(1)->RecordGap(nanoseconds(1s + 50ms).count(), 700);
  cells_.Find(1)->RecordGap(nanoseconds(1s + 150ms).count(), 8000);
  ledger_.Collected(a_, {true, ""}, 1s + 1ms);
  ledger_.Complete(1s + 200ms, false);
  EXPECT_EQ(receipt.stall.count(), 700);
}

TEST_F(SwapLedgerTest, AStallThatOutlastsTheReachIsWaitedForAndTold) {
  cells_.Find(0)->SetState(WorkerState::kRunning);
  cells_.Find(0)->RecordGap(std::chrono::nanoseconds(990ms).count(), 1000);
  const SwapReceipt& receipt = Publish(1s, nullptr, &a_);
  ledger_.Complete(1s + 100ms, false);
  EXPECT_FALSE(receipt.complete) << "the worker is still inside a call";
  cells_.Find(0)->RecordGap(std::chrono::nanoseconds(1s + 400ms).count(), std::chrono::nanoseconds(410ms).count());
  ledger_.Complete(1s + 500ms, false);
  EXPECT_TRUE(receipt.complete);
  EXPECT_EQ(receipt.stall, 410ms);
}

TEST_F(SwapLedgerTest, ALongDrainDoesNotForgetTheStall) {
  const SwapReceipt& receipt = Publish(1s, &a_, &b_);
  cells_.Find(0)->RecordGap(nanoseconds(1s).count(), 700);
  ledger_.Complete(1s + 200ms, false);
  // Ten seconds of blocks later the track has no room for it any more.
  for (nanoseconds at = 2s; at < 12s; at += 5ms) cells_.Find(0)->RecordGap(at.count(), 10);
  ledger_.Collected(a_, {true, ""}, 12s);
  ledger_.Complete(12s, false);
  ASSERT_TRUE(receipt.complete);
  EXPECT_EQ(receipt.stall.count(), 700);
}

TEST_F(SwapLedgerTest, WithoutTrafficNothingIsWaitedFor) {
  const SwapReceipt& receipt = Publish(1s, &a_, &b_);
  Stamp(a_, 0, 0s, 900ms);
  ledger_.Collected(a_, {true, ""}, 1s);
  ledger_.Complete(1s, true);
  EXPECT_TRUE(receipt.complete);
}

}  // namespace
}  // namespace hotswap
