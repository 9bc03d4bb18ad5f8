#include "ui/viewmodels/slot_line.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/theme/palette.h"
#include "ui/viewmodels/rollout_page.h"

namespace hotswap::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

SlotLine lineOf(const SlotInfo& slot, const RolloutStatus* rollout) {
  SlotLine line{.text = QString::fromStdString(slot.name), .rollout = false, .outcome = {}};
  if (rollout == nullptr || rollout->candidate == 0) return line;
  const QString version = versionLabel(rollout->candidate);
  if (!rollout->outcome) {
    const std::size_t step = std::min(rollout->step, rollout->steps.size() - 1);
    line.text = tr("%1 · %2 %3").arg(line.text, version, stepLabel(rollout->steps[step]));
    line.rollout = true;
  } else if (*rollout->outcome == RolloutOutcome::kRolledBack && slot.active == rollout->stable) {
    line.text = tr("%1 · %2 rolled back").arg(line.text, version);
    line.rollout = true;
    line.outcome = rollout->outcome;
  }
  return line;
}

}  // namespace

std::vector<SlotLine> slotLinesOf(const Snapshot& snapshot) {
  std::vector<SlotLine> lines;
  for (const SlotInfo& slot : snapshot.slots) {
    const auto found = std::ranges::find_if(
        snapshot.rollouts, [&](const RolloutStatus& rollout) { return rollout.slot == slot.name && !rollout.steps.empty(); });
    lines.push_back(lineOf(slot, found == snapshot.rollouts.end() ? nullptr : &*found));
  }
  return lines;
}

}  // namespace hotswap::ui
