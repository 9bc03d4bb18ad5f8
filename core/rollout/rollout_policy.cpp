#include "core/rollout/rollout_policy.h"

#include <utility>

#include "core/base/duration.h"
#include "core/rollout/figure_text.h"
#include "core/rollout/guard_table.h"

namespace hotswap {
namespace {

bool AboutFaults(const GuardReading& reading) {
  const Guard* const guard = FindGuard(reading.name);
  return guard != nullptr && (guard->kind == GuardKind::kErrorRate || guard->kind == GuardKind::kNonfinite);
}

void AppendClause(std::string& text, const std::string& clause) {
  if (!text.empty()) text += "; ";
  text += clause;
}

Error Refused(const std::string& what) { return {Errc::kInvalidArgument, "rollout: " + what}; }

}  // namespace

RolloutPolicy::RolloutPolicy(std::vector<RolloutStep> steps, std::chrono::nanoseconds now)
    : steps_(std::move(steps)), since_(now), step_since_(now), now_(now) {}

RolloutDecision RolloutPolicy::Look(const RolloutLook& look) {
  if (outcome_) return {RolloutAction::kHold, "", reason_};
  if (!paused_) step_time_ += look.now - now_;
  now_ = look.now;
  requests_ = look.requests_candidate;
  guards_.assign(look.guards.begin(), look.guards.end());

  if (std::optional<RolloutDecision> broken = BrokenGuard(look)) return *broken;
  reason_ = Missing();
  if (!reason_.empty()) return {RolloutAction::kHold, "", reason_};
  if (last_step()) {
    const std::string reason = "all " + CountText(steps_.size(), "steps") + " done, no guard broken";
    Decide(RolloutOutcome::kPromoted, now_, reason);
    index_ = steps_.size();
    return {RolloutAction::kPromote, "", reason};
  }
  ++index_;
  step_since_ = now_;
  step_time_ = {};
  step_requests_ = requests_;
  return {RolloutAction::kAdvance, "", "step " + std::to_string(index_ + 1) + " of " + std::to_string(steps_.size()) + " begins"};
}

std::optional<RolloutDecision> RolloutPolicy::BrokenGuard(const RolloutLook& look) {
  const auto is_broken = [](const GuardReading& reading) { return reading.verdict == GuardVerdict::kBroken; };
  const auto first = std::ranges::find_if(guards_, is_broken);
  if (first == guards_.end()) return std::nullopt;
  const bool faulty =
      std::ranges::any_of(guards_, [&](const auto& reading) { return is_broken(reading) && AboutFaults(reading); });
  if (look.stable_at_fault && !faulty) {
    reason_ = first->name +
              " is broken, but the version to go back to is itself at fault, so the candidate keeps its requests; "
              "promote it or load another version";
    return RolloutDecision{RolloutAction::kHold, first->name, reason_};
  }
  const std::string reason = first->name + ": " + first->text;
  Decide(RolloutOutcome::kRolledBack, now_, reason);
  return RolloutDecision{RolloutAction::kRollBack, first->name, reason};
}

/// What keeps the present step from being left; empty: nothing.
std::string RolloutPolicy::Missing() const {
  std::string missing;
  if (paused_) missing = "paused by a person";
  if (RequestsMissing() != 0) {
    AppendClause(missing, requests_ == 0 ? "the candidate has answered no request yet"
                                         : CountText(RequestsMissing(), "requests") + " more at the candidate");
  }
  if (TimeMissing().count() > 0) AppendClause(missing, FormatDuration(TimeMissing()) + " more");
  for (const GuardReading& reading : guards_) {
    if (reading.verdict == GuardVerdict::kNeedsSamples) AppendClause(missing, reading.name + ": " + reading.text);
  }
  return missing;
}

std::chrono::nanoseconds RolloutPolicy::TimeMissing() const {
  if (index_ >= steps_.size()) return {};
  return std::max(std::chrono::nanoseconds(0), step().min_time - step_time_);
}

std::uint64_t RolloutPolicy::RequestsMissing() const {
  if (index_ >= steps_.size()) return 0;
  const std::uint64_t needed = std::max<std::uint64_t>(1, step().min_requests);
  const std::uint64_t answered = requests_ - step_requests_;
  return needed > answered ? needed - answered : 0;
}

Status RolloutPolicy::Decided() const {
  if (!outcome_) return {};
  return Refused(std::string("it is over (") + RolloutOutcomeName(*outcome_) + "); start another one");
}

void RolloutPolicy::Decide(RolloutOutcome outcome, std::chrono::nanoseconds now, std::string reason) {
  outcome_ = outcome;
  decided_ = now - since_;
  reason_ = std::move(reason);
}

Status RolloutPolicy::Pause(std::chrono::nanoseconds now) {
  if (Status decided = Decided(); !decided.ok()) return decided;
  if (paused_) return Refused("it is paused already; resume it to go on");
  step_time_ += now - now_;
  now_ = now;
  paused_ = true;
  reason_ = Missing();
  return {};
}

Status RolloutPolicy::Resume(std::chrono::nanoseconds now) {
  if (Status decided = Decided(); !decided.ok()) return decided;
  if (!paused_) return Refused("it is not paused, so there is nothing to resume");
  now_ = now;
  paused_ = false;
  reason_ = Missing();
  return {};
}

Status RolloutPolicy::Promote(std::chrono::nanoseconds now) {
  if (Status decided = Decided(); !decided.ok()) return decided;
  Decide(RolloutOutcome::kPromoted, now, "promoted by a person at step " + std::to_string(index_ + 1));
  return {};
}

Status RolloutPolicy::Abort(std::chrono::nanoseconds now, std::string reason) {
  if (Status decided = Decided(); !decided.ok()) return decided;
  Decide(RolloutOutcome::kAborted, now, std::move(reason));
  return {};
}

Status RolloutPolicy::RollBack(std::chrono::nanoseconds now, std::string reason) {
  if (Status decided = Decided(); !decided.ok()) return decided;
  Decide(RolloutOutcome::kRolledBack, now, std::move(reason));
  return {};
}

void RolloutPolicy::End(std::chrono::nanoseconds now) {
  if (outcome_) return;
  const std::string missing = Missing();
  Decide(RolloutOutcome::kHeld, now, "the run ended" + (missing.empty() ? std::string() : "; missing: " + missing));
}

void RolloutPolicy::Restart(std::chrono::nanoseconds now) {
  since_ = now;
  index_ = 0;
  step_since_ = now;
  step_time_ = {};
  step_requests_ = 0;
  now_ = now;
  requests_ = 0;
  guards_.clear();
  reason_.clear();
  outcome_.reset();
  decided_ = {};
}

void RolloutPolicy::Describe(RolloutStatus& status) const {
  status.steps = steps_;
  status.step = index_;
  status.paused = paused_;
  status.since = since_;
  status.step_since = step_since_;
  status.time_missing = TimeMissing();
  status.requests_missing = RequestsMissing();
  status.requests_candidate = requests_;
  status.guards = guards_;
  status.outcome = outcome_;
  status.reason = reason_;
  status.decided = decided_;
}

}  // namespace hotswap
