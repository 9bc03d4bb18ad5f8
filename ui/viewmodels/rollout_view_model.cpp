#include "ui/viewmodels/rollout_view_model.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "ui/theme/palette.h"
#include "ui/viewmodels/recording_text.h"

namespace hotswap::ui {
namespace {

template <typename T>
const T* ofSlot(const std::vector<T>& all, const std::string& slot) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.slot == slot; });
  return found == all.end() ? nullptr : &*found;
}

const VersionInfo* activeVersion(const Snapshot& snapshot, std::uint32_t slot) {
  const auto found = std::find_if(snapshot.versions.begin(), snapshot.versions.end(), [&](const VersionInfo& version) {
    return version.slot == slot && version.number == snapshot.slots[slot].active;
  });
  return found == snapshot.versions.end() ? nullptr : &*found;
}

}  // namespace

void RolloutViewModel::apply(const Snapshot& snapshot) {
  const auto state = [this] {
    return std::make_tuple(has_rollout_, page_, shadow_, promote_text_, promotes_, abort_text_, why_not_promote_, why_not_abort_);
  };
  const auto before = state();
  const std::string slot = slot_ < snapshot.slots.size() ? snapshot.slots[slot_].name : std::string();
  const RolloutStatus* rollout = ofSlot(snapshot.rollouts, slot);
  const ShadowStatus* shadow = ofSlot(snapshot.shadows, slot);
  has_rollout_ = rollout != nullptr;
  page_ = rollout != nullptr ? rolloutPage(*rollout, snapshot) : RolloutPage{};
  shadow_ = shadow != nullptr ? shadowLines(*shadow) : QStringList();
  judge(snapshot);
  if (state() != before) Q_EMIT changed();
}

// Without a rollout a promotion confirms the version that answers, and an abort calls off what waits for its moment.
void RolloutViewModel::judge(const Snapshot& snapshot) {
  promote_text_ = tr("Promote");
  abort_text_ = tr("Abort the rollout");
  promotes_ = 0;
  why_not_promote_.clear();
  why_not_abort_.clear();
  if (page_.under_way) {
    promotes_ = page_.candidate;
    promote_text_ = tr("Promote %1 now, whatever is missing").arg(versionLabel(page_.candidate));
    abort_text_ = tr("Abort: %1 answers everything again").arg(versionLabel(page_.stable));
    return;
  }
  const VersionInfo* active = slot_ < snapshot.slots.size() ? activeVersion(snapshot, slot_) : nullptr;
  if (active == nullptr) {
    why_not_promote_ = tr("Nothing answers here yet");
  } else if (active->permanent) {
    why_not_promote_ = tr("No rollout is under way, and %1 is permanent already").arg(versionLabel(active->number));
  } else {
    promotes_ = active->number;
    promote_text_ = tr("Confirm %1: its trial is over, and it is permanent").arg(versionLabel(active->number));
  }
  const PendingSwapInfo* waits =
      slot_ < snapshot.slots.size() ? ofSlot(snapshot.pending_swaps, snapshot.slots[slot_].name) : nullptr;
  if (waits == nullptr) {
    why_not_abort_ = tr("No rollout is under way, and no swap waits for its moment");
  } else {
    abort_text_ = tr("Call off the swap to %1, which waits for its moment").arg(versionLabel(waits->version));
  }
}

QString RolloutViewModel::promoteLabel() const {
  if (promotes_ == 0) return tr("&Promote");
  return (page_.under_way ? tr("&Promote %1") : tr("C&onfirm %1")).arg(versionLabel(promotes_));
}

QString RolloutViewModel::pauseText() const {
  return page_.paused ? tr("Resume: the steps go on") : tr("Pause: no step ends by itself; a broken guard still ends it");
}

QString RolloutViewModel::whyNotPromote() const { return recording_ ? whyNoCommands() : why_not_promote_; }

QString RolloutViewModel::whyNotAbort() const { return recording_ ? whyNoCommands() : why_not_abort_; }

QString RolloutViewModel::whyNotPause() const {
  if (recording_) return whyNoCommands();
  return page_.under_way ? QString() : tr("No rollout is under way");
}

}  // namespace hotswap::ui
