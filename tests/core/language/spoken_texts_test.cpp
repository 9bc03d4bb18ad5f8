#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "core/language/catalogue.h"
#include "tests/support/english_words.h"

namespace hotswap {
namespace {

TEST(EnglishInTest, FindsTwoWordsSideBySideThatNobodyQuotes) {
  EXPECT_EQ(EnglishIn("槽位 score 的 keeps answering。"), "keeps answering");
  EXPECT_EQ(EnglishIn("Swap to v2"), "Swap to");
  EXPECT_EQ(
      EnglishIn("请运行 `hotswap status` 或 \"no such word\"，见 core/abi/a.h 的 long double 与 max_error_rate: v2 passing"), "");
}

// Collected from what the programs printed in their own tests: verdicts of the fixtures, rollouts, refusals, journals.
TEST(SpokenTextsTest, NoneOfThemStaysEnglish) {
  const Catalogue chinese = Catalogue::Load("zh_CN", HOTSWAP_LOCALE_DIRECTORY);
  ASSERT_FALSE(chinese.empty());
  std::ifstream lines(HOTSWAP_SPOKEN_TEXTS);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const std::string translated = chinese.Translated(line);
    EXPECT_EQ(EnglishIn(translated), "") << line << '\n' << translated;
    EXPECT_NE(translated, line);
  }
  EXPECT_GT(count, 300);
}

TEST(SpokenTextsTest, TheNameOfASlotStaysAsItsUserTypedIt) {
  const Catalogue chinese = Catalogue::Load("zh_CN", HOTSWAP_LOCALE_DIRECTORY);
  const std::string told = chinese.Translated("slot shadow has no version 3 in quarantine");
  EXPECT_NE(told.find("shadow"), std::string::npos) << told;
}

}  // namespace
}  // namespace hotswap
