#include "core/loading/display_name.h"

#include <gtest/gtest.h>

namespace hotswap {
namespace {

TEST(DisplayNameTest, KeepsWellFormedText) { EXPECT_EQ(DisplayName("Größe 模型 🚀", 128), "Größe 模型 🚀"); }

TEST(DisplayNameTest, ReplacesControlCharacters) { EXPECT_EQ(DisplayName("a\nb\x1B[31m\x7F", 128), "a?b?[31m?"); }

TEST(DisplayNameTest, ReplacesControlCharactersOfUnicodeToo) {
  EXPECT_EQ(DisplayName("a\xC2\x9B[31m\xC2\x80", 128), "a?[31m?") << "an escape sequence in one character";
  EXPECT_EQ(DisplayName("os.\u202Efdp\u2069\u200F\u061C", 128), "os.?fdp???") << "text that reads as another";
  EXPECT_EQ(DisplayName("a\u2028b\u2029", 128), "a?b?") << "ends of lines";
  EXPECT_EQ(DisplayName("\u00A0\u2010\u202F\u2065\u206A", 128), "\u00A0\u2010\u202F\u2065\u206A") << "neighbours";
}

TEST(DisplayNameTest, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(DisplayName("\xFFok", 128), "?ok");
  EXPECT_EQ(DisplayName("\xC0\xAF", 128), "??") << "overlong";
  EXPECT_EQ(DisplayName("\xED\xA0\x80", 128), "???") << "surrogate";
  EXPECT_EQ(DisplayName("\xF4\x90\x80\x80", 128), "????") << "above the last code point";
}

TEST(DisplayNameTest, NeverReadsMoreThanTheLimitAndCutsNoCharacterInHalf) {
  const char unterminated[4] = {'a', 'b', 'c', 'd'};
  EXPECT_EQ(DisplayName(unterminated, sizeof(unterminated)), "abcd");
  EXPECT_EQ(DisplayName("ab\xC3\xB6", 3), "ab?");
}

}  // namespace
}  // namespace hotswap
