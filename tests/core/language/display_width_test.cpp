#include "core/language/display_width.h"

#include <gtest/gtest.h>

namespace hotswap {
namespace {

TEST(DisplayWidthTest, CountsTwoColumnsForAChineseCharacterAndItsPunctuation) {
  EXPECT_EQ(DisplayWidth("gate"), 4u);
  EXPECT_EQ(DisplayWidth("门禁"), 4u);
  EXPECT_EQ(DisplayWidth("槽位 score："), 12u);
}

TEST(DisplayWidthTest, CountsNothingForACombiningMarkAndOneForAByteThatIsNoText) {
  EXPECT_EQ(DisplayWidth("e\u0301"), 1u);
  EXPECT_EQ(DisplayWidth("\xff\xe4"), 2u);
}

TEST(DisplayWidthTest, PadsToColumnsNotToBytes) {
  EXPECT_EQ(Padded("门禁", 6), "门禁  ");
  EXPECT_EQ(Padded("longer", 3), "longer");
}

}  // namespace
}  // namespace hotswap
