// Starting and finishing at awkward moments.

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <thread>
#include <utility>

#include "tests/core/control/engine_bench.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::FixtureOperator;
using testing::ShippedOperator;

using LifecycleTest = testing::EngineBench;

TEST_F(LifecycleTest, ARefusedLibraryOfThePlanStopsTheStartWhenAsked) {
  options_.plan.libraries = {ShippedOperator("score_op_v1"), FixtureOperator("no_create")};
  options_.plan.stop_on_refusal = true;
  const Status started = Start();
  ASSERT_FALSE(started.ok());
  EXPECT_EQ(started.error().code, Errc::kMissingSymbol);
  EXPECT_TRUE(engine_->Finish().ok());
  EXPECT_EQ(engine_->Latest()->totals.requests, 0U);
}

TEST_F(LifecycleTest, OtherwiseTheRestOfThePlanIsCarriedOut) {
  options_.plan.libraries = {FixtureOperator("no_create"), ShippedOperator("score_op_v1")};
  EXPECT_FALSE(Start().ok());
  EXPECT_TRUE(Answers(1));
}

TEST_F(LifecycleTest, WithoutAnyLibraryTheWorkersWaitForTheFirst) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v1")}).ok);
  EXPECT_TRUE(Answers(1));
}

TEST_F(LifecycleTest, FinishWaitsForALoadAndDropsTheCommandsAfterIt) {
  options_.plan.libraries = {ShippedOperator("score_op_v1")};
  ASSERT_TRUE(Start().ok());
  engine_->Submit(SwapToLibrary{"", FixtureOperator("slow_create")});
  ASSERT_NE(Await([](const Snapshot& s) { return s.activity && s.activity->gate == "G4"; }), nullptr);
  const CommandId dropped = engine_->Submit(RollBack{""});
  EXPECT_TRUE(engine_->Finish().ok());
  for (const CommandOutcome& outcome : engine_->Latest()->outcomes) EXPECT_NE(outcome.id, dropped);
  EXPECT_EQ(engine_->Latest()->totals.lost, 0U);
}

TEST_F(LifecycleTest, FinishDuringTheStartGivesUpWhatIsLeftOfThePlan) {
  options_.plan.libraries = {FixtureOperator("slow_create"), ShippedOperator("score_op_v1"), ShippedOperator("score_op_v2")};
  engine_ = LocalEngine::Make(std::move(options_)).value();
  ASSERT_NE(Await([](const Snapshot& s) { return s.activity && s.activity->gate == "G4"; }), nullptr);
  std::thread waiting([this] { static_cast<void>(engine_->WaitUntilStarted()); });
  EXPECT_TRUE(engine_->Finish().ok());
  waiting.join();
  EXPECT_LE(engine_->Latest()->versions.size(), 1U);
}

TEST_F(LifecycleTest, ACycleThatIsAlwaysDueLeavesRoomForCommandsAndTheEnd) {
  options_.resident = 0;
  options_.plan.libraries = {ShippedOperator("score_op_v1"), ShippedOperator("score_op_v2")};
  options_.plan.swap_every = 1ns;
  ASSERT_TRUE(Start().ok());
  EXPECT_TRUE(Do(SetPaused{true}).ok);
  EXPECT_TRUE(Do(SetPaused{false}).ok);
  EXPECT_TRUE(engine_->Finish().ok());
  EXPECT_GT(engine_->Latest()->totals.swaps, 1U);
}

TEST_F(LifecycleTest, ARunThatEndedByItselfTookUntilItsLastAnswer) {
  for (const RunEnd end : {RunEnd::kLastAnswer, RunEnd::kStopped}) {
    options_.store = scratch_ / "store";
    options_.plan.libraries = {ShippedOperator("score_op_v1")};
    options_.plan.workers = WorkerSettings{.threads = 2, .interval = 1ms, .rounds = 3};
    const auto made = std::chrono::steady_clock::now();
    ASSERT_TRUE(Start().ok());
    ASSERT_NE(Await([](const Snapshot& s) { return s.finished; }), nullptr);
    const auto noticed = std::chrono::steady_clock::now() - made;
    // Longer than all that comes before the workers' start, so that it shows when it is counted.
    std::this_thread::sleep_for(noticed + 50ms);
    EXPECT_TRUE(engine_->Finish(end).ok());
    EXPECT_GT(engine_->workers_ran(), 0ns);
    EXPECT_EQ(engine_->workers_ran() <= noticed, end == RunEnd::kLastAnswer);
    engine_.reset();
    options_ = EngineOptions();
  }
}

TEST_F(LifecycleTest, ARunWhoseWorkersWereNeverStartedTookNoTime) {
  options_.plan.libraries = {FixtureOperator("no_create")};
  options_.plan.stop_on_refusal = true;
  ASSERT_FALSE(Start().ok());
  EXPECT_TRUE(engine_->Finish().ok());
  EXPECT_EQ(engine_->workers_ran(), 0ns);
}

TEST_F(LifecycleTest, CommandsAfterFinishAreHarmless) {
  options_.plan.libraries = {ShippedOperator("score_op_v1")};
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Answers(1));
  EXPECT_TRUE(engine_->Finish().ok());
  const auto last = engine_->Latest();
  EXPECT_GT(engine_->Submit(RollBack{""}), 0U);
  engine_->Submit(LoadLibrary{"", "missing.so"});
  EXPECT_TRUE(engine_->WaitUntilStarted().ok());
  EXPECT_TRUE(engine_->Finish().ok());
  EXPECT_EQ(engine_->Latest(), last);
}

TEST_F(LifecycleTest, AnEngineMayGoAtAnyMoment) {
  for (int i = 0; i < 20; ++i) {
    options_ = {};
    options_.store = scratch_ / "store";
    options_.plan.workers = WorkerSettings{.threads = 3, .interval = 0ns, .rounds = 0};
    options_.plan.libraries = {ShippedOperator("score_op_v1"), ShippedOperator("score_op_v2")};
    options_.plan.swap_every = 1ms;
    engine_ = LocalEngine::Make(std::move(options_)).value();
    // Another moment each time.
    std::this_thread::sleep_for(std::chrono::microseconds(i * 300));
    engine_.reset();
  }
}

TEST_F(LifecycleTest, WhatCannotBeOpenedIsToldBeforeAnythingRuns) {
  const auto made = [this](const std::function<void(EngineOptions&)>& spoil) {
    EngineOptions options;
    options.store = scratch_ / "store";
    spoil(options);
    return LocalEngine::Make(std::move(options)).ok();
  };
  EXPECT_FALSE(made([this](EngineOptions& options) { options.store = scratch_.Write("file", "in the way") / "store"; }));
  EXPECT_FALSE(made([](EngineOptions& options) { options.record = "/dev/full"; }));
  EXPECT_FALSE(made([](EngineOptions& options) { options.source.kind = "telepathy"; }));
}

}  // namespace
}  // namespace hotswap
