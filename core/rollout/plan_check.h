#ifndef HOTSWAP_CORE_ROLLOUT_PLAN_CHECK_H_
#define HOTSWAP_CORE_ROLLOUT_PLAN_CHECK_H_

#include "core/api/rollout.h"
#include "core/base/result.h"

namespace hotswap {

/// Refuses with kInvalidArgument, naming step or guard: no candidate named; no step; a step with neither share nor threads, or
/// with both; shares in one step and threads in another; a share that is not over 0 and at most 100; shares or threads that do
/// not grow; more threads than `workers` (0: not known yet); a negative min_time; what CheckGuards() refuses.
Status CheckPlan(const RolloutPlan& plan, unsigned workers);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ROLLOUT_PLAN_CHECK_H_
