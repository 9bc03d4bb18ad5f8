#include "ui/viewmodels/rollout_trail.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "ui/viewmodels/rollout_page.h"

namespace hotswap::ui {
namespace {

constexpr std::size_t kKept = 500;

std::uint32_t slotIndex(const Snapshot& snapshot, const std::string& name) {
  const auto found = std::ranges::find(snapshot.slots, name, &SlotInfo::name);
  return found == snapshot.slots.end() ? 0 : static_cast<std::uint32_t>(found - snapshot.slots.begin());
}

/// Nothing for a promotion, which has a receipt of its own, and for a rollout that gave its candidate no request.
std::optional<SwapMarker> markerOf(const RolloutStatus& rollout) {
  if (!rollout.outcome) {
    if (rollout.step >= rollout.steps.size()) return std::nullopt;
    return SwapMarker{.at_ns = rollout.step_since.count(),
                      .from = rollout.stable,
                      .to = rollout.candidate,
                      .step = stepLabel(rollout.steps[rollout.step]).toStdString()};
  }
  const bool promoted = *rollout.outcome == RolloutOutcome::kPromoted || rollout.published_by_hand;
  if (promoted || rollout.requests_candidate == 0) return std::nullopt;
  return SwapMarker{
      .at_ns = (rollout.since + rollout.decided).count(), .from = rollout.candidate, .to = rollout.stable, .rolled_back = true};
}

}  // namespace

bool RolloutTrail::note(const Snapshot& snapshot) {
  bool news = false;
  for (const RolloutStatus& rollout : snapshot.rollouts) {
    auto& [number, known] = seen_[rollout.slot];
    if (number != rollout.number) known = 0;
    number = rollout.number;
    // The step after the last one stands for the end.
    const std::size_t now = rollout.outcome ? rollout.steps.size() + 1 : rollout.step + 1;
    if (now <= known) continue;
    known = now;
    if (auto marker = markerOf(rollout)) {
      marker->slot = slotIndex(snapshot, rollout.slot);
      add(std::move(*marker));
      news = true;
    }
  }
  return news;
}

void RolloutTrail::add(SwapMarker marker) {
  const auto place = std::ranges::upper_bound(markers_, marker.at_ns, {}, &SwapMarker::at_ns);
  markers_.insert(place, std::move(marker));
  if (markers_.size() > kKept) markers_.erase(markers_.begin());
}

}  // namespace hotswap::ui
