#include "core/api/snapshot.h"

#include <algorithm>

namespace hotswap {

ThreadAnswer AnswerIn(const ThreadInfo& thread, std::uint32_t slot) {
  if (thread.slot == slot) return {slot, thread.version, thread.last_score};
  const auto found = std::ranges::find(thread.others, slot, &ThreadAnswer::slot);
  return found == thread.others.end() ? ThreadAnswer{.slot = slot, .version = 0, .last_score = {}} : *found;
}

const char* VersionStateName(VersionState state) {
  switch (state) {
    case VersionState::kInspected: return "inspected";
    case VersionState::kVetted: return "vetted";
    case VersionState::kLoading: return "loading";
    case VersionState::kWarming: return "warming";
    case VersionState::kReady: return "ready";
    case VersionState::kActive: return "active";
    case VersionState::kCandidate: return "candidate";
    case VersionState::kShadow: return "shadow";
    case VersionState::kDraining: return "draining";
    case VersionState::kUnloaded: return "unloaded";
    case VersionState::kFailed: return "failed";
    case VersionState::kQuarantined: return "quarantined";
    case VersionState::kZombie: return "zombie";
  }
  return "unknown";
}

}  // namespace hotswap
