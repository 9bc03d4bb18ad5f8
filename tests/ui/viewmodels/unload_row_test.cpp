#include "ui/viewmodels/unload_row.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

SwapReceipt swapped(std::uint32_t from, std::uint32_t to) {
  SwapReceipt receipt;
  receipt.slot = "score";
  receipt.from = from;
  receipt.to = to;
  return receipt;
}

constexpr auto kActive = VersionState::kActive;
constexpr auto kReady = VersionState::kReady;
constexpr auto kFailed = VersionState::kFailed;

TEST(UnloadRowTest, ComesLaterForWhatAnswersOrNeverDid) {
  EXPECT_EQ(unloadRow("score", 2, {kReady, {}}, {}).state, GateState::kLater);
  SwapReceipt back = swapped(1, 2);
  SwapReceipt before = swapped(2, 1);
  before.unload_proven = true;
  EXPECT_EQ(unloadRow("score", 2, {kActive, {}}, {before, back}).state, GateState::kLater);
  EXPECT_EQ(unloadRow("score", 2, {kActive, {}}, {before}).state, GateState::kLater);
}

TEST(UnloadRowTest, TellsTheProofOrWhatKeepsIt) {
  SwapReceipt receipt = swapped(2, 3);
  receipt.unload_proven = true;
  EXPECT_EQ(unloadRow("score", 2, {kFailed, {}}, {receipt}).state, GateState::kPassed);
  receipt.unload_proven = false;
  receipt.unload_note = "a call in it is stuck";
  EXPECT_EQ(unloadRow("score", 2, {kFailed, {}}, {receipt}).state, GateState::kWarned);
  EXPECT_EQ(unloadRow("score", 2, {kFailed, {}}, {receipt}).words, QStringList{"Stays mapped in memory: a call in it is stuck"});
}

TEST(UnloadRowTest, WhatStaysForARollBackIsUnloadedLater) {
  SwapReceipt receipt = swapped(2, 3);
  receipt.unload_note = "resident";
  EXPECT_EQ(unloadRow("score", 2, {kReady, {}}, {receipt}).state, GateState::kLater);
  EXPECT_TRUE(unloadRow("score", 2, {kReady, {}}, {receipt}).words.value(0).startsWith("Stays loaded"));
}

TEST(UnloadRowTest, WhatBecameOfItSinceCountsMoreThanItsReceipt) {
  SwapReceipt receipt = swapped(2, 3);
  receipt.unload_note = "resident";
  EXPECT_EQ(unloadRow("score", 2, {VersionState::kUnloaded, {}}, {receipt}).state, GateState::kPassed);
  const GateRow zombie = unloadRow("score", 2, {VersionState::kZombie, "a call in it is stuck"}, {receipt});
  EXPECT_EQ(zombie.state, GateState::kWarned);
  EXPECT_EQ(zombie.words, QStringList{"Stays mapped in memory: a call in it is stuck"});
  EXPECT_TRUE(unloadRow("score", 2, {kFailed, {}}, {receipt}).words.isEmpty());
  receipt.unload_note.clear();
  receipt.unload_proven = true;
  EXPECT_EQ(unloadRow("score", 2, {kReady, {}}, {receipt}).state, GateState::kLater);  // It was loaded again.
}

TEST(UnloadRowTest, OnlyAZombieIsKeptBySomething) {
  VersionInfo version;
  version.state = VersionState::kZombie;
  version.holders = {"hs-work-03"};
  EXPECT_EQ(standingOf(version).kept_by, "held by hs-work-03");
  version.state_reason = "hs-work-03 is stuck in it";
  EXPECT_EQ(standingOf(version).kept_by, "hs-work-03 is stuck in it");
  version.state = kFailed;
  EXPECT_EQ(standingOf(version).kept_by, "");
}

TEST(UnloadRowTest, OtherSlotsAndRefusalsSayNothingOfIt) {
  SwapReceipt other = swapped(2, 3);
  other.slot = "ranking";
  other.unload_proven = true;
  SwapReceipt refused = swapped(2, 3);
  refused.outcome = SwapOutcome::kRefused;
  refused.unload_proven = true;
  EXPECT_EQ(unloadRow("score", 2, {kFailed, {}}, {other, refused}).state, GateState::kLater);
}

TEST(UnloadRowWordsTest, SaysOnceThatALibraryStaysMapped) {
  const Standing zombie{.state = VersionState::kZombie, .kept_by = "still mapped: it has the unique symbol x"};
  EXPECT_EQ(unloadRow("score", 1, zombie, {}).words.first(), "Stays mapped in memory: it has the unique symbol x");
}

}  // namespace
}  // namespace hotswap::ui
