#include "ui/viewmodels/controls_view_model.h"

#include <algorithm>

#include "ui/viewmodels/engine_text.h"
#include "ui/viewmodels/recording_text.h"
#include "ui/viewmodels/state_text.h"

namespace hotswap::ui {
namespace {

/// A version that failed and still holds a thread is a zombie: what holds it must not hide the fault.
bool failedAndHeld(const VersionInfo& version) { return version.state == VersionState::kZombie && !version.fault.empty(); }

const RolloutStatus* rolloutUnderWay(const Snapshot& snapshot, std::uint32_t slot) {
  if (slot >= snapshot.slots.size()) return nullptr;
  const auto found = std::ranges::find_if(snapshot.rollouts, [&](const RolloutStatus& rollout) {
    return rollout.slot == snapshot.slots[slot].name && !rollout.outcome;
  });
  return found == snapshot.rollouts.end() ? nullptr : &*found;
}

QString promoteInstead(std::uint32_t candidate) {
  return ControlsViewModel::tr("A rollout of v%1 is under way: Promote (Ctrl+P) lets it take over").arg(candidate);
}

const VersionInfo* find(const Snapshot& snapshot, VersionKey key) {
  const auto found = std::ranges::find_if(snapshot.versions, [&](const VersionInfo& version) {
    return VersionKey{version.slot, version.number} == key;
  });
  return found == snapshot.versions.end() ? nullptr : &*found;
}

}  // namespace

QString ControlsViewModel::whyNotSwapTo(const VersionInfo& version) {
  switch (version.state) {
    case VersionState::kActive: return tr("v%1 answers already").arg(version.number);
    case VersionState::kFailed:
    case VersionState::kQuarantined:
      return tr("v%1 %2: %3").arg(version.number).arg(stateText(version.state), engineText(version.state_reason));
    case VersionState::kInspected:
    case VersionState::kVetted:
    case VersionState::kLoading:
    case VersionState::kWarming: return tr("v%1 is not ready yet").arg(version.number);
    default: break;
  }
  if (!failedAndHeld(version)) return {};
  return tr("v%1 failed: %2").arg(version.number).arg(engineText(version.fault));
}

QString ControlsViewModel::whyNotSwapTo(const Snapshot& snapshot, const VersionInfo& version) {
  const RolloutStatus* const rollout = rolloutUnderWay(snapshot, version.slot);
  if (rollout != nullptr && rollout->candidate == version.number) return promoteInstead(version.number);
  return whyNotSwapTo(version);
}

QString ControlsViewModel::whyNoCommands() const { return recording_ ? ui::whyNoCommands() : QString(); }

QString ControlsViewModel::whyNotSwap() const { return recording_ ? whyNoCommands() : why_not_swap_; }

QString ControlsViewModel::whyNotWiden(VersionKey version) const {
  const bool asked_for = rollout_ != 0 && version == awaited_;
  return asked_for || std::ranges::count(candidates_, version) > 0 ? promoteInstead(version.number) : QString();
}

void ControlsViewModel::expectRollout(VersionKey candidate, CommandId command) {
  setTarget(candidate);
  awaited_ = candidate;
  rollout_ = command;
  why_not_swap_ = whyNotWiden(candidate);
  Q_EMIT changed();
}

void ControlsViewModel::noteRollouts(const Snapshot& snapshot) {
  candidates_.clear();
  for (std::uint32_t slot = 0; slot < snapshot.slots.size(); ++slot) {
    if (const RolloutStatus* rollout = rolloutUnderWay(snapshot, slot)) candidates_.push_back({slot, rollout->candidate});
  }
  const bool begun = std::ranges::count(candidates_, awaited_) > 0;
  if (begun || std::ranges::count(snapshot.outcomes, rollout_, &CommandOutcome::id) > 0) rollout_ = 0;
}

void ControlsViewModel::apply(const Snapshot& snapshot) {
  noteRollouts(snapshot);
  if (!target_chosen_) proposeTarget(snapshot);
  std::vector<std::string> names;
  for (const SlotInfo& slot : snapshot.slots) names.push_back(slot.name);
  std::vector<SlotLine> lines = slotLinesOf(snapshot);
  const QString roll_back = judgeRollBack(snapshot);
  const QString why_not_swap = judgeTarget(snapshot);
  const bool runs = snapshot.scenario && snapshot.scenario->running;
  if (proposalEnded(snapshot)) proposal_ = 0;
  const WorkerSettings workers = proposal_ == 0 ? snapshot.workers : workers_;
  if (names == slot_names_ && lines == slot_lines_ && roll_back == roll_back_text_ && why_not_swap == why_not_swap_ &&
      paused_ == snapshot.paused && scenario_runs_ == runs && workers_ == workers) {
    return;
  }
  slot_names_ = std::move(names);
  slot_lines_ = std::move(lines);
  roll_back_text_ = roll_back;
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
  if (const QString why_not = whyNotWiden(target_); !why_not.isEmpty()) return why_not;
  const VersionInfo* const found = find(snapshot, target_);
  return found == nullptr ? tr("v%1 is not ready yet").arg(target_.number) : whyNotSwapTo(*found);
}

// What a person wants to be rid of is the newest change: while a rollout is under way that is its candidate.
QString ControlsViewModel::judgeRollBack(const Snapshot& snapshot) const {
  if (slot_ >= snapshot.slots.size()) return {};
  const SlotInfo& slot = snapshot.slots[slot_];
  const RolloutStatus* const rollout = rolloutUnderWay(snapshot, slot_);
  const std::uint32_t awaited = rollout_ != 0 && awaited_.slot == slot_ ? awaited_.number : 0;
  if (const std::uint32_t candidate = rollout != nullptr ? rollout->candidate : awaited; candidate != 0) {
    return tr("Take v%1 back: v%2 answers everything again").arg(candidate).arg(slot.active);
  }
  return slot.rollback_target == 0 ? QString() : tr("Roll back to v%1").arg(slot.rollback_target);
}

// A key that is pressed a moment after a candidate went wrong must not publish a version that nobody chose.
bool ControlsViewModel::keepsTarget(const Snapshot& snapshot, const VersionInfo* proposal) const {
  const VersionInfo* const now = find(snapshot, target_);
  if (now == nullptr || proposal == nullptr || now->slot != slot_) return false;
  const bool went_wrong = now->state != VersionState::kActive && !whyNotSwapTo(*now).isEmpty();
  return went_wrong && proposal->number < now->number;
}

void ControlsViewModel::proposeTarget(const Snapshot& snapshot) {
  const VersionInfo* proposal = nullptr;
  for (const VersionInfo& version : snapshot.versions) {
    if (version.slot != slot_) continue;
    // One that failed says less than one that answers: nothing can be done with it.
    const bool better = proposal == nullptr || proposal->state == VersionState::kFailed || failedAndHeld(*proposal);
    if (better || whyNotSwapTo(version).isEmpty()) proposal = &version;
  }
  if (keepsTarget(snapshot, proposal)) return;
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

QString ControlsViewModel::whyNotRollBack() const {
  if (recording_) return whyNoCommands();
  return roll_back_text_.isEmpty() ? tr("There is no earlier version") : QString();
}

QString ControlsViewModel::rollBackText() const {
  return roll_back_text_.isEmpty() ? tr("Roll back to the version before") : roll_back_text_;
}

}  // namespace hotswap::ui
