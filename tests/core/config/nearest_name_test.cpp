#include "core/config/nearest_name.h"

#include <gtest/gtest.h>

#include <array>

namespace hotswap {
namespace {

constexpr std::array<std::string_view, 3> kKnown = {"threads", "rounds", "interval"};

TEST(SuggestNameTest, NamesTheNearestWhenItIsClose) {
  EXPECT_EQ(SuggestName("thread", kKnown), "did you mean \"threads\"?");
  EXPECT_EQ(SuggestName("round", kKnown), "did you mean \"rounds\"?");
  EXPECT_EQ(SuggestName("inetrval", kKnown), "did you mean \"interval\"?");
}

TEST(SuggestNameTest, ListsAllWhenNoneIsClose) {
  EXPECT_EQ(SuggestName("colour", kKnown), "known are threads, rounds and interval");
  EXPECT_EQ(SuggestName("", kKnown), "known are threads, rounds and interval");
  EXPECT_EQ(SuggestName("zh", std::array<std::string_view, 2>{"system", "en"}), "known are system and en") << "no letter of it";
}

}  // namespace
}  // namespace hotswap
