#include "ui/viewmodels/fuzzy_match.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

int scoreOf(const char* query, const char* text) {
  const std::optional<FuzzyMatch> match = fuzzyMatch(query, text);
  return match ? match->score : -1;
}

QList<int> positionsOf(const char* query, const char* text) {
  const std::optional<FuzzyMatch> match = fuzzyMatch(query, text);
  return match ? match->positions : QList<int>{};
}

TEST(FuzzyMatchTest, FindsLettersInTheirOrderOnly) {
  EXPECT_TRUE(fuzzyMatch("rlbk", "Roll Back"));
  EXPECT_FALSE(fuzzyMatch("kblr", "Roll Back"));
  EXPECT_FALSE(fuzzyMatch("rollx", "Roll Back"));
  EXPECT_FALSE(fuzzyMatch("bb", "Roll Back")) << "one letter of the text stands for one of the query";
}

TEST(FuzzyMatchTest, CaseAndSpacesDoNotMatter) {
  EXPECT_EQ(positionsOf("ROLL b", "roll Back"), (QList<int>{0, 1, 2, 3, 5}));
  EXPECT_EQ(positionsOf("rollb", "roll Back"), (QList<int>{0, 1, 2, 3, 5}));
}

TEST(FuzzyMatchTest, AnEmptyQueryFitsEverythingAlike) {
  EXPECT_EQ(scoreOf("", "Roll Back"), 0);
  EXPECT_EQ(scoreOf("  ", ""), 0);
  EXPECT_FALSE(fuzzyMatch("a", ""));
}

TEST(FuzzyMatchTest, PrefersTheStartsOfWords) {
  EXPECT_GT(scoreOf("sv", "Show Verdict"), scoreOf("sv", "Unsaved"));
  EXPECT_GT(scoreOf("rb", "Roll Back"), scoreOf("rb", "Orbit"));
  EXPECT_EQ(positionsOf("b", "Cab Back"), QList<int>{4});
  EXPECT_EQ(positionsOf("sd", "scoreDiffers under"), (QList<int>{0, 5})) << "a capital after a small letter begins a word";
}

TEST(FuzzyMatchTest, PrefersLettersThatStandTogether) {
  EXPECT_GT(scoreOf("eme", "Theme"), scoreOf("eme", "Remake"));
  EXPECT_EQ(positionsOf("the", "toe haze the"), (QList<int>{9, 10, 11}));
}

TEST(FuzzyMatchTest, OfEqualsTheShorterTextComesFirst) {
  EXPECT_GT(scoreOf("swap", "Swap to v3"), scoreOf("swap", "Swap to v3 score_op_v3"));
}

TEST(FuzzyMatchTest, AVersionIsFoundByItsNumber) {
  EXPECT_GT(scoreOf("v12", "Swap to v12 ctr_deep"), scoreOf("v12", "Swap to v1 ctr_2"));
}

}  // namespace
}  // namespace hotswap::ui
