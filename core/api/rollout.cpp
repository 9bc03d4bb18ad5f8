#include "core/api/rollout.h"

namespace hotswap {

const char* RolloutOutcomeName(RolloutOutcome outcome) {
  switch (outcome) {
    case RolloutOutcome::kPromoted: return "promoted";
    case RolloutOutcome::kRolledBack: return "rolled_back";
    case RolloutOutcome::kHeld: return "held";
    case RolloutOutcome::kAborted: return "aborted";
  }
  return "";
}

const char* GuardVerdictName(GuardVerdict verdict) {
  switch (verdict) {
    case GuardVerdict::kPassing: return "passing";
    case GuardVerdict::kNeedsSamples: return "needs_samples";
    case GuardVerdict::kBroken: return "broken";
  }
  return "";
}

}  // namespace hotswap
