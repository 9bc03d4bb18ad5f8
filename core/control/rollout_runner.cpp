#include "core/control/rollout_runner.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "core/rollout/guard_table.h"
#include "core/rollout/plan_check.h"

namespace hotswap {
namespace {

using std::chrono::nanoseconds;

/// Copies of answers, per worker and over all: a judge needs some hundred a second of each version, and each costs hs-ctl 0.1 µs.
constexpr double kObservationsPerWorker = 40'000;
constexpr double kObservations = 160'000;
/// Until a rate is known: one answer in so many.
constexpr std::uint32_t kFirstStride = 64;

std::string Label(const Version& version) { return "v" + std::to_string(version.number) + " " + version.name; }

/// Whether the guard stands in for probation: what breaks it is wrong whatever version answers beside the candidate.
bool IsOwnFault(const std::string& guard) {
  const Guard* const broken = FindGuard(guard);
  return broken != nullptr && (broken->kind == GuardKind::kErrorRate || broken->kind == GuardKind::kNonfinite);
}

}  // namespace

SwapResult RolloutRunner::Start(const StartRollout& command) {
  const auto slot = parts_.catalogue->FindSlot(command.plan.slot);
  if (!slot.ok()) return Reject(slot.error());
  if (Status fits = Check(command, *slot); !fits.ok()) return Reject(fits.error());
  const SlotState& state = parts_.catalogue->slot(*slot);
  std::string path = command.plan.library.string();
  if (path.empty()) path = state.Find(command.plan.version)->library.original.string();
  starting_.emplace(Starting{*slot, RolloutRun(command.plan, {number_ + 1, state.name, path, state.Find(state.active)}, Now())});
  if (!active_.contains(*slot)) ObserveOneIn(*slot, kFirstStride);
  SwapResult result = Load(command, *slot);
  starting_.reset();
  if (!active_.contains(*slot) && parts_.retirement->Present(*slot).observe_stride != 0) ObserveOneIn(*slot, 0);
  return result;
}

Status RolloutRunner::Check(const StartRollout& command, std::uint32_t slot) const {
  const SlotState& state = parts_.catalogue->slot(slot);
  if (Status fits = CheckPlan(command.plan, parts_.traffic->settings().threads); !fits.ok()) return fits;
  if (state.active == 0) {
    return Error{Errc::kUnavailable, "rollout: slot " + state.name +
                                         " has no version that answers, so there is nothing to go "
                                         "back to; swap to the first version instead"};
  }
  if (command.plan.library.empty() && state.Find(command.plan.version) == nullptr) {
    return Error{Errc::kNotFound, "rollout: slot " + state.name + " has no version " + std::to_string(command.plan.version)};
  }
  if (command.plan.library.empty() && command.plan.version == state.active) {
    return Error{Errc::kUnavailable, "rollout: " + LabelOf(slot, state.active) + " answers slot " + state.name + " already"};
  }
  if (active_.contains(slot) && !command.restart) {
    return Error{Errc::kUnavailable, "rollout: slot " + state.name + " has one under way, of " + LabelOf(slot, state.candidate) +
                                         "; promote or abort it first"};
  }
  return {};
}

SwapResult RolloutRunner::Load(const StartRollout& command, std::uint32_t slot) {
  const std::string& name = parts_.catalogue->slot(slot).name;
  const std::string what = "does not begin its rollout";
  Swapper::Prepared prepared = command.plan.library.empty() ? parts_.swapper->PrepareVersion(name, command.plan.version, what)
                                                            : parts_.swapper->PrepareLibrary(name, command.plan.library, what);
  if (!prepared.attempt) {
    const std::string why = prepared.refusal.error.text;
    return NotBegun(slot, std::move(prepared.refusal), why);
  }
  Swapper::Attempt& attempt = *prepared.attempt;
  if (!starting_->called_off.empty()) {
    RolloutStatus status = starting_->run.Describe();
    status.candidate = attempt.version->number;
    status.outcome = RolloutOutcome::kAborted;
    status.reason = starting_->called_off;
    status.decided = Now() - status.since;
    ++number_;
    const std::string text = "The rollout of " + Label(*attempt.version) + " was aborted before its first step: " + status.reason;
    Tell(EventLevel::kWarning, slot, attempt.version, text);
    Keep(slot, std::move(status));
    return {.ok = false, .version = 0, .error = {Errc::kUnavailable, text}, .told = text, .verdict = attempt.version->verdict};
  }
  const std::uint32_t stable = parts_.catalogue->slot(slot).active;
  if (attempt.version->number == stable) {
    return Reject({Errc::kUnavailable, "rollout: " + attempt.receipt.path + " is " + LabelOf(slot, stable) +
                                           ", which answers slot " + name + " already"});
  }
  if (auto refusal = parts_.swapper->HandOver(attempt)) {
    const std::string why = refusal->error.text;
    return NotBegun(slot, parts_.swapper->Refuse(std::move(attempt), std::move(*refusal), what), why);
  }
  RolloutRun run = std::move(starting_->run);
  ++number_;
  const SwapResult result{.ok = true, .version = attempt.version->number, .verdict = attempt.version->verdict};
  Begin(slot, std::move(run), std::move(attempt));
  return result;
}

/// A gate refused the candidate: that is a rollout that was rolled back before its first step. A newer build aborts it.
SwapResult RolloutRunner::NotBegun(std::uint32_t slot, SwapResult result, const std::string& why) {
  RolloutStatus status = starting_->run.Describe();
  ++number_;
  status.outcome = result.outdated ? RolloutOutcome::kAborted : RolloutOutcome::kRolledBack;
  status.reason = why;
  status.decided = Now() - status.since;
  Keep(slot, std::move(status));
  return result;
}

void RolloutRunner::Begin(std::uint32_t slot, RolloutRun run, Swapper::Attempt attempt) {
  SlotState& state = parts_.catalogue->slot(slot);
  Version& candidate = *attempt.version;
  const std::string label = Label(candidate);
  bool paused = false;
  if (const auto before = active_.find(slot); before != active_.end()) {
    paused = before->second.run.Describe().paused;
    static_cast<void>(before->second.run.policy().Abort(Now(), "the rollout of " + label + " took its place"));
    End(slot);
    PublishStable(slot, kFirstStride);
  }
  parts_.before_begin(slot, "the rollout of " + label + " begins");
  parts_.chronicle->BeginTrial(state, candidate);
  attempt.instance = candidate.Fresh();
  candidate.fault.clear();
  candidate.served = true;
  run.Rebase(*state.Find(state.active));
  run.Begin(candidate, Now());
  if (paused) static_cast<void>(run.policy().Pause(Now()));  // a person's word outlives the candidate that it was said of
  state.candidate = candidate.number;
  candidates_.Start(slot, candidate, Now(),
                    {.errors = !run.Lists(GuardKind::kErrorRate), .nonfinite = !run.Lists(GuardKind::kNonfinite)});
  const auto [at, added] = active_.try_emplace(slot, Active{.run = std::move(run), .attempt = std::move(attempt)});
  Active& active = at->second;
  active.looked = Now();
  active.look_due = Now() + kLookPeriod;
  active.seen = parts_.catalogue->slot(slot).Requests();
  active.stride = std::max(parts_.retirement->Present(slot).observe_stride, 1U);
  NoteRow(active.run.Describe());
  PublishStep(slot, active);
}

Status RolloutRunner::Promote(std::uint32_t slot) {
  const auto active = active_.find(slot);
  if (active == active_.end()) {
    return Error{Errc::kUnavailable, "slot " + parts_.catalogue->slot(slot).name + " has no rollout under way to promote"};
  }
  if (Status promoted = active->second.run.policy().Promote(Now()); !promoted.ok()) return promoted;
  if (SwapResult result = PublishCandidate(slot, nullptr); !result.ok) return std::move(result.error);
  return {};
}

Status RolloutRunner::Pause(std::uint32_t slot, bool paused) {
  const auto active = active_.find(slot);
  const std::string& name = parts_.catalogue->slot(slot).name;
  if (active == active_.end()) {
    return Error{Errc::kUnavailable, "slot " + name + " has no rollout under way to " + (paused ? "pause" : "resume")};
  }
  RolloutPolicy& policy = active->second.run.policy();
  if (Status done = paused ? policy.Pause(Now()) : policy.Resume(Now()); !done.ok()) return done;
  NoteDecision(active->second, paused ? "pause" : "resume", paused ? "a person paused it" : "a person resumed it");
  const Version* const candidate = active->second.attempt.version;
  Tell(EventLevel::kInfo, slot, candidate,
       "The rollout of " + Label(*candidate) +
           (paused ? " is paused: it stays at its step until somebody resumes it" : " goes on"));
  return {};
}

Status RolloutRunner::Abort(std::uint32_t slot, const std::string& why) {
  if (starting_ && starting_->slot == slot) {
    starting_->called_off = why;
    return {};
  }
  const auto active = active_.find(slot);
  if (active == active_.end()) {
    return Error{Errc::kUnavailable, "slot " + parts_.catalogue->slot(slot).name + " has no rollout under way to abort"};
  }
  if (Status done = active->second.run.policy().Abort(Now(), why); !done.ok()) return done;
  PublishStable(slot, 0);
  End(slot);
  return {};
}

void RolloutRunner::SlotTaken(std::uint32_t slot, const Version& version) {
  if (publishing_) return;
  const std::string reason = Label(version) + " was made the version that answers all requests of the slot";
  if (starting_ && starting_->slot == slot) starting_->called_off = reason;
  const auto active = active_.find(slot);
  if (active == active_.end()) return;
  active->second.run.GiveUpTo(version, Now(), reason);
  End(slot);
}

bool RolloutRunner::TakeBack(const VersionFault& fault) {
  const auto at = active_.find(fault.slot);
  if (at == active_.end()) return false;
  Active& active = at->second;
  Version& candidate = *active.attempt.version;
  if (fault.version == candidate.number) {
    RollBack(fault.slot, Label(candidate) + " " + fault.reason, true);
    return true;
  }
  if (active.run.requests_candidate() == 0) return false;
  SlotState& state = parts_.catalogue->slot(fault.slot);
  Version& stable = *state.Find(fault.version);
  stable.fault = fault.reason;
  parts_.chronicle->Withdraw(fault.slot, state, stable);
  static_cast<void>(active.run.policy().Abort(
      Now(), Label(stable) + " " + fault.reason + ", so the candidate, which is not at fault, answers everything"));
  return PublishCandidate(fault.slot, &fault).ok;
}

void RolloutRunner::Tend() {
  if (!under_way()) return;
  if (Now() >= drained_ + kDrainPeriod) Drain();
  while (const auto fault = candidates_.Look(Now())) static_cast<void>(TakeBack(*fault));
  std::vector<std::uint32_t> due;
  for (const auto& [slot, active] : active_) {
    if (active.look_due <= Now()) due.push_back(slot);
  }
  for (const std::uint32_t slot : due) {
    if (const auto active = active_.find(slot); active != active_.end()) Judge(slot, active->second);
  }
}

std::optional<nanoseconds> RolloutRunner::Next() const {
  if (!under_way()) return std::nullopt;
  const nanoseconds drain = drained_ + kDrainPeriod;
  return std::min(drain, candidates_.Next().value_or(drain));
}

/// Of rollouts that ended, or had another stable version, some may still be on their way: the versions tell whose they are.
void RolloutRunner::Drain() {
  drained_ = Now();
  Observation observation;
  for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
    ThreadCell* const cell = parts_.cells->Find(thread);
    // No more than there can have been: a worker that writes as fast as this reads must not keep this here.
    for (std::size_t taken = 0; cell != nullptr && taken < ThreadCell::kObservations; ++taken) {
      if (!cell->PopObservation(observation)) break;
      if (const auto active = active_.find(observation.slot); active != active_.end()) active->second.run.Observe(observation);
      if (starting_ && starting_->slot == observation.slot) starting_->run.Observe(observation);
    }
  }
}

