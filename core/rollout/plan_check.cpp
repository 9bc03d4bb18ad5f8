#include "core/rollout/plan_check.h"

#include <cmath>
#include <cstddef>
#include <string>

#include "core/rollout/figure_text.h"
#include "core/rollout/guard_table.h"

namespace hotswap {
namespace {

std::string Percent(double share) { return FigureText(share) + " %"; }

/// What is wrong with a step by itself; empty: nothing.
std::string FaultOf(const RolloutStep& step, unsigned workers) {
  if (step.share != 0 && step.threads != 0) return "it has both a share and threads; keep one";
  if (step.share == 0 && step.threads == 0) return "it has neither a share nor threads; say one of them, over 0";
  if (!std::isfinite(step.share) || step.share < 0 || step.share > 100) {
    return "the share " + Percent(step.share) + " is not over 0 and at most 100";
  }
  if (workers != 0 && step.threads > workers) {
    return CountText(step.threads, "threads") + " are more than the " + CountText(workers, "workers") + " of the engine";
  }
  if (step.min_time.count() < 0) return "its min_time is negative";
  return "";
}

/// What is wrong with a step after the one before.
std::string FaultBetween(const RolloutStep& before, const RolloutStep& step) {
  if ((before.threads != 0) != (step.threads != 0)) {
    return "it counts in " + std::string(step.threads != 0 ? "threads" : "shares") +
           " and the step before does not; use one of them";
  }
  if (step.threads != 0 && step.threads <= before.threads) {
    return CountText(step.threads, "threads") + " after " + std::to_string(before.threads) +
           "; each step has to be larger than the one before";
  }
  if (step.threads == 0 && step.share <= before.share) {
    return Percent(step.share) + " after " + Percent(before.share) + "; each step has to be larger than the one before";
  }
  return "";
}

Error Refused(const std::string& what) { return {Errc::kInvalidArgument, "rollout: " + what}; }

}  // namespace

Status CheckPlan(const RolloutPlan& plan, unsigned workers) {
  if (plan.library.empty() && plan.version == 0) return Refused("no candidate; name an operator's file or a version's number");
  if (plan.steps.empty()) return Refused("it has no steps; it needs one at least, such as { share = 100 }");
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    std::string fault = FaultOf(plan.steps[i], workers);
    if (fault.empty() && i != 0) fault = FaultBetween(plan.steps[i - 1], plan.steps[i]);
    if (!fault.empty()) return Refused("step " + std::to_string(i + 1) + ": " + fault);
  }
  if (Status guards = CheckGuards(plan.guards); !guards.ok()) return Refused(guards.error().text);
  return {};
}

}  // namespace hotswap
