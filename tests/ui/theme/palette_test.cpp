#include "ui/theme/palette.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/ui/contrast.h"

namespace hotswap::ui {
namespace {

const QColor kLightBase(Qt::white);
const QColor kDarkBase(0x1e, 0x1e, 0x1e);

TEST(PaletteTest, GivesSixDifferentColoursThatStandOutOfTheBackground) {
  for (const bool dark : {false, true}) {
    std::set<QRgb> seen;
    for (std::uint32_t version = 1; version <= 6; ++version) {
      const QColor color = versionColor(version, dark);
      seen.insert(color.rgb());
      EXPECT_GE(contrast(color, dark ? kDarkBase : kLightBase), dark ? 4.3 : 3.2) << version;
    }
    EXPECT_EQ(seen.size(), 6U);
    EXPECT_GE(contrast(versionColor(0, dark), dark ? kDarkBase : kLightBase), 3.0);
  }
}

TEST(PaletteTest, RepeatsColoursWithAnotherPattern) {
  EXPECT_EQ(versionColor(7, false), versionColor(1, false));
  EXPECT_EQ(versionPattern(6), Qt::SolidPattern);
  EXPECT_NE(versionPattern(7), versionPattern(1));
  EXPECT_NE(versionPattern(13), versionPattern(7));
}

TEST(PaletteTest, GivesNeighboursDifferentDashes) {
  for (std::uint32_t version = 1; version < 20; ++version) EXPECT_NE(versionDash(version), versionDash(version + 1));
}

TEST(PaletteTest, WritesLevelsReadably) {
  for (const auto level : {EventLevel::kInfo, EventLevel::kWarning, EventLevel::kError}) {
    EXPECT_GE(contrast(levelColor(level, false), kLightBase), 4.5);
    EXPECT_GE(contrast(levelColor(level, true), kDarkBase), 4.5);
  }
}

TEST(PaletteTest, WritesWhatPassedReadablyAndUnlikeAWarning) {
  for (const bool dark : {false, true}) {
    EXPECT_GE(contrast(passedColor(dark), dark ? kDarkBase : kLightBase), 4.5);
    EXPECT_NE(passedColor(dark), levelColor(EventLevel::kWarning, dark));
  }
}

TEST(PaletteTest, KnowsADarkPaletteByItsText) {
  QPalette palette;
  palette.setColor(QPalette::Base, Qt::white);
  palette.setColor(QPalette::Text, Qt::black);
  EXPECT_FALSE(isDark(palette));
  palette.setColor(QPalette::Base, kDarkBase);
  palette.setColor(QPalette::Text, Qt::white);
  EXPECT_TRUE(isDark(palette));
}

TEST(PaletteTest, WritesOnAVersionsColourReadably) {
  for (const bool dark : {false, true}) {
    for (std::uint32_t version = 0; version <= 6; ++version) {
      const QColor color = versionColor(version, dark);
      EXPECT_GE(contrast(textOn(color), color), 4.5) << version;
    }
  }
}

TEST(PaletteTest, LaysAColourOverAnother) {
  EXPECT_EQ(blended(Qt::black, Qt::white, 0), QColor(Qt::white));
  EXPECT_EQ(blended(Qt::black, Qt::white, 1), QColor(Qt::black));
  EXPECT_EQ(blended(Qt::black, Qt::white, 0.5), QColor(128, 128, 128));
}

TEST(PaletteTest, LabelsVersions) {
  EXPECT_EQ(versionLabel(2), QStringLiteral("v2"));
  EXPECT_EQ(versionLabel(0), QStringLiteral("–"));
}

}  // namespace
}  // namespace hotswap::ui
