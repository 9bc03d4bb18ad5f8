#ifndef HOTSWAP_UI_VIEWMODELS_ROLLOUT_TRAIL_H_
#define HOTSWAP_UI_VIEWMODELS_ROLLOUT_TRAIL_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/api/snapshot.h"
#include "ui/viewmodels/timeline_bars.h"

namespace hotswap::ui {

/// Remembers when the steps of rollouts began, for charts: a snapshot knows the present step only. A step that began and ended
/// between two snapshots is not known.
class RolloutTrail {
 public:
  /// Whether it learned of a new moment.
  bool note(const Snapshot& snapshot);

  /// In order of time; the flags say "5 %". The end of a rollout that promoted nothing is a way back.
  const std::vector<SwapMarker>& markers() const { return markers_; }

 private:
  void add(SwapMarker marker);

  std::vector<SwapMarker> markers_;
  std::map<std::string, std::pair<std::uint64_t, std::size_t>> seen_;  ///< Of each slot: rollout, and the steps known of it.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_ROLLOUT_TRAIL_H_
