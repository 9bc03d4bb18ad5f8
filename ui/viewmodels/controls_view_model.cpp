#include "ui/viewmodels/controls_view_model.h"

#include <algorithm>

namespace hotswap::ui {
namespace {

/// A version that failed and still holds a thread is a zombie: what holds it must not hide the fault.
bool failedAndHeld(const VersionInfo& version) { return version.state == VersionState::kZombie && !version.fault.empty(); }

}  // namespace

QString ControlsViewModel::whyNotSwapTo(const VersionInfo& version) {
  switch (version.state) {
    case VersionState::kActive: return tr("v%1 answers already").arg(version.number);
    case VersionState::kFailed:
    case VersionState::kQuarantined:
      return tr("v%1 %2: %3")
          .arg(version.number)
          .arg(QLatin1String(VersionStateName(version.state)), QString::fromStdString(version.state_reason));
    case VersionState::kInspected:
    case VersionState::kVetted:
    case VersionState::kLoading:
    case VersionState::kWarming: return tr("v%1 is not ready yet").arg(version.number);
    default: break;
  }
  if (!failedAndHeld(version)) return {};
  return tr("v%1 failed: %2").arg(version.number).arg(QString::fromStdString(version.fault));
}

void ControlsViewModel::apply(const Snapshot& snapshot) {
  if (!target_chosen_) proposeTarget(snapshot);
  std::vector<std::string> names;
  for (const SlotInfo& slot : snapshot.slots) names.push_back(slot.name);
  const std::uint32_t roll_back_to = slot_ < snapshot.slots.size() ? snapshot.slots[slot_].rollback_target : 0;
  const QString why_not_swap = judgeTarget(snapshot);
  const bool runs = snapshot.scenario && snapshot.scenario->running;
  if (proposalEnded(snapshot)) proposal_ = 0;
  const WorkerSettings workers = proposal_ == 0 ? snapshot.workers : workers_;
  if (names == slot_names_ && roll_back_to == roll_back_to_ && why_not_swap == why_not_swap_ && paused_ == snapshot.paused &&
      scenario_runs_ == runs && workers_ == workers) {
    return;
  }
  slot_names_ = std::move(names);
  roll_back_to_ = roll_back_to;
  why_not_swap_ = why_not_swap;
  paused_ = snapshot.paused;
  scenario_runs_ = runs;
  workers_ = workers;
  Q_EMIT changed();
}

void ControlsViewModel::proposeWorkers(const WorkerSettings& settings, CommandId command) {
  workers_ = settings;
  proposal_ = command;
  Q_EMIT changed();
}

bool ControlsViewModel::proposalEnded(const Snapshot& snapshot) const {
  return std::any_of(snapshot.outcomes.begin(), snapshot.outcomes.end(),
                     [&](const CommandOutcome& outcome) { return outcome.id >= proposal_; });
}

QString ControlsViewModel::judgeTarget(const Snapshot& snapshot) const {
  if (!target_.valid()) return tr("No operator is loaded yet");
  const auto found = std::find_if(snapshot.versions.begin(), snapshot.versions.end(), [&](const VersionInfo& version) {
    return VersionKey{version.slot, version.number} == target_;
  });
  if (found == snapshot.versions.end()) return tr("v%1 is not ready yet").arg(target_.number);
  return whyNotSwapTo(*found);
}

void ControlsViewModel::proposeTarget(const Snapshot& snapshot) {
  const VersionInfo* proposal = nullptr;
  for (const VersionInfo& version : snapshot.versions) {
    if (version.slot != slot_) continue;
    // One that failed says less than one that answers: nothing can be done with it.
    const bool better = proposal == nullptr || proposal->state == VersionState::kFailed || failedAndHeld(*proposal);
    if (better || whyNotSwapTo(version).isEmpty()) proposal = &version;
  }
  changeTarget(proposal == nullptr ? VersionKey{} : VersionKey{proposal->slot, proposal->number});
}

void ControlsViewModel::setTarget(VersionKey target) {
  target_chosen_ = true;
  chosen_meanwhile_ = true;
  changeTarget(target);
}

void ControlsViewModel::proposeLoaded(VersionKey version) {
  if (chosen_meanwhile_) return;
  target_chosen_ = true;
  changeTarget(version);
}

void ControlsViewModel::changeTarget(VersionKey target) {
  if (target == target_) return;
  target_ = target;
  if (target.valid()) changeSlot(target.slot);
  Q_EMIT targetChanged();
}

void ControlsViewModel::chooseSlot(std::uint32_t slot) {
  if (slot == slot_) return;
  target_chosen_ = false;
  chosen_meanwhile_ = true;
  changeSlot(slot);
  changeTarget({});
}

void ControlsViewModel::changeSlot(std::uint32_t slot) {
  if (slot == slot_) return;
  slot_ = slot;
  Q_EMIT slotChanged();
}

std::string ControlsViewModel::targetSlot() const { return slot_ < slot_names_.size() ? slot_names_[slot_] : std::string(); }

QString ControlsViewModel::swapText() const {
  return target_.valid() ? tr("Swap to v%1").arg(target_.number) : tr("Swap to the target");
}

QString ControlsViewModel::whyNotRollBack() const { return roll_back_to_ == 0 ? tr("There is no earlier version") : QString(); }

QString ControlsViewModel::rollBackText() const {
  return roll_back_to_ == 0 ? tr("Roll back to the version before") : tr("Roll back to v%1").arg(roll_back_to_);
}

}  // namespace hotswap::ui
