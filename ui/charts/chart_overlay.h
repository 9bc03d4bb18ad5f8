#ifndef HOTSWAP_UI_CHARTS_CHART_OVERLAY_H_
#define HOTSWAP_UI_CHARTS_CHART_OVERLAY_H_

#include <QPainter>
#include <QPalette>

#include "ui/charts/chart_gestures.h"

namespace hotswap::ui {

/// The crosshair, on the ground of a chart.
QColor cursorColor(const QPalette& palette);

/// Paints the rubber band while there is one, in device-independent pixels.
void paintBand(QPainter& painter, const ChartGestures& gestures, const QPalette& palette);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_CHART_OVERLAY_H_
