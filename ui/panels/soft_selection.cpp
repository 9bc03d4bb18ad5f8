#include "ui/panels/soft_selection.h"

#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr double kActiveTint = 0.24;
constexpr double kInactiveTint = 0.14;

}  // namespace

QPalette softSelection(const QPalette& palette) {
  QPalette soft;  // Only these roles are set, so that the rest is inherited and follows a change.
  const QColor tint = palette.color(QPalette::Active, QPalette::Highlight);
  const QColor base = palette.color(QPalette::Active, QPalette::Base);
  soft.setColor(QPalette::Active, QPalette::Highlight, blended(tint, base, kActiveTint));
  soft.setColor(QPalette::Inactive, QPalette::Highlight, blended(tint, base, kInactiveTint));
  soft.setColor(QPalette::HighlightedText, palette.color(QPalette::Active, QPalette::Text));
  return soft;
}

}  // namespace hotswap::ui
