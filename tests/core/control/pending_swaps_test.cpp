// Swaps that wait for their moment, as commands, snapshots and receipts tell them.
#include "core/control/pending_swaps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "tests/core/control/engine_bench.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::FixtureOperator;
using ::testing::HasSubstr;
using testing::ShippedOperator;

class PendingSwapsTest : public testing::EngineBench {
 protected:
  PendingSwapsTest() { options_.plan.libraries = {ShippedOperator("score_op_v1")}; }

  static SwapToLibrary At(const Moment& moment, const std::filesystem::path& library = ShippedOperator("score_op_v2")) {
    return {"", library, moment};
  }
  bool Waits(std::uint32_t version) const {
    return Await([&](const Snapshot& s) { return s.pending_swaps.size() == 1 && s.pending_swaps[0].version == version; }) !=
           nullptr;
  }
};

constexpr Moment kNever{.kind = MomentKind::kAtTime, .time = std::chrono::hours(1)};

TEST_F(PendingSwapsTest, TheCommandEndsWhenItsMomentHasCome) {
  ASSERT_TRUE(Start().ok());
  const CommandOutcome outcome = Do(At({.kind = MomentKind::kAtRequest, .request = 300}));
  EXPECT_TRUE(outcome.ok) << outcome.text;
  EXPECT_EQ(outcome.version, 2U);
  EXPECT_TRUE(Answers(2));
  const auto report = FinishAndReport();
  EXPECT_EQ(report["swaps"][1]["moment"], "at_request");
  EXPECT_GE(report["versions"][0]["requests"], 300);
}

TEST_F(PendingSwapsTest, ANewerSwapTakesThePlaceOfOneThatWaits) {
  ASSERT_TRUE(Start().ok());
  static_cast<void>(engine_->Submit(At(kNever)));
  ASSERT_TRUE(Waits(2));
  EXPECT_EQ(StateOf(2), VersionState::kReady);
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("constant")}).ok);
  EXPECT_TRUE(Answers(3));
  const auto report = FinishAndReport();
  ASSERT_EQ(report["swaps"].size(), 3U);
  EXPECT_EQ(report["swaps"][1]["outcome"], "refused");
  EXPECT_EQ(report["swaps"][1]["moment"], "at_time");
  EXPECT_THAT(report["swaps"][1]["reason"].get<std::string>(), HasSubstr("newer"));
}

TEST_F(PendingSwapsTest, WhatWaitsCanBeCalledOffAndPublishedLater) {
  ASSERT_TRUE(Start().ok());
  static_cast<void>(engine_->Submit(At(kNever)));
  ASSERT_TRUE(Waits(2));
  ASSERT_TRUE(Do(Abort{""}).ok);
  EXPECT_NE(Await([](const Snapshot& s) { return s.pending_swaps.empty(); }), nullptr);
  ASSERT_TRUE(Do(SwapToVersion{"", 2}).ok);
  EXPECT_TRUE(Answers(2));
}

TEST_F(PendingSwapsTest, TheEndOfTheRunCallsOffWhatWaits) {
  ASSERT_TRUE(Start().ok());
  static_cast<void>(engine_->Submit(At(kNever)));
  ASSERT_TRUE(Waits(2));
  const auto report = FinishAndReport();
  EXPECT_EQ(report["swaps"][1]["outcome"], "failed");
  EXPECT_EQ(report["lost"], 0);
}

TEST_F(PendingSwapsTest, ABarrierLetsTheOldVersionGoFirst) {
  ASSERT_TRUE(Start().ok());
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(
        Do(SwapToLibrary{"", ShippedOperator(i % 2 == 0 ? "score_op_v2" : "score_op_v1"), {.kind = MomentKind::kBarrier}}).ok);
  }
  const auto report = FinishAndReport();
  EXPECT_EQ(report["lost"], 0);
  EXPECT_EQ(report["swaps"].size(), 21U);
  for (const auto& swap : report["swaps"]) EXPECT_EQ(swap["outcome"], "published") << swap;
}

TEST_F(PendingSwapsTest, ABarrierGivesUpWhenACallHoldsTheOldVersionForTooLong) {
  options_.plan.libraries = {FixtureOperator("slow_for_seconds")};
  options_.call_limit = 60s;
  ASSERT_TRUE(Start().ok());
  const CommandOutcome outcome = Do(At({.kind = MomentKind::kBarrier}));
  EXPECT_FALSE(outcome.ok);
  EXPECT_THAT(outcome.text, HasSubstr("hs-work-0"));
  EXPECT_EQ(engine_->Latest()->slots[0].active, 1U);
  const auto report = FinishAndReport();
  EXPECT_EQ(report["swaps"][1]["outcome"], "failed");
  EXPECT_EQ(report["lost"], 0);
}

TEST_F(PendingSwapsTest, AWalkEndsWithEveryThreadOnTheNewVersion) {
  options_.plan.workers = WorkerSettings{.threads = 3, .interval = 1ms, .rounds = 0};
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(At({.kind = MomentKind::kThreadByThread, .period = 50ms})).ok);
  EXPECT_TRUE(Answers(2));
  const auto report = FinishAndReport();
  EXPECT_EQ(report["swaps"][1]["moment"], "thread_by_thread");
  EXPECT_EQ(report["lost"], 0);
}

TEST_F(PendingSwapsTest, AWalkThatMeetsAFaultGoesBack) {
  options_.plan.workers = WorkerSettings{.threads = 3, .interval = 0ns, .rounds = 0};
  ASSERT_TRUE(Start().ok());
  const CommandOutcome outcome = Do(At({.kind = MomentKind::kThreadByThread, .period = 1h}, FixtureOperator("throws_sometimes")));
  EXPECT_FALSE(outcome.ok);
  EXPECT_THAT(outcome.text, HasSubstr("threw"));
  EXPECT_TRUE(Answers(1));
  EXPECT_TRUE(Becomes(2, VersionState::kFailed));
}

}  // namespace
}  // namespace hotswap
