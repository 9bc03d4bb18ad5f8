#ifndef HOTSWAP_CORE_CONTROL_ROLLOUT_ROWS_H_
#define HOTSWAP_CORE_CONTROL_ROLLOUT_ROWS_H_

#include <string>

#include "core/api/rollout.h"
#include "core/journal/journal_records.h"

namespace hotswap {

// How the journal tells a rollout: one row with its course so far, or with how it ended, and a row for each decision. Times are
// milliseconds; guards are spelled as in `hotswap status --json`.

/// `since`: its start. With an outcome its details have "decided_at_ms", too: milliseconds since 1970, when the outcome was decided.
RolloutEntry RolloutRowOf(const RolloutStatus& status, WallTime since);

/// A decision that was taken on what `status` tells: step, requests of the candidate, and each guard with its figure, limit,
/// verdict and sample. `verdict`: "next_step", "hold", "promote", "roll_back", "pause", "resume" or "abort".
DecisionEntry DecisionRowOf(const RolloutStatus& status, const std::string& verdict, const std::string& reason, WallTime at);

/// One shadow in the report: a JSON object. Differences are candidate minus stable, in the unit of the scores.
std::string ShadowRowOf(const ShadowStatus& status);

/// How a shadow ended, as a decision with the verdict "shadow" that belongs to no rollout; its figures are ShadowRowOf()'s.
DecisionEntry ShadowDecisionRowOf(const ShadowStatus& status, const std::string& text, WallTime at);

/// The verdict of the decision that ended a rollout so.
const char* VerdictOf(RolloutOutcome outcome);

/// What keeps the present step from being left, without its figures: two looks that are the same in it took one decision. A pause
/// is none of it, since that is a decision of its own.
std::string HoldOf(const RolloutStatus& status);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_ROLLOUT_ROWS_H_
