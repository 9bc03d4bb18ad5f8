// A candidate in the shadow: what it does is counted, and nothing of it reaches a live request.
#include "core/engine/shadow_pool.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <stdexcept>
#include <utility>

#include "tests/core/engine/hanging_operator.h"
#include "tests/core/engine/pool_bench.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::Eventually;
using testing::HangingOperator;
using testing::PoolBench;

struct ScriptedCandidate final : IScoreOperator {
  explicit ScriptedCandidate(std::function<double(const Feature&)> script) : answer(std::move(script)) {}
  double compute_score(const Feature& feature) override { return answer(feature); }
  const char* name() const override { return "Scripted"; }
  const std::function<double(const Feature&)> answer;
};

ShadowStatus StatusOf(const ShadowPool& shadow) {
  ShadowStatus status;
  shadow.FillIn(status);
  return status;
}

std::uint64_t SeenBy(const ShadowPool& shadow) {
  const ShadowStatus status = StatusOf(shadow);
  return status.scored + status.dropped + status.errors + status.nonfinite;
}

class ShadowPoolTest : public ::testing::Test {
 protected:
  /// Publishes the live version with a shadow; null ends it.
  void PublishWith(ShadowPool* shadow, std::uint32_t stride = 1) {
    bench_.Publish(live_, bench_.version_cells, 1, 0, [&](Route& route) {
      route.shadow = shadow != nullptr ? &shadow->feed() : nullptr;
      route.shadow_stride = stride;
    });
  }

  void EndShadow() {
    PublishWith(nullptr);
    ASSERT_TRUE(Eventually([&] {
      bench_.slots[0].Collect();
      return bench_.slots[0].limbo().empty();
    }));
  }

  void Answer(std::uint64_t rounds, unsigned threads = 2) {
    bench_.pool->Apply({.threads = threads, .interval = 0ns, .rounds = rounds});
    ASSERT_TRUE(Eventually([&] { return bench_.pool->Finished(); }));
  }

  ScriptedCandidate live_{[](const Feature& feature) { return static_cast<double>(feature.item_id); }};
  PoolBench bench_;
};

TEST_F(ShadowPoolTest, ScoresTheSameRequestsAndTellsHowTheAnswersDiffer) {
  ScriptedCandidate candidate([](const Feature& feature) { return feature.item_id + 0.5; });
  ShadowPool shadow({.instances = {&candidate}});
  PublishWith(&shadow);
  Answer(400);
  ASSERT_TRUE(Eventually([&] { return SeenBy(shadow) == 800; }));
  const ShadowStatus status = StatusOf(shadow);
  EXPECT_TRUE(status.running);
  EXPECT_EQ(status.scored + status.dropped, 800U);
  EXPECT_GT(status.scored, 0U);
  EXPECT_EQ(status.mean_difference, 0.5);
  EXPECT_EQ(status.p99_difference, 0.5);
  EXPECT_EQ(status.max_difference, 0.5);
  ASSERT_TRUE(status.rank_agreement.has_value());
  EXPECT_NEAR(*status.rank_agreement, 1.0, 1e-12);
  EXPECT_EQ(bench_.Requests(0) + bench_.Requests(1), 800U);
  EndShadow();
  EXPECT_TRUE(shadow.Stop(10s));
  EXPECT_FALSE(StatusOf(shadow).running);
}

TEST_F(ShadowPoolTest, WhatTheCandidateThrowsAndWhatIsNoNumberIsCounted) {
  ScriptedCandidate candidate([](const Feature& feature) -> double {
    if (feature.item_id % 4 == 0) throw std::runtime_error("no");
    if (feature.item_id % 4 == 1) return std::numeric_limits<double>::quiet_NaN();
    return 1;
  });
  ShadowPool shadow({.instances = {&candidate}});
  PublishWith(&shadow);
  Answer(400, 1);
  ASSERT_TRUE(Eventually([&] { return SeenBy(shadow) == 400; }));
  const ShadowStatus status = StatusOf(shadow);
  EXPECT_EQ(status.dropped, 0U) << "400 requests fit into a lane";
  EXPECT_EQ(status.errors, 100U);
  EXPECT_EQ(status.nonfinite, 100U);
  EXPECT_EQ(status.scored, 200U);
  EXPECT_EQ(bench_.cells.Find(0)->Read().errors, 0U) << "the candidate's errors are nobody's";
  EndShadow();
}

