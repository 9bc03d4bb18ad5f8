#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "core/language/catalogue.h"

namespace hotswap {
namespace {

/// The types of C++ are called the same in every language.
constexpr std::string_view kSameEverywhere[] = {"long double"};

bool IsSmall(char c) { return c >= 'a' && c <= 'z'; }

/// What stands between these is said by somebody else, or typed as it stands there.
std::string WithoutQuotations(const std::string& text) {
  std::string left;
  char closing = '\0';
  for (const char c : text) {
    if (closing != '\0') {
      if (c == closing) closing = '\0';
    } else if (c == '`' || c == '"') {
      closing = c;
      left += '\n';
    } else {
      left += c;
    }
  }
  return left;
}

/// The first two words of small letters side by side, which are neither a path nor the name of a key; empty where there are none.
std::string EnglishIn(const std::string& translated) {
  const std::string text = WithoutQuotations(translated);
  std::string before;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && static_cast<signed char>(text[end]) > ' ') ++end;  // a Chinese letter ends a word, too
    std::string word = text.substr(begin, end - begin);
    while (!word.empty() && std::string_view(",.;:()").find(word.back()) != std::string_view::npos) word.pop_back();
    const bool english = word.size() > 1 && std::ranges::all_of(word, IsSmall);
    const std::string both = before.empty() ? word : before + " " + word;
    if (english && !before.empty() && std::ranges::find(kSameEverywhere, both) == std::end(kSameEverywhere)) return both;
    before = english && end < text.size() && text[end] == ' ' ? word : "";
    begin = end + 1;
  }
  return {};
}

TEST(EnglishInTest, FindsTwoWordsSideBySideThatNobodyQuotes) {
  EXPECT_EQ(EnglishIn("槽位 score 的 keeps answering。"), "keeps answering");
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

}  // namespace
}  // namespace hotswap
