#include "core/control/newest_only.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "tests/core/control/engine_bench.h"
#include "tests/core/control/fake_vetter.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::FakeVetter;
using testing::ShippedOperator;

TEST(NewestOnlyTest, OnlyCommandsThatSaySoGiveWay) {
  EXPECT_FALSE(NewestOnlyOf(SwapToLibrary{.slot = "score", .path = "/a.so"}));
  EXPECT_FALSE(NewestOnlyOf(RollBack{}));
  EXPECT_TRUE(NewestOnlyOf(SwapToLibrary{.slot = "score", .path = "/a.so", .newest_only = true}));
}

TEST(NewestOnlyTest, ASwapOrRolloutGivesWayToAnyOfItsSlotAndAnOfferToOneOfItsFile) {
  const auto swap = NewestOnlyOf(SwapToLibrary{.slot = "score", .path = "/a.so", .newest_only = true});
  StartRollout rollout{.plan = {.slot = "score", .library = "/b.so", .steps = {}, .guards = {}}, .newest_only = true};
  EXPECT_EQ(swap, NewestOnlyOf(rollout));
  rollout.plan.slot = "ctr";
  EXPECT_NE(swap, NewestOnlyOf(rollout));
  const auto offer = NewestOnlyOf(LoadLibrary{.slot = "score", .path = "/a.so", .newest_only = true});
  EXPECT_NE(offer, NewestOnlyOf(LoadLibrary{.slot = "score", .path = "/b.so", .newest_only = true}));
  EXPECT_EQ(offer, NewestOnlyOf(LoadLibrary{.slot = "score", .path = "/a.so", .newest_only = true}));
}

/// An engine whose second vetting goes on until somebody breaks it off, or for five seconds.
class NewerBuildTest : public testing::EngineBench {
 protected:
  NewerBuildTest() {
    options_.plan.libraries = {ShippedOperator("score_op_v1")};
    options_.vetter = std::make_unique<FakeVetter>([this](const VettingRequest&, const Vetter::GoOn& go_on) {
      if (++vetted_ != 2) return FakeVetter::Passed({});
      for (const auto until = SteadyClock().Now() + 5s; SteadyClock().Now() < until;) {
        if (!go_on()) return FakeVetter::Refusal(Errc::kUnavailable, "was broken off");
        std::this_thread::sleep_for(1ms);  // as a vetting asks every few milliseconds
      }
      return FakeVetter::Passed({});
    });
  }

  /// What became of a first swap to V2 in whose vetting another one of V2's copy comes.
  CommandOutcome FirstOfTwo(bool newest_only) {
    EXPECT_TRUE(Start().ok());
    const auto newer = scratch_ / "newer.so";
    std::filesystem::copy_file(ShippedOperator("score_op_v2"), newer);
    const CommandId first =
        engine_->Submit(SwapToLibrary{.slot = "score", .path = ShippedOperator("score_op_v2"), .newest_only = newest_only});
    EXPECT_NE(Await([this](const Snapshot&) { return vetted_ == 2; }), nullptr);
    EXPECT_TRUE(Do(SwapToLibrary{.slot = "score", .path = newer, .newest_only = newest_only}).ok);
    const auto snapshot = engine_->Latest();
    const auto outcome = std::ranges::find(snapshot->outcomes, first, &CommandOutcome::id);
    EXPECT_NE(outcome, snapshot->outcomes.end()) << "the first swap has not ended";
    return outcome == snapshot->outcomes.end() ? CommandOutcome{} : *outcome;
  }

  std::atomic<int> vetted_{0};
};

TEST_F(NewerBuildTest, TakesThePlaceOfTheOneThatIsJudged) {
  const CommandOutcome first = FirstOfTwo(true);
  EXPECT_FALSE(first.ok);
  EXPECT_NE(first.text.find("a newer build takes its place"), std::string::npos) << first.text;
  EXPECT_TRUE(Answers(2));
  const auto snapshot = engine_->Latest();
  EXPECT_EQ(snapshot->receipts->size(), 2U) << "of V1 and of the newer build";
  EXPECT_TRUE(std::ranges::none_of(*snapshot->events, [](const Event& e) { return e.level == EventLevel::kError; }));
}

TEST_F(NewerBuildTest, WaitsItsTurnWhereEveryOneCounts) { EXPECT_TRUE(FirstOfTwo(false).ok); }

}  // namespace
}  // namespace hotswap
