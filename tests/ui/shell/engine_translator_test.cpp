#include "ui/shell/engine_translator.h"

#include <gtest/gtest.h>

#include "ui/viewmodels/engine_text.h"

namespace hotswap::ui {
namespace {

TEST(EngineTranslatorTest, WithoutACatalogueTheEngineSpeaksEnglish) {
  const EngineTranslator translator{Catalogue()};
  EXPECT_TRUE(translator.isEmpty());
  EXPECT_EQ(translator.translate(kEngineContext, "v2 was taken back"), "v2 was taken back");
}

TEST(EngineTranslatorTest, TheWindowsOwnTextsAreAnothers) {
  const EngineTranslator translator{Catalogue()};
  EXPECT_TRUE(translator.translate("hotswap::ui::MainWindow", "Hotswap Monitor").isNull());
  EXPECT_TRUE(translator.translate(nullptr, "Hotswap Monitor").isNull());
}

TEST(EngineTextTest, AnEmptyTextStaysEmpty) { EXPECT_TRUE(engineText({}).isEmpty()); }

}  // namespace
}  // namespace hotswap::ui
