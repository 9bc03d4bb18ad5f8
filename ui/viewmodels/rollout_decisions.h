#ifndef HOTSWAP_UI_VIEWMODELS_ROLLOUT_DECISIONS_H_
#define HOTSWAP_UI_VIEWMODELS_ROLLOUT_DECISIONS_H_

#include <QString>
#include <cstdint>
#include <set>
#include <vector>

#include "core/api/snapshot.h"

namespace hotswap::ui {

/// A rollout that was decided, in words for somebody who looks elsewhere.
struct RolloutDecision {
  QString title;  ///< "Rollout of v2 ScoreOperatorV2 in ctr: rolled back".
  QString text;   ///< Why.
  bool promoted = false;
};

/// Finds the rollouts that were decided since the look before.
class RolloutDecisions {
 public:
  /// The first look tells nothing: what was decided before it is no news.
  std::vector<RolloutDecision> look(const Snapshot& snapshot);

 private:
  std::set<std::uint64_t> known_;
  bool looked_ = false;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_ROLLOUT_DECISIONS_H_
