#ifndef HOTSWAP_UI_CHARTS_TIMELINE_SCALE_H_
#define HOTSWAP_UI_CHARTS_TIMELINE_SCALE_H_

#include <QRect>
#include <algorithm>
#include <cmath>
#include <cstdint>

namespace hotswap::ui {

/// Where moments lie on the time axis, in whole device pixels.
///
/// Every moment has a column of its own on an endless strip; the picture shows the part of the strip that ends now. So two
/// moments keep their distance while they move to the left: nothing shimmers, and charts with the same plot edges agree. Where an
/// earlier stretch is shown, its end takes the place of now.
struct TimelineScale {
  QRect plot;  ///< In device pixels.
  std::int64_t span_ns = 1;
  std::int64_t now_ns = 0;

  /// On the endless strip.
  std::int64_t column(std::int64_t at_ns) const {
    return static_cast<std::int64_t>(std::floor(static_cast<double>(at_ns) * plot.width() / static_cast<double>(span_ns)));
  }

  /// The strip's column that lies left of the plot's first one, so that now is the plot's right edge.
  std::int64_t origin() const { return column(now_ns) - plot.width() - plot.left(); }

  int x(std::int64_t at_ns) const {
    constexpr std::int64_t kFarAway = 1 << 24;  // Days before a stretch of milliseconds are more columns than an int holds.
    return static_cast<int>(std::clamp(column(at_ns) - origin(), -kFarAway, kFarAway));
  }

  /// The moment in the middle of a column.
  std::int64_t timeAt(int x) const {
    return static_cast<std::int64_t>((static_cast<double>(x + origin()) + 0.5) * static_cast<double>(span_ns) /
                                     std::max(plot.width(), 1));
  }
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_TIMELINE_SCALE_H_
