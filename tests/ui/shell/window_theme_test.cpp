#include "ui/shell/window_theme.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QColor>
#include <QPalette>
#include <algorithm>
#include <cmath>

#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

double linear(double channel) { return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4); }

double luminance(const QColor& color) {
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// As WCAG 2.1 defines it.
double contrast(const QColor& a, const QColor& b) {
  const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
  return (light + 0.05) / (dark + 0.05);
}

class WindowThemeTest : public testing::OffscreenTest {};

TEST_F(WindowThemeTest, WhatIsMutedCanBeReadOnEveryGround) {
  for (const Theme theme : {Theme::kSystem, Theme::kLight, Theme::kDark}) {
    applyTheme(*qApp, theme);
    const QPalette palette = QApplication::palette();
    for (const QPalette::ColorRole ground : {QPalette::Window, QPalette::Base, QPalette::AlternateBase, QPalette::Button}) {
      for (const QPalette::ColorRole text : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        EXPECT_GE(contrast(palette.color(QPalette::Disabled, text), palette.color(ground)), 4.5)
            << themeName(theme).toStdString() << ", text " << text << " on " << ground;
      }
      EXPECT_GE(contrast(palette.color(QPalette::PlaceholderText), palette.color(ground)), 4.5) << themeName(theme).toStdString();
    }
  }
}

}  // namespace
}  // namespace hotswap::ui
