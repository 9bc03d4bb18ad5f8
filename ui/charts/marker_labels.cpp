#include "ui/charts/marker_labels.h"

#include <QCoreApplication>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "ui/theme/metrics.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr int kClosestLines = 3;
constexpr double kLineOpacity = 0.7;

QString markerText(const SwapMarker& marker) {
  if (!marker.step.empty()) return versionLabel(marker.to) + QLatin1Char(' ') + QString::fromStdString(marker.step);
  if (!marker.rolled_back) return versionLabel(marker.to);
  return QCoreApplication::translate("hotswap::ui", "back %1", "to a version").arg(versionLabel(marker.to));
}

MarkerKind kindOf(const SwapMarker& marker) {
  if (!marker.step.empty()) return MarkerKind::kStep;
  return marker.rolled_back ? MarkerKind::kRollBack : MarkerKind::kSwap;
}

QPainterPath flagShape(const QRectF& label, MarkerKind kind) {
  QPainterPath shape;
  if (kind == MarkerKind::kSwap) {
    shape.addRect(label);
  } else if (kind == MarkerKind::kStep) {
    shape.addRoundedRect(label, label.height() / 2, label.height() / 2);
  } else {
    const double point = label.height() / 3;
    shape.addPolygon(QPolygonF({label.topRight(),
                                label.topLeft() + QPointF(point, 0),
                                {label.left(), label.center().y()},
                                label.bottomLeft() + QPointF(point, 0),
                                label.bottomRight(),
                                label.topRight()}));
  }
  return shape;
}

/// Room for the text and what its shape takes away at the left and the right.
int flagWidth(int text, MarkerKind kind, int strip_height, int padding) {
  return text + 2 * padding + (kind == MarkerKind::kSwap ? 0 : strip_height / 3);
}

}  // namespace

std::vector<PlacedMarker> placeMarkers(const std::vector<SwapMarker>& markers, const TimelineScale& scale,
                                       const QFontMetrics& metrics, int strip_height, double ratio) {
  const auto padding = static_cast<int>(std::lround(kSpaceSmall * ratio));
  std::vector<PlacedMarker> placed;
  int line_limit = std::numeric_limits<int>::max();
  int label_limit = scale.plot.right() + 1;
  for (auto marker = markers.rbegin(); marker != markers.rend(); ++marker) {
    if (scale.x(marker->at_ns) > scale.plot.right() + 1) continue;
    const int x = std::min(scale.x(marker->at_ns), scale.plot.right());  // What has just been is rounded to beyond the edge.
    if (x < scale.plot.left()) break;
    if (x > line_limit - kClosestLines) continue;
    line_limit = x;
    PlacedMarker mark{x, {}, markerText(*marker), marker->to, kindOf(*marker), &*marker};
    const int width = flagWidth(metrics.horizontalAdvance(mark.text), mark.kind, strip_height, padding);
    // The newest label may hang over to the left of its line; the others stand at their line's right.
    const bool hangs_over = placed.empty() && x + width > label_limit;
    const int left = hangs_over ? x + 1 - width : x;
    if (left >= scale.plot.left() && left + width <= label_limit) {
      mark.label = QRect(left, scale.plot.top() - strip_height, width, strip_height - 2);
      label_limit = left - kSpaceTiny;
    }
    placed.push_back(std::move(mark));
  }
  return placed;
}

void paintMarkerLines(QPainter& painter, const std::vector<PlacedMarker>& markers, const QRect& plot, const QPalette& palette,
                      double ratio) {
  const int width = std::max(static_cast<int>(std::lround(ratio)), 1);
  const QColor color = blended(palette.color(QPalette::Text), palette.color(QPalette::Base), kLineOpacity);
  for (const PlacedMarker& marker : markers) {
    painter.setPen(QPen(color, width, versionDash(marker.version), Qt::FlatCap));
    // A line's pen lies around its middle: half its width keeps the left edge on the swap's column.
    const int x = marker.x + width / 2;
    painter.drawLine(x, plot.bottom(), x, plot.top() - (marker.label.isEmpty() ? 0 : kSpaceTiny));
  }
}

void paintMarkerLabels(QPainter& painter, const std::vector<PlacedMarker>& markers, const QPalette& palette) {
  const bool dark = isDark(palette);
  for (const PlacedMarker& marker : markers) {
    if (marker.label.isEmpty()) continue;
    const QColor color = versionColor(marker.version, dark);
    painter.setRenderHint(QPainter::Antialiasing, marker.kind != MarkerKind::kSwap);
    painter.fillPath(flagShape(marker.label, marker.kind), color);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(textOn(color));
    const int point = marker.kind == MarkerKind::kRollBack ? marker.label.height() / 3 : 0;
    painter.drawText(marker.label.adjusted(point, 0, 0, 0), Qt::AlignCenter | Qt::TextSingleLine, marker.text);
  }
}

const PlacedMarker* markerAt(const std::vector<PlacedMarker>& markers, QPoint point, int reach) {
  const PlacedMarker* nearest = nullptr;
  int least = reach + 1;
  for (const PlacedMarker& marker : markers) {
    if (marker.label.contains(point)) return &marker;
    const int distance = std::abs(marker.x - point.x());
    if (distance >= least) continue;
    nearest = &marker;
    least = distance;
  }
  return nearest;
}

}  // namespace hotswap::ui
