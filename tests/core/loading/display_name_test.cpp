#include "core/loading/display_name.h"

#include <gtest/gtest.h>

namespace hotswap {
namespace {

TEST(DisplayNameTest, KeepsWellFormedText) { EXPECT_EQ(DisplayName("Größe 模型 🚀", 128), "Größe 模型 🚀"); }

TEST(DisplayNameTest, ReplacesControlCharacters) { EXPECT_EQ(DisplayName("a\nb\x1B[31m\x7F", 128), "a?b?[31m?"); }

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
