#include "ui/viewmodels/guard_text.h"

#include <gtest/gtest.h>

#include "core/rollout/guard_table.h"

namespace hotswap::ui {
namespace {

TEST(GuardTextTest, SpeaksOfEveryGuardThatThereIsWithTheLimitThatItProposes) {
  const auto texts = guardTexts();
  const auto table = GuardTable();
  ASSERT_EQ(texts.size(), table.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    EXPECT_EQ(texts[i].name, table[i].name);
    EXPECT_DOUBLE_EQ(texts[i].proposed, table[i].default_limit) << table[i].name;
    EXPECT_EQ(texts[i].at_least, table[i].at_least) << table[i].name;
    EXPECT_FALSE(guardMeasures(table[i].name).isEmpty());
  }
}

TEST(GuardTextTest, SaysOnWhichSideOfItsLimitAFigureMustBe) {
  EXPECT_EQ(guardLimit("max_p99_ratio", 1.5), "at most 1.5");
  EXPECT_EQ(guardLimit("min_auc_delta", -0.02), QString::fromUtf8("at least −0.02"));
}

TEST(GuardTextTest, AGuardThatItHasNoWordsForIsToldByItsName) { EXPECT_EQ(guardTitle("max_colour"), "max_colour"); }

}  // namespace
}  // namespace hotswap::ui
