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

TEST(UnloadRowTest, ComesLaterForWhatAnswersOrNeverDid) {
  EXPECT_EQ(unloadRow("score", 2, {}).state, GateState::kLater);
  SwapReceipt back = swapped(1, 2);
  SwapReceipt before = swapped(2, 1);
  before.unload_proven = true;
  EXPECT_EQ(unloadRow("score", 2, {before, back}).state, GateState::kLater);
}

TEST(UnloadRowTest, TellsTheProofOrWhatKeepsIt) {
  SwapReceipt receipt = swapped(2, 3);
  receipt.unload_proven = true;
  EXPECT_EQ(unloadRow("score", 2, {receipt}).state, GateState::kPassed);
  receipt.unload_proven = false;
  receipt.unload_note = "a call in it is stuck";
  EXPECT_EQ(unloadRow("score", 2, {receipt}).state, GateState::kWarned);
  EXPECT_EQ(unloadRow("score", 2, {receipt}).words, QStringList{"Stays mapped in memory: a call in it is stuck"});
}

TEST(UnloadRowTest, WhatStaysForARollBackIsUnloadedLater) {
  SwapReceipt receipt = swapped(2, 3);
  receipt.unload_note = "resident";
  EXPECT_EQ(unloadRow("score", 2, {receipt}).state, GateState::kLater);
  EXPECT_TRUE(unloadRow("score", 2, {receipt}).words.value(0).startsWith("Stays loaded"));
}

TEST(UnloadRowTest, OtherSlotsAndRefusalsSayNothingOfIt) {
  SwapReceipt other = swapped(2, 3);
  other.slot = "ranking";
  other.unload_proven = true;
  SwapReceipt refused = swapped(2, 3);
  refused.outcome = SwapOutcome::kRefused;
  refused.unload_proven = true;
  EXPECT_EQ(unloadRow("score", 2, {other, refused}).state, GateState::kLater);
}

}  // namespace
}  // namespace hotswap::ui
