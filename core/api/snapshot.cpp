#include "core/api/snapshot.h"

namespace hotswap {

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