TEST_F(ShadowPoolTest, ACandidateThatHangsHangsNoLiveRequestAndIsLeftBehind) {
  // For ever, as the pool asks: its thread comes back to it.
  static HangingOperator& candidate = *new HangingOperator([](const Feature&) { return true; });
  {
    ShadowPool shadow({.instances = {&candidate}});
    PublishWith(&shadow);
    bench_.pool->Apply({.threads = 2, .interval = 0ns, .rounds = 20'000});
    ASSERT_TRUE(Eventually([&] { return candidate.inside == 1; }));
    ASSERT_TRUE(Eventually([&] { return bench_.pool->Finished(); }));
    EXPECT_EQ(bench_.Requests(0) + bench_.Requests(1), 40'000U);
    EXPECT_GT(StatusOf(shadow).dropped, 0U);
    EndShadow();
    EXPECT_FALSE(shadow.Stop(20ms));
  }
  // Its pool is gone; what the thread comes back to is not.
  candidate.Release();
  EXPECT_TRUE(Eventually([&] { return candidate.inside == 0; }));
}

TEST_F(ShadowPoolTest, ACandidateThatEndsItsThreadIsAnErrorAndEndsTheShadow) {
  HangingOperator candidate([](const Feature& feature) { return feature.item_id == 5; }, HangingOperator::Way::kEndThread);
  ShadowPool shadow({.instances = {&candidate}});
  PublishWith(&shadow);
  Answer(100);
  EXPECT_TRUE(Eventually([&] { return StatusOf(shadow).errors == 1; }));
  EndShadow();
  EXPECT_TRUE(shadow.Stop(10s));
}

TEST_F(ShadowPoolTest, EachThreadHasItsOwnInstanceWhereThereAreSeveral) {
  std::atomic<int> wrong = 0;
  const auto even = [&](const Feature& feature) { return wrong += feature.user_id % 2 == 0 ? 0 : 1, 1.0; };
  const auto odd = [&](const Feature& feature) { return wrong += feature.user_id % 2 == 1 ? 0 : 1, 1.0; };
  ScriptedCandidate first(even);
  ScriptedCandidate second(odd);
  ShadowPool shadow({.instances = {&first, &second}, .threads = 2});
  PublishWith(&shadow);
  Answer(300, 4);
  ASSERT_TRUE(Eventually([&] { return SeenBy(shadow) == 1200; }));
  EXPECT_EQ(wrong, 0);
  EndShadow();
}

TEST_F(ShadowPoolTest, OnlyOneRequestInAStrideIsCopied) {
  ScriptedCandidate candidate([](const Feature&) { return 1.0; });
  ShadowPool shadow({.instances = {&candidate}});
  PublishWith(&shadow, 10);
  Answer(1000, 1);
  EXPECT_TRUE(Eventually([&] { return SeenBy(shadow) == 100; }));
  EndShadow();
  EXPECT_TRUE(shadow.Stop(10s));
  EXPECT_EQ(SeenBy(shadow), 100U);
}

TEST_F(ShadowPoolTest, WhatIsStillQueuedAtTheEndCountsAsDropped) {
  HangingOperator candidate([](const Feature&) { return true; });
  ShadowPool shadow({.instances = {&candidate}});
  PublishWith(&shadow);
  Answer(500, 1);
  ASSERT_TRUE(Eventually([&] { return candidate.inside == 1; }));
  EndShadow();
  candidate.Release();
  EXPECT_TRUE(shadow.Stop(10s));
  EXPECT_EQ(SeenBy(shadow), 500U);
}

}  // namespace
}  // namespace hotswap
