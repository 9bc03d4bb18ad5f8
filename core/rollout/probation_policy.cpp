#include "core/rollout/probation_policy.h"

#include <cmath>

#include "core/base/duration.h"
#include "core/rollout/figure_text.h"

namespace hotswap {
namespace {

std::string Time(double ns) { return FormatDuration(std::chrono::nanoseconds(std::llround(ns))); }

std::string OutOf(std::uint64_t count, std::uint64_t requests) {
  return std::to_string(count) + " of " + CountText(requests, "requests");
}

/// Faults come by chance: three standard deviations of a Poisson count over the share, and one, are within it.
bool IsTolerated(std::uint64_t faults, std::uint64_t requests, double share) {
  if (share <= 0) return faults == 0;
  const double expected = share * static_cast<double>(requests);
  return static_cast<double>(faults) <= expected + 3 * std::sqrt(expected) + 1;
}

ProbationRuling TakeBack(Errc code, std::string reason) { return {ProbationStep::kTakeBack, code, std::move(reason)}; }

}  // namespace

ProbationRuling JudgeProbation(const ProbationFigures& figures, const ProbationLimits& limits) {
  if (!IsTolerated(figures.errors, figures.requests, figures.tolerated.error_share)) {
    const std::string said = figures.first_error.empty() ? "" : ": " + figures.first_error;
    return TakeBack(Errc::kThrew, "threw in compute_score on " + OutOf(figures.errors, figures.requests) + said);
  }
  if (!IsTolerated(figures.nonfinite, figures.requests, figures.tolerated.nonfinite_share)) {
    return TakeBack(Errc::kNonfinite, "gave a score that is NaN or infinite on " + OutOf(figures.nonfinite, figures.requests));
  }
  const auto budget_ns = static_cast<double>(limits.latency_budget.count());
  if (budget_ns > 0 && figures.timed_calls >= limits.least_timed_calls && figures.median_call_ns > budget_ns) {
    return TakeBack(Errc::kTooSlow,
                    "takes " + Time(figures.median_call_ns) + " for half of its calls or more; the budget is " + Time(budget_ns));
  }
  const bool proved = figures.requests != 0 && figures.served >= limits.duration;
  return {proved ? ProbationStep::kPassed : ProbationStep::kGoOn, Errc::kThrew, ""};
}

}  // namespace hotswap
