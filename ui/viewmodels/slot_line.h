#ifndef HOTSWAP_UI_VIEWMODELS_SLOT_LINE_H_
#define HOTSWAP_UI_VIEWMODELS_SLOT_LINE_H_

#include <QString>
#include <optional>
#include <vector>

#include "core/api/snapshot.h"

namespace hotswap::ui {

/// A slot in a list of slots, with its rollout while that is under way or was ended by a guard or a gate.
struct SlotLine {
  QString text;  ///< "ctr", "ctr · v2 5 %", "ctr · v2 rolled back".
  bool rollout = false;
  std::optional<RolloutOutcome> outcome;  ///< Of the rollout; nothing while it is under way.

  friend bool operator==(const SlotLine&, const SlotLine&) = default;
};

/// By slot. A failure is told until the slot's next rollout or publication of another version.
std::vector<SlotLine> slotLinesOf(const Snapshot& snapshot);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_SLOT_LINE_H_
