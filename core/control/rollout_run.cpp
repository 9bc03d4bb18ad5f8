#include "core/control/rollout_run.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "core/rollout/guard_table.h"

namespace hotswap {
namespace {

/// A share of fewer requests is one by chance.
constexpr std::uint64_t kLeastAsked = 1000;

}  // namespace

RolloutRun::RolloutRun(const RolloutPlan& plan, Subject subject, std::chrono::nanoseconds now)
    : plan_(plan), subject_(std::move(subject)), judge_(plan.guards), policy_(plan.steps, now) {
  Reset(stable_, *subject_.stable);
}

void RolloutRun::Rebase(const Version& stable) {
  if (stable_.version != &stable) Reset(stable_, stable);
}

void RolloutRun::Begin(const Version& candidate, std::chrono::nanoseconds now) {
  candidate_ = &candidate;
  Reset(arm_, candidate);
  policy_.Restart(now);  // its time was the gates' until now
  looked_ = now;
  static_cast<void>(Look(now, 0));
}

void RolloutRun::Observe(const Observation& observation) {
  Arm* const arm = observation.version == stable_.version->number                       ? &stable_
                   : candidate_ != nullptr && observation.version == candidate_->number ? &arm_
                                                                                        : nullptr;
  if (arm == nullptr) return;
  ArmObservation seen;
  seen.user_id = observation.user_id;
  seen.score = observation.score;
  seen.error = observation.error;
  if (observation.latency_ns >= 0) seen.latency_ns = static_cast<std::uint64_t>(observation.latency_ns);
  if (!std::isnan(observation.label)) seen.label = observation.label >= Observation::kPositive;
  arm->sample.Add(seen);
}

RolloutDecision RolloutRun::Look(std::chrono::nanoseconds now, unsigned workers) {
  const std::uint64_t by_stable = stable_.latest;
  const std::uint64_t by_candidate = arm_.latest;
  Count(stable_);
  Count(arm_);
  const unsigned threads = policy_.step().threads;
  if (threads != 0 && workers != 0) {
    CountThroughput(arm_, by_candidate, std::min(threads, workers), now - looked_);
    CountThroughput(stable_, by_stable, workers - std::min(threads, workers), now - looked_);
  }
  looked_ = now;
  const ArmFigures& stable = stable_.sample.figures();
  const std::vector<GuardReading> readings = judge_.Look(arm_.sample.figures(), stable, policy_.last_step());
  return policy_.Look({.now = now,
                       .requests_candidate = arm_.latest,
                       .guards = readings,
                       .stable_at_fault = judge_.StableAtFault(stable) || !stable_.version->fault.empty()});
}

bool RolloutRun::Lists(GuardKind kind) const {
  return std::ranges::any_of(plan_.guards, [kind](const GuardLimit& listed) {
    const Guard* const guard = FindGuard(listed.name);
    return guard != nullptr && guard->kind == kind;
  });
}

FaultTolerance RolloutRun::Tolerance() const {
  FaultTolerance tolerance;
  const double asked = static_cast<double>(std::max(requests_candidate(), kLeastAsked));
  for (const GuardLimit& listed : plan_.guards) {
    const Guard* const guard = FindGuard(listed.name);
    if (guard != nullptr && guard->kind == GuardKind::kErrorRate) tolerance.error_share = listed.limit;
    if (guard != nullptr && guard->kind == GuardKind::kNonfinite) tolerance.nonfinite_share = listed.limit / asked;
  }
  return tolerance;
}

std::uint64_t RolloutRun::requests_candidate() const {
  return candidate_ != nullptr ? candidate_->cells->Requests() - arm_.requests : 0;
}

void RolloutRun::GiveUpTo(const Version& version, std::chrono::nanoseconds now, const std::string& reason) {
  published_by_hand_ = &version == candidate_;
  static_cast<void>(policy_.Abort(now, reason));  // It is under way: nothing stands against an end.
}

RolloutStatus RolloutRun::Describe() const {
  RolloutStatus status;
  policy_.Describe(status);
  status.number = subject_.number;
  status.slot = subject_.slot;
  status.path = subject_.path;
  status.stable = stable_.version->number;
  if (candidate_ != nullptr) status.candidate = candidate_->number;
  status.requests_candidate = requests_candidate();
  status.published_by_hand = published_by_hand_;
  return status;
}

void RolloutRun::Reset(Arm& arm, const Version& version) {
  arm = Arm{.version = &version,
            .requests = version.cells->Requests(),
            .faults = version.cells->Faults(),
            .sample = {},
            .latest = 0,
            .answered = 0,
            .busy_ns = 0};
  arm.sample.SetCounts(0, 0, 0);
}

/// Observations are samples; the cells have seen every request.
void RolloutRun::Count(Arm& arm) {
  const VersionFaults faults = arm.version->cells->Faults();
  arm.latest = arm.version->cells->Requests() - arm.requests;
  arm.sample.SetCounts(arm.latest, faults.errors - arm.faults.errors, faults.nonfinite - arm.faults.nonfinite);
}

void RolloutRun::CountThroughput(Arm& arm, std::uint64_t before, unsigned threads, std::chrono::nanoseconds elapsed) const {
  if (threads == 0) return;
  arm.answered += arm.latest - before;
  arm.busy_ns += static_cast<double>(elapsed.count()) * threads;
  arm.sample.SetThroughput(arm.answered, arm.busy_ns);
}

}  // namespace hotswap
