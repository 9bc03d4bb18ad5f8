#ifndef HOTSWAP_UI_VIEWMODELS_VERSION_VALUES_H_
#define HOTSWAP_UI_VIEWMODELS_VERSION_VALUES_H_

#include <cstdint>
#include <vector>

#include "core/api/history.h"
#include "ui/viewmodels/timeline_bars.h"

namespace hotswap::ui {

/// What one version did on all threads around a moment.
struct VersionValues {
  std::uint32_t version = 0;
  int threads = 0;
  double least = 1;  ///< Of its scores; least > most where there was none.
  double most = 0;
};

/// Adds what a thread ran, and its scores where they are those of that run (null: none). `values` stay ascending by version.
void addValues(std::vector<VersionValues>& values, const LaneRun& run, const Bucket* bar);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_VERSION_VALUES_H_
