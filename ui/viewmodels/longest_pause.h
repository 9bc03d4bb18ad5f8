#ifndef HOTSWAP_UI_VIEWMODELS_LONGEST_PAUSE_H_
#define HOTSWAP_UI_VIEWMODELS_LONGEST_PAUSE_H_

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "core/api/history.h"
#include "core/api/worker_settings.h"

namespace hotswap::ui {

/// Between two answers that are further apart than this, in nanoseconds, there was no service: charts leave the time blank.
/// Workers that draw a request every few seconds are in service all the time. `width_ns`: what one drawn point covers.
inline std::int64_t longestPause(const WorkerSettings& workers, std::int64_t width_ns) {
  constexpr std::int64_t kAtLeast = std::chrono::nanoseconds(std::chrono::seconds(1)).count();
  return std::max({kAtLeast, 2 * width_ns, workers.interval.count() * 5 / 2});
}

/// Likewise after a point of the level.
inline std::int64_t longestPause(const WorkerSettings& workers, const HistoryLevel& level, const TotalsPoint& point) {
  return longestPause(workers, WidthNs(level, point));
}

/// Whether there was no service between two points of the level, the earlier one first.
inline bool isPauseBetween(const WorkerSettings& workers, const HistoryLevel& level, const TotalsPoint& from,
                           const TotalsPoint& to) {
  return to.end_ns - from.end_ns > std::max(longestPause(workers, level, from), longestPause(workers, level, to));
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_LONGEST_PAUSE_H_
