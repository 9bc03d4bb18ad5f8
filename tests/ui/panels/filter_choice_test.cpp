#include "ui/panels/filter_choice.h"

#include <gtest/gtest.h>

#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

class FilterChoiceTest : public testing::OffscreenTest {};

TEST_F(FilterChoiceTest, AChoiceWaitsForItsEntryAndOutlivesOthers) {
  FilterChoice choice(QStringLiteral("slot"));
  choice.setEntries({{"all", ""}});
  choice.choose(QStringLiteral("ranking"));
  EXPECT_EQ(choice.shown(), "");
  choice.setEntries({{"all", ""}, {"score", "score"}, {"ranking", "ranking"}});
  EXPECT_EQ(choice.shown(), "ranking");
  choice.setEntries({{"all", ""}});
  EXPECT_EQ(choice.shown(), "");
  EXPECT_EQ(choice.choice(), "ranking");
}

TEST_F(FilterChoiceTest, SaysWhatItNarrowsToAndRemembersWhatIsPicked) {
  FilterChoice choice(QStringLiteral("slot"));
  choice.setEntries({{"all", ""}, {"score", "score"}});
  QString narrowed;
  QObject::connect(&choice, &FilterChoice::narrowed, &choice, [&](const QString& key) { narrowed = key; });
  choice.setCurrentIndex(1);
  EXPECT_EQ(narrowed, "score");
  EXPECT_EQ(choice.choice(), "score");
}

}  // namespace
}  // namespace hotswap::ui
