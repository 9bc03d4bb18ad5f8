#ifndef HOTSWAP_UI_VIEWMODELS_LONGEST_PAUSE_H_
#define HOTSWAP_UI_VIEWMODELS_LONGEST_PAUSE_H_

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "core/api/worker_settings.h"

namespace hotswap::ui {

/// Between two answers that are further apart than this, in nanoseconds, there was no service: charts leave the time blank.
/// Workers that draw a request every few seconds are in service all the time. `width_ns`: what one drawn point covers.
inline std::int64_t longestPause(const WorkerSettings& workers, std::int64_t width_ns) {
  constexpr std::int64_t kAtLeast = std::chrono::nanoseconds(std::chrono::seconds(1)).count();
  return std::max({kAtLeast, 2 * width_ns, workers.interval.count() * 5 / 2});
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_LONGEST_PAUSE_H_
