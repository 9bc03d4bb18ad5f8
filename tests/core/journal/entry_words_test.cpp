#include "core/journal/entry_words.h"

#include <gtest/gtest.h>

namespace hotswap {
namespace {

JournalEntry EntryOf(const std::string& kind, const std::string& outcome, std::optional<std::uint32_t> version = 2) {
  JournalEntry entry;
  entry.kind = kind;
  entry.outcome = outcome;
  entry.version = version;
  return entry;
}

TEST(EntryWordsTest, DecisionsAreToldInWordsNotByTheirIdentifiers) {
  EXPECT_EQ(EntryHeadline(EntryOf("decision", "next_step")), "v2 goes on to the next step");
  EXPECT_EQ(EntryHeadline(EntryOf("decision", "hold")), "v2 stays at its step");
  EXPECT_EQ(EntryHeadline(EntryOf("decision", "roll_back")), "v2 is rolled back");
  EXPECT_EQ(EntryHeadline(EntryOf("decision", "promote")), "v2 is promoted");
  EXPECT_EQ(EntryHeadline(EntryOf("decision", "abort")), "v2 is aborted");
  EXPECT_EQ(EntryHeadline(EntryOf("decision", "shadow", {})), "shadow");
  EXPECT_EQ(EntryHeadline(EntryOf("decision", "of_tomorrow")), "v2: of tomorrow");
}

TEST(EntryWordsTest, ARolloutIsToldByItsStartAndItsEnd) {
  EXPECT_EQ(EntryHeadline(EntryOf("rollout", "started")), "the rollout of v2 started");
  EXPECT_EQ(EntryHeadline(EntryOf("rollout", "rolled_back")), "v2 was rolled back");
  EXPECT_EQ(EntryHeadline(EntryOf("rollout", "")), "v2 came to no end");
  EXPECT_EQ(EntryHeadline(EntryOf("rollout", "aborted", {}), "./v2.so"), "./v2.so was aborted");
  EXPECT_TRUE(IsRolloutEnd(EntryOf("rollout", "promoted")));
  EXPECT_FALSE(IsRolloutEnd(EntryOf("rollout", "started")));
  EXPECT_FALSE(IsRolloutEnd(EntryOf("rollout", "")));
}

TEST(EntryWordsTest, ASwapIsToldWithWhatAnsweredBefore) {
  JournalEntry swap = EntryOf("swap", "published");
  swap.from = 1;
  EXPECT_EQ(EntryHeadline(swap), "published v2 after v1");
  swap.outcome = "rolled_back";
  EXPECT_EQ(EntryHeadline(swap), "rolled back to v2 after v1");
  swap.outcome = "refused";
  EXPECT_EQ(EntryHeadline(swap), "refused v2, v1 keeps answering");
}

TEST(EntryWordsTest, WarningsAreSentencesAlready) { EXPECT_EQ(EntryHeadline(EntryOf("warning", "")), ""); }

}  // namespace
}  // namespace hotswap