void RolloutRunner::Judge(std::uint32_t slot, Active& active) {
  Drain();
  active.look_due = Now() + kLookPeriod;
  const unsigned workers = parts_.traffic->paused() ? 0 : parts_.traffic->settings().threads;
  const RolloutDecision decision = active.run.Look(Now(), workers);
  switch (decision.action) {
    case RolloutAction::kHold: NoteHold(active, decision.reason); return Retune(slot, active);
    case RolloutAction::kAdvance: NoteDecision(active, "next_step", decision.reason); return PublishStep(slot, active);
    case RolloutAction::kPromote: static_cast<void>(PublishCandidate(slot, nullptr)); return;
    case RolloutAction::kRollBack: return RollBack(slot, decision.reason, IsOwnFault(decision.guard));
  }
}

/// Keeps the number of observations near what is wanted when the traffic changes.
void RolloutRunner::Retune(std::uint32_t slot, Active& active) {
  const std::uint64_t requests = parts_.catalogue->slot(slot).Requests();
  const double seconds = std::chrono::duration<double>(Now() - active.looked).count();
  const double rate = static_cast<double>(requests - active.seen) / std::max(seconds, 1e-3);
  active.seen = requests;
  active.looked = Now();
  const double wanted = std::min(kObservationsPerWorker * std::max(parts_.traffic->settings().threads, 1U), kObservations);
  const auto stride = static_cast<std::uint32_t>(std::clamp(std::ceil(rate / wanted), 1.0, 1e6));
  if (stride <= 2 * active.stride && active.stride <= 2 * stride) return;
  active.stride = stride;
  ObserveOneIn(slot, stride);
}

}  // namespace hotswap
