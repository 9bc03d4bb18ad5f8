#include "core/watch/watch_decision.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <variant>

namespace hotswap {
namespace {

/// A slot on whose v1 of /old.so a library "new" comes in.
class WatchDecisionTest : public ::testing::Test {
 protected:
  WatchDecisionTest() {
    snapshot_.slots = {SlotInfo{.name = "score", .active = 1, .watch = "/new.so", .strategy = "slow"}};
    AddVersion(1, "/old.so", "old");
  }

  VersionInfo& AddVersion(std::uint32_t number, const std::string& path, const std::string& sha256) {
    VersionInfo version;
    version.number = number;
    version.name = "Op" + std::to_string(number);
    version.path = path;
    version.sha256 = sha256;
    return snapshot_.versions.emplace_back(version);
  }

  WatchDecision Decide() const { return DecideWatched(library_, snapshot_, 0); }

  /// Whether nothing is asked, and the note says this.
  bool OnlyTells(const std::string& text) const {
    const WatchDecision decision = Decide();
    return !decision.command && decision.note && decision.note->text.find(text) != std::string::npos;
  }

  Snapshot snapshot_;
  WatchedLibrary library_{.file = "/new.so", .sha256 = "new"};
};

TEST_F(WatchDecisionTest, OfferLoadsIt) {
  const auto decision = Decide();
  ASSERT_TRUE(decision.command && std::holds_alternative<LoadLibrary>(*decision.command));
  const auto& load = std::get<LoadLibrary>(*decision.command);
  EXPECT_EQ(load.slot, "score");
  EXPECT_EQ(load.path, "/new.so");
  EXPECT_TRUE(load.newest_only);
  EXPECT_EQ(decision.note->text, "/new.so has changed; once the gates pass it, it is offered");
}

TEST_F(WatchDecisionTest, SwapSwapsToItAtTheSlotsMoment) {
  snapshot_.slots[0].policy = WatchPolicy::kSwap;
  snapshot_.slots[0].moment = {.kind = MomentKind::kBarrier};
  const auto decision = Decide();
  ASSERT_TRUE(decision.command && std::holds_alternative<SwapToLibrary>(*decision.command));
  EXPECT_EQ(std::get<SwapToLibrary>(*decision.command).moment.kind, MomentKind::kBarrier);
  EXPECT_EQ(decision.note->text, "/new.so has changed; once the gates pass it, it takes over (moment: barrier)");
}

TEST_F(WatchDecisionTest, RolloutStartsOneByTheSlotsStrategyInPlaceOfTheLast) {
  snapshot_.slots[0].policy = WatchPolicy::kRollout;
  const auto decision = Decide();
  ASSERT_TRUE(decision.command && std::holds_alternative<StartRollout>(*decision.command));
  const auto& rollout = std::get<StartRollout>(*decision.command);
  EXPECT_TRUE(rollout.restart);
  EXPECT_EQ(rollout.strategy, "slow");
  EXPECT_EQ(rollout.plan.library, "/new.so");
  EXPECT_TRUE(rollout.plan.steps.empty());
}

TEST_F(WatchDecisionTest, ASlotThatNothingAnswersYetIsSwappedToAndNotRolledOut) {
  snapshot_.slots[0].policy = WatchPolicy::kRollout;
  snapshot_.slots[0].active = 0;
  ASSERT_TRUE(Decide().command);
  EXPECT_TRUE(std::holds_alternative<SwapToLibrary>(*Decide().command));
}

TEST_F(WatchDecisionTest, BytesThatAnswerAlreadyAreNoNews) {
  library_.sha256 = "old";
  EXPECT_FALSE(Decide().command || Decide().note);
}

TEST_F(WatchDecisionTest, BytesWhoseRolloutIsUnderWayAreNoNewsAndAnEndedOneIs) {
  AddVersion(2, "/new.so", "new");
  RolloutStatus rollout;
  rollout.slot = "score";
  rollout.candidate = 2;
  snapshot_.rollouts = {rollout};
  EXPECT_FALSE(Decide().command);
  snapshot_.rollouts[0].outcome = RolloutOutcome::kAborted;
  EXPECT_TRUE(Decide().command);
}

TEST_F(WatchDecisionTest, ANewerBuildIsOnlyOfferedWhileAPersonHasPausedARolloutOfTheSlot) {
  RolloutStatus rollout;
  rollout.slot = "score";
  rollout.candidate = 1;
  rollout.paused = true;
  snapshot_.rollouts = {rollout};
  for (const WatchPolicy policy : {WatchPolicy::kRollout, WatchPolicy::kSwap}) {
    snapshot_.slots[0].policy = policy;
    const auto decision = Decide();
    ASSERT_TRUE(decision.command && std::holds_alternative<LoadLibrary>(*decision.command));
    EXPECT_EQ(decision.note->text,
              "/new.so has changed; once the gates pass it, it is offered, since a person has paused the slot's rollout");
  }
  snapshot_.rollouts[0].outcome = RolloutOutcome::kAborted;
  EXPECT_TRUE(std::holds_alternative<SwapToLibrary>(*Decide().command)) << "a pause ends with its rollout";
}

TEST_F(WatchDecisionTest, BytesThatTheGatesRefusedAreToldAndNotTriedAgain) {
  library_.refused_before = true;
  EXPECT_TRUE(OnlyTells("/new.so has bytes again that the gates refused, and is not tried again; `hotswap swap /new.so` does"));
}

TEST_F(WatchDecisionTest, AVersionThatWasTakenBackIsToldAndLeftToAPerson) {
  snapshot_.slots[0].policy = WatchPolicy::kSwap;
  AddVersion(2, "/new.so", "new").fault = "threw an exception";
  EXPECT_TRUE(OnlyTells("holds v2 Op2 again, which was taken back (threw an exception); `hotswap swap 2` lets it answer"));
  snapshot_.slots[0].policy = WatchPolicy::kOffer;
  EXPECT_TRUE(Decide().command) << "an offer lets nothing answer";
}

TEST_F(WatchDecisionTest, WhatLayThereIsNoNewsUnlessAnEarlierBuildWasLoadedFromIt) {
  library_.lay_there = true;
  EXPECT_FALSE(Decide().command);
  AddVersion(2, "/new.so", "before").earlier = true;
  EXPECT_FALSE(Decide().command) << "of an earlier run";
  snapshot_.versions.back().earlier = false;
  EXPECT_TRUE(Decide().command);
  AddVersion(3, "/./new.so", "new");
  EXPECT_FALSE(Decide().command) << "loaded by now";
}

TEST_F(WatchDecisionTest, AnOfferTellsHowToTakeItLiveInWhichSlot) {
  EXPECT_EQ(OfferOf(library_, snapshot_, "score", 2).text,
            "/new.so is offered as v2 of slot score: it is loaded and ready, and `hotswap swap 2` takes it live");
  snapshot_.slots.push_back(SlotInfo{.name = "ctr"});
  EXPECT_NE(OfferOf(library_, snapshot_, "ctr", 2).text.find("`hotswap swap 2 --slot ctr`"), std::string::npos);
}

TEST_F(WatchDecisionTest, TheBeginningSaysWhatIsWatchedAndWhetherAnythingIsThere) {
  EXPECT_EQ(WatchBegins(snapshot_, 0, true).text, "/new.so is watched for slot score: a new library there is offered");
  EXPECT_NE(WatchBegins(snapshot_, 0, false).text.find("; nothing is there yet"), std::string::npos);
}

TEST(RefusedForItsBytesTest, OnlyWhatIsInTheBytesCounts) {
  auto verdict = std::make_shared<Verdict>();
  verdict->findings.push_back({.gate = "G2", .check = "x", .level = FindingLevel::kRefusal, .code = "not_elf", .text = ""});
  CommandOutcome outcome{.id = 1, .ok = false, .version = 0, .text = {}, .verdict = verdict};
  EXPECT_TRUE(RefusedForItsBytes(outcome));
  verdict->findings[0].code = "unavailable";
  EXPECT_FALSE(RefusedForItsBytes(outcome)) << "a newer build took its place";
  outcome.verdict = nullptr;
  EXPECT_FALSE(RefusedForItsBytes(outcome));
}

}  // namespace
}  // namespace hotswap
