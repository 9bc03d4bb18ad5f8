#include "ui/shell/window_texts.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

TEST(WindowTextsTest, WithoutAFileItGivesNothingAndKnowsNoWayBack) {
  const WindowTexts texts;
  EXPECT_TRUE(texts.translate("hotswap::ui::MainWindow", "Hotswap Monitor").isEmpty());
  EXPECT_TRUE(texts.english("Hotswap Monitor").isEmpty());
}

TEST(WindowTextsTest, KnowsTheEnglishOfWhatItGaveAlsoWithValuesInIt) {
  WindowTexts texts;
  if (!texts.load(QStringLiteral(":/i18n/hotswap_zh_CN.qm"))) GTEST_SKIP() << "this build has no Chinese texts";
  const QString freeze = texts.translate("hotswap::ui::WindowActions", "&Freeze");
  ASSERT_EQ(freeze, QStringLiteral("冻结(&F)"));
  EXPECT_EQ(texts.english(freeze), "&Freeze");
  const QString swap = texts.translate("hotswap::ui", "Swap to %1").arg("v2 ctr");
  EXPECT_EQ(texts.english(swap), "Swap to v2 ctr");
  EXPECT_TRUE(texts.english("/opt/a.so").isEmpty());
}

}  // namespace
}  // namespace hotswap::ui
