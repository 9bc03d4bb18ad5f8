#include "ui/charts/chart_overlay.h"

#include <optional>

namespace hotswap::ui {
namespace {

constexpr float kCursorOpacity = 0.55F;
constexpr float kBandOpacity = 0.2F;

}  // namespace

QColor cursorColor(const QPalette& palette) {
  QColor color = palette.color(QPalette::Text);
  color.setAlphaF(kCursorOpacity);
  return color;
}

void paintBand(QPainter& painter, const ChartGestures& gestures, const QPalette& palette) {
  const std::optional<QRect> band = gestures.band();
  if (!band) return;
  QColor fill = palette.color(QPalette::Highlight);
  painter.setPen(fill);
  fill.setAlphaF(kBandOpacity);
  painter.fillRect(*band, fill);
  painter.drawLine(band->topLeft(), band->bottomLeft());
  painter.drawLine(band->topRight(), band->bottomRight());
}

}  // namespace hotswap::ui
