#include "ui/viewmodels/rollout_decisions.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/theme/palette.h"
#include "ui/viewmodels/engine_text.h"

namespace hotswap::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

QString outcomeWord(const RolloutStatus& rollout) {
  if (rollout.published_by_hand) return tr("published by hand");
  switch (*rollout.outcome) {
    case RolloutOutcome::kPromoted: return tr("promoted");
    case RolloutOutcome::kRolledBack: return tr("rolled back");
    case RolloutOutcome::kHeld: return tr("held");
    case RolloutOutcome::kAborted: return tr("aborted");
  }
  return {};
}

RolloutDecision decisionOf(const RolloutStatus& rollout, const Snapshot& snapshot) {
  const auto found = std::ranges::find_if(snapshot.versions, [&](const VersionInfo& version) {
    return version.number == rollout.candidate && version.slot < snapshot.slots.size() &&
           snapshot.slots[version.slot].name == rollout.slot;
  });
  QString what = rollout.candidate == 0 ? QString::fromStdString(rollout.path).section(QLatin1Char('/'), -1)
                                        : versionLabel(rollout.candidate);
  if (found != snapshot.versions.end() && !found->name.empty()) {
    what = tr("%1 %2").arg(what, QString::fromStdString(found->name));
  }
  if (snapshot.slots.size() > 1) what = tr("%1 in %2").arg(what, QString::fromStdString(rollout.slot));
  return {.title = tr("Rollout of %1: %2").arg(what, outcomeWord(rollout)),
          .text = engineText(rollout.reason),
          .promoted = *rollout.outcome == RolloutOutcome::kPromoted};
}

}  // namespace

std::vector<RolloutDecision> RolloutDecisions::look(const Snapshot& snapshot) {
  std::vector<RolloutDecision> fresh;
  for (const RolloutStatus& rollout : snapshot.rollouts) {
    if (!rollout.outcome || !known_.insert(rollout.number).second || !looked_) continue;
    fresh.push_back(decisionOf(rollout, snapshot));
  }
  looked_ = true;
  return fresh;
}

}  // namespace hotswap::ui
