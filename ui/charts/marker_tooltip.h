#ifndef HOTSWAP_UI_CHARTS_MARKER_TOOLTIP_H_
#define HOTSWAP_UI_CHARTS_MARKER_TOOLTIP_H_

#include "ui/charts/chart_tooltip.h"
#include "ui/viewmodels/timeline_view_model.h"

namespace hotswap::ui {

/// What a chart says of a flag: its kind in words, the versions, and the main figures of its receipt where there is one. `age` tells
/// when it was.
TooltipText markerTooltip(const TimelineViewModel& model, const SwapMarker& marker, const QString& age);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_MARKER_TOOLTIP_H_
