#ifndef HOTSWAP_TESTS_UI_CONTRAST_H_
#define HOTSWAP_TESTS_UI_CONTRAST_H_

#include <QColor>
#include <algorithm>
#include <cmath>

namespace hotswap::ui {

/// Relative luminance, 0 to 1, as WCAG 2.1 defines it (https://www.w3.org/TR/WCAG21/#dfn-relative-luminance).
inline double luminance(const QColor& color) {
  const auto linear = [](double channel) {
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// Contrast ratio, 1 to 21, as WCAG 2.1 defines it (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio).
inline double contrast(const QColor& a, const QColor& b) {
  const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
  return (lighter + 0.05) / (darker + 0.05);
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_TESTS_UI_CONTRAST_H_
