#include "ui/shell/window_theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <array>
#include <utility>

#include "ui/shell/window_style.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr std::array<std::pair<Theme, const char*>, 3> kNames{
    {{Theme::kSystem, "system"}, {Theme::kLight, "light"}, {Theme::kDark, "dark"}}};

/// Of the text over the ground: at least 4.5 to 1 where the text itself has 15 to 1 or more.
constexpr double kHintOpacity = 0.66;

struct Tones {
  QRgb window, base, alternate, button, text, muted, border_light, border_dark, highlight, link, tool_tip;
};

constexpr Tones kLightTones{.window = 0xfff3f3f4,
                            .base = 0xffffffff,
                            .alternate = 0xfff7f8fa,
                            .button = 0xfff7f7f8,
                            .text = 0xff1b1c1e,
                            .muted = 0xff5a5e65,
                            .border_light = 0xffffffff,
                            .border_dark = 0xffb4b7bc,
                            .highlight = 0xff0067a8,
                            .link = 0xff0067a8,
                            .tool_tip = 0xffffffff};
constexpr Tones kDarkTones{.window = 0xff2a2b2d,
                           .base = 0xff1e1e1e,
                           .alternate = 0xff242526,
                           .button = 0xff37383b,
                           .text = 0xffe9eaec,
                           .muted = 0xffa6abb2,
                           .border_light = 0xff45474b,
                           .border_dark = 0xff141415,
                           .highlight = 0xff2273b5,
                           .link = 0xff7cc4ff,
                           .tool_tip = 0xff37383b};

QPalette paletteOf(const Tones& tones) {
  QPalette palette;
  palette.setColor(QPalette::Window, tones.window);
  palette.setColor(QPalette::Base, tones.base);
  palette.setColor(QPalette::AlternateBase, tones.alternate);
  palette.setColor(QPalette::Button, tones.button);
  palette.setColor(QPalette::ToolTipBase, tones.tool_tip);
  for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
    palette.setColor(role, tones.text);
    palette.setColor(QPalette::Disabled, role, tones.muted);
  }
  palette.setColor(QPalette::PlaceholderText, tones.muted);
  palette.setColor(QPalette::BrightText, Qt::white);
  palette.setColor(QPalette::Light, tones.border_light);
  palette.setColor(QPalette::Midlight, tones.border_light);
  palette.setColor(QPalette::Mid, tones.border_dark);
  palette.setColor(QPalette::Dark, tones.border_dark);
  palette.setColor(QPalette::Shadow, QColor(0, 0, 0));
  palette.setColor(QPalette::Highlight, tones.highlight);
  palette.setColor(QPalette::HighlightedText, Qt::white);
  palette.setColor(QPalette::Link, tones.link);
  return palette;
}

/// The system's palette but for what cannot be read in it: hints and what is muted are half transparent and pale, and white on the
/// colour of a selection has 3.7 to 1.
QPalette readableSystem() {
  QApplication::setPalette(QPalette());
  const QPalette system = QApplication::palette();
  QPalette changed;  // Only these are set, so that the rest follows the system.
  const QColor muted = blended(system.color(QPalette::Text), system.color(QPalette::Window), kHintOpacity);
  changed.setColor(QPalette::PlaceholderText, muted);
  for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
    changed.setColor(QPalette::Disabled, role, muted);
  }
  for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled}) {
    changed.setColor(group, QPalette::HighlightedText, textOn(system.color(group, QPalette::Highlight)));
  }
  return changed;
}

}  // namespace

std::optional<Theme> parseTheme(const QString& name) {
  for (const auto& [theme, text] : kNames) {
    if (name == QLatin1String(text)) return theme;
  }
  return std::nullopt;
}

QString themeName(Theme theme) {
  for (const auto& [known, text] : kNames) {
    if (known == theme) return QLatin1String(text);
  }
  return {};
}

void applyTheme(QApplication& application, Theme theme) {
  if (qobject_cast<WindowStyle*>(application.style()) == nullptr) QApplication::setStyle(new WindowStyle);
  switch (theme) {
    case Theme::kSystem: QApplication::setPalette(readableSystem()); break;
    case Theme::kLight: QApplication::setPalette(paletteOf(kLightTones)); break;
    case Theme::kDark: QApplication::setPalette(paletteOf(kDarkTones)); break;
  }
}

}  // namespace hotswap::ui
