#ifndef HOTSWAP_UI_CHARTS_MARKER_LABELS_H_
#define HOTSWAP_UI_CHARTS_MARKER_LABELS_H_

#include <QFontMetrics>
#include <QPainter>
#include <QPalette>
#include <QRect>
#include <QString>
#include <vector>

#include "ui/charts/timeline_scale.h"
#include "ui/viewmodels/timeline_bars.h"

namespace hotswap::ui {

/// What a flag stands for. Each has a shape of its own: a rectangle, an arrow to the left, a pill.
enum class MarkerKind { kSwap, kRollBack, kStep };

/// A swap as it is drawn: a line, and a label when there is room for one.
struct PlacedMarker {
  int x = 0;    ///< Of the line, in device pixels.
  QRect label;  ///< Empty when a newer marker took the place.
  QString text;
  std::uint32_t version = 0;
  MarkerKind kind = MarkerKind::kSwap;
  const SwapMarker* marker = nullptr;  ///< What it was placed for.
};

/// Places the markers in view, labels in the strip of `strip_height` that ends at the plot's upper edge. Labels never overlap and
/// never leave the plot at the right; of two that would collide the newer one stays. Of lines that are too close to be told apart
/// the newer one stays. All in device pixels, `ratio` of them to a device-independent one, `metrics` too.
std::vector<PlacedMarker> placeMarkers(const std::vector<SwapMarker>& markers, const TimelineScale& scale,
                                       const QFontMetrics& metrics, int strip_height, double ratio);

/// The marker at a point: whose label it is in, or whose line is nearest and at most `reach` away; null for none.
const PlacedMarker* markerAt(const std::vector<PlacedMarker>& markers, QPoint point, int reach);

/// Paints a line, one device-independent pixel of `ratio` device pixels wide, over the plot's height for each marker, dashed as
/// its version is.
void paintMarkerLines(QPainter& painter, const std::vector<PlacedMarker>& markers, const QRect& plot, const QPalette& palette,
                      double ratio);

/// Paints the labels as small flags in their version's colour and their kind's shape.
void paintMarkerLabels(QPainter& painter, const std::vector<PlacedMarker>& markers, const QPalette& palette);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_MARKER_LABELS_H_
