#include "ui/panels/soft_breaks.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

constexpr QChar kBreak{0x200b};

TEST(SoftBreaksTest, OrdinaryWordsStayAsTheyAre) {
  const QString text = QStringLiteral("Uses std::make_shared and an executable stack");
  EXPECT_EQ(withSoftBreaks(text), text);
}

TEST(SoftBreaksTest, ALongNameCanBreakEveryTwentyCharacters) {
  const QString broken = withSoftBreaks(QString(45, 'x'));
  EXPECT_EQ(broken.count(kBreak), 2);
  EXPECT_EQ(broken.indexOf(kBreak), 20);
  EXPECT_EQ(QString(broken).remove(kBreak), QString(45, 'x'));
}

}  // namespace
}  // namespace hotswap::ui
