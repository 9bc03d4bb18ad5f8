#ifndef HOTSWAP_TESTS_SUPPORT_ENGLISH_WORDS_H_
#define HOTSWAP_TESTS_SUPPORT_ENGLISH_WORDS_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace hotswap {

/// What is called the same in every language: a type of C++, and products with their licences.
inline constexpr std::string_view kSameEverywhere[] = {"long double", "Hotswap Monitor", "Qt Charts"};

/// What stands between quotation marks is said by somebody else, or typed as it stands there.
inline std::string WithoutQuotations(const std::string& text) {
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

/// "keeps", "Swap"; neither "SHA", "V2", a path nor the name of a key.
inline bool IsEnglishWord(std::string_view word) {
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool begins = !word.empty() && (small(word.front()) || (word.front() >= 'A' && word.front() <= 'Z'));
  return word.size() > 1 && begins && std::ranges::all_of(word.substr(1), small);
}

/// The first two English words side by side in a text that should be Chinese; empty where there are none.
inline std::string EnglishIn(const std::string& translated) {
  const std::string text = WithoutQuotations(translated);
  std::string before;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && static_cast<signed char>(text[end]) > ' ') ++end;  // a Chinese letter ends a word, too
    std::string word = text.substr(begin, end - begin);
    while (!word.empty() && std::string_view(",.;:()").find(word.back()) != std::string_view::npos) word.pop_back();
    const bool english = IsEnglishWord(word);
    const std::string both = before + " " + word;
    if (english && !before.empty() && std::ranges::find(kSameEverywhere, both) == std::end(kSameEverywhere)) return both;
    before = english && end < text.size() && text[end] == ' ' ? word : "";
    begin = end + 1;
  }
  return {};
}

}  // namespace hotswap

#endif  // HOTSWAP_TESTS_SUPPORT_ENGLISH_WORDS_H_
