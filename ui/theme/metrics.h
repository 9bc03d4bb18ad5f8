#ifndef HOTSWAP_UI_THEME_METRICS_H_
#define HOTSWAP_UI_THEME_METRICS_H_

namespace hotswap::ui {

// Distances in device-independent pixels. Every layout and chart takes its spacing from here, so that edges line up.
inline constexpr int kSpaceTiny = 2;
inline constexpr int kSpaceSmall = 4;
inline constexpr int kSpaceMedium = 8;
inline constexpr int kSpaceLarge = 12;
inline constexpr int kIconSize = 16;

/// Side of the coloured square that stands for a version in lists, tables and legends.
inline constexpr int kSwatchSize = 10;

/// Space right of every plot: room for half of the last axis label.
inline constexpr int kPlotRightMargin = 18;

/// Shortest mark of a bar that covers a single score.
inline constexpr int kMinimumBarHeight = 2;

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_THEME_METRICS_H_
