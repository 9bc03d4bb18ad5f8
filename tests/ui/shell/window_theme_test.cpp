#include "ui/shell/window_theme.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QColor>
#include <QPalette>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "tests/ui/contrast.h"
#include "tests/ui/offscreen_test.h"
#include "ui/panels/gate_look.h"
#include "ui/panels/soft_selection.h"
#include "ui/panels/tinted_frame.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr std::array kThemes{Theme::kSystem, Theme::kLight, Theme::kDark};
constexpr std::array kGrounds{QPalette::Window, QPalette::Base, QPalette::AlternateBase, QPalette::Button};
constexpr double kText = 4.5;      ///< WCAG 2.1, 1.4.3 for text of the usual size.
constexpr double kGraphics = 3.0;  ///< WCAG 2.1, 1.4.11 for what is no text.

/// What says good and bad in words and signs.
std::vector<std::pair<std::string, Tone>> tones() {
  return {{"info", levelTone(EventLevel::kInfo)},
          {"warning", levelTone(EventLevel::kWarning)},
          {"error", levelTone(EventLevel::kError)},
          {"passed", gateTone(GateState::kPassed)},
          {"muted", mutedTone()}};
}

QColor groundOf(const Tone& tone) {
  TintedFrame frame;
  frame.setTint(tone);
  return frame.palette().color(QPalette::Window);
}

class WindowThemeTest : public testing::OffscreenTest {};

TEST_F(WindowThemeTest, TextCanBeReadOnEveryGround) {
  for (const Theme theme : kThemes) {
    applyTheme(*qApp, theme);
    const QPalette palette = QApplication::palette();
    const auto expect = [&](QPalette::ColorRole text, QPalette::ColorRole ground) {
      EXPECT_GE(contrast(palette.color(text), palette.color(ground)), kText)
          << themeName(theme).toStdString() << ", role " << text << " on " << ground;
    };
    for (const QPalette::ColorRole ground : kGrounds) {
      for (const QPalette::ColorRole text : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) expect(text, ground);
    }
    for (const QPalette::ColorRole ground : {QPalette::Window, QPalette::Base}) expect(QPalette::Link, ground);
    expect(QPalette::HighlightedText, QPalette::Highlight);
    expect(QPalette::ToolTipText, QPalette::ToolTipBase);
  }
}

TEST_F(WindowThemeTest, WordsInColoursCanBeReadOnEveryGround) {
  for (const Theme theme : kThemes) {
    applyTheme(*qApp, theme);
    const QPalette palette = QApplication::palette();
    const QPalette selected = softSelection(palette);
    for (const auto& [name, tone] : tones()) {
      const auto expect = [&, name = name](const QColor& text, const QColor& ground, const char* where) {
        EXPECT_GE(contrast(text, ground), kText) << themeName(theme).toStdString() << ", " << name << " on " << where;
      };
      for (const QPalette::ColorRole ground : {QPalette::Window, QPalette::Base, QPalette::AlternateBase}) {
        expect(tone(palette), palette.color(ground), "a ground of the palette");
      }
      for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive}) {
        expect(tone(palette), selected.color(group, QPalette::Highlight), "a selected row");
      }
      expect(tone(palette), groundOf(tone), "its own tint");
      expect(palette.color(QPalette::WindowText), groundOf(tone), "text on its tint");
      expect(palette.color(QPalette::PlaceholderText), groundOf(tone), "a hint on its tint");
    }
  }
}

TEST_F(WindowThemeTest, VersionsStandOutOfEveryGroundThatTheyAreShownOn) {
  for (const Theme theme : kThemes) {
    applyTheme(*qApp, theme);
    const QPalette palette = QApplication::palette();
    for (std::uint32_t version = 0; version <= 6; ++version) {
      const QColor color = versionColor(version, isDark(palette));
      for (const QPalette::ColorRole ground : {QPalette::Base, QPalette::AlternateBase}) {
        EXPECT_GE(contrast(color, palette.color(ground)), kGraphics) << themeName(theme).toStdString() << ", v" << version;
      }
    }
  }
}

TEST_F(WindowThemeTest, WhatIsMutedCanBeReadOnEveryGround) {
  for (const Theme theme : kThemes) {
    applyTheme(*qApp, theme);
    const QPalette palette = QApplication::palette();
    for (const QPalette::ColorRole ground : kGrounds) {
      for (const QPalette::ColorRole text : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        EXPECT_GE(contrast(palette.color(QPalette::Disabled, text), palette.color(ground)), kText)
            << themeName(theme).toStdString() << ", text " << text << " on " << ground;
      }
      EXPECT_GE(contrast(palette.color(QPalette::PlaceholderText), palette.color(ground)), kText)
          << themeName(theme).toStdString();
    }
  }
}

}  // namespace
}  // namespace hotswap::ui
