// RolloutRunner's publications: each gives the slot a fresh route, and the rollout's end its row.
#include <algorithm>
#include <utility>

#include "core/base/duration.h"
#include "core/control/rollout_rows.h"
#include "core/control/rollout_runner.h"
#include "core/rollout/figure_text.h"

namespace hotswap {
namespace {

std::string Label(const Version& version) { return "v" + std::to_string(version.number) + " " + version.name; }

std::string ShareText(const RolloutStep& step, unsigned workers) {
  if (step.threads != 0) return CountText(step.threads, "threads") + " of " + std::to_string(workers);
  return FigureText(step.share) + " % of the users";
}

/// What the step needs at least; empty: nothing.
std::string NeedsText(const RolloutStep& step) {
  std::string text;
  if (step.min_time.count() != 0) text = FormatDuration(step.min_time);
  if (step.min_requests != 0) text += (text.empty() ? "" : " and ") + CountText(step.min_requests, "requests");
  return text.empty() ? text : ", for " + text + " at least";
}

}  // namespace

void RolloutRunner::PublishStep(std::uint32_t slot, Active& active) {
  const RolloutStatus status = active.run.Describe();
  const RolloutStep& step = active.run.policy().step();
  const Version& candidate = *active.attempt.version;
  RoutePlan plan;
  plan.stable = parts_.retirement->Present(slot).stable;
  plan.candidate = {active.attempt.version, active.attempt.instance};
  plan.users = UserShare(step.share / 100, UserShare::SaltOf(parts_.catalogue->slot(slot).name));
  plan.candidate_threads = step.threads;
  plan.observe_stride = active.stride;
  const Route* before = nullptr;
  static_cast<void>(parts_.retirement->Publish(slot, plan, before));
  Tell(EventLevel::kInfo, slot, &candidate,
       "Rollout of " + Label(candidate) + ": step " + std::to_string(status.step + 1) + " of " +
           std::to_string(status.steps.size()) + " gives it " + ShareText(step, parts_.traffic->settings().threads) +
           NeedsText(step));
}

/// Whoever answers goes on, also what is taking over there at a moment of its own.
void RolloutRunner::ObserveOneIn(std::uint32_t slot, std::uint32_t stride) {
  RoutePlan plan = parts_.retirement->Present(slot);
  plan.observe_stride = stride;
  const Route* before = nullptr;
  static_cast<void>(parts_.retirement->Publish(slot, plan, before));
}

/// The instance that answers now, alone.
void RolloutRunner::PublishStable(std::uint32_t slot, std::uint32_t stride) {
  const RoutePlan& present = parts_.retirement->Present(slot);
  const RoutePlan plan{
      .stable = present.stable, .observe_stride = stride, .shadow = present.shadow, .shadow_stride = present.shadow_stride};
  const Route* before = nullptr;
  static_cast<void>(parts_.retirement->Publish(slot, plan, before));
}

/// `instead_of`: the stable version's fault; null when the candidate was promoted, by its steps or a person, which confirms it.
SwapResult RolloutRunner::PublishCandidate(std::uint32_t slot, const VersionFault* instead_of) {
  Swapper::Attempt attempt = std::move(active_.at(slot).attempt);
  // What a guard let pass when few were asked is no fault now that all are.
  if (instead_of == nullptr) attempt.probation.tolerated = active_.at(slot).run.Tolerance();
  if (instead_of != nullptr) {
    attempt.receipt.gate = "G7";
    attempt.receipt.code = ErrcName(instead_of->code);
    attempt.receipt.reason = LabelOf(slot, instead_of->version) + " " + instead_of->reason;
  }
  Version& candidate = *attempt.version;
  attempt.receipt.to = candidate.number;
  End(slot);
  publishing_ = true;
  SwapResult result = parts_.swapper->Publish(std::move(attempt));
  publishing_ = false;
  if (result.ok && instead_of == nullptr) parts_.chronicle->Confirm(slot, parts_.catalogue->slot(slot), candidate);
  return result;
}

/// The candidate answers nothing from now on. That it compares badly with the version that answers takes no earlier confirmation
/// from it; a fault of its own does.
void RolloutRunner::RollBack(std::uint32_t slot, const std::string& reason, bool own_fault) {
  Active& active = active_.at(slot);
  active.attempt.version->fault = "rolled back: " + reason;
  if (own_fault) parts_.chronicle->Withdraw(slot, parts_.catalogue->slot(slot), *active.attempt.version);
  static_cast<void>(active.run.policy().RollBack(Now(), reason));  // unless it was the policy that said so
  PublishStable(slot, 0);
  End(slot);
}

/// Tells the outcome and keeps its row. What answers is published by the caller.
void RolloutRunner::End(std::uint32_t slot) {
  const auto active = active_.extract(slot);
  RolloutStatus status = active.mapped().run.Describe();
  const Version& candidate = *active.mapped().attempt.version;
  candidates_.Stop(slot);
  parts_.catalogue->slot(slot).candidate = 0;
  parts_.chronicle->EndTrial(slot, candidate);
  std::string text = "Rollout of " + Label(candidate) + ": " + RolloutOutcomeName(*status.outcome);
  std::ranges::replace(text, '_', ' ');
  text += " after " + CountText(status.requests_candidate, "requests") + ": " + status.reason;
  const bool bad = status.outcome == RolloutOutcome::kRolledBack;
  Tell(bad ? EventLevel::kError : EventLevel::kInfo, slot, &candidate, std::move(text));
  Keep(slot, std::move(status));
}

void RolloutRunner::EndAll() {
  if (starting_) starting_->called_off = "the run ended";
  std::vector<std::uint32_t> slots;
  for (const auto& [slot, active] : active_) slots.push_back(slot);
  for (const std::uint32_t slot : slots) {
    Drain();
    active_.at(slot).run.policy().End(Now());
    PublishStable(slot, 0);
    End(slot);
  }
}

void RolloutRunner::Keep(std::uint32_t slot, RolloutStatus status) {
  if (parts_.on_end) parts_.on_end(status);
  const WallTime decided = parts_.chronicle->At(status.since + status.decided);
  parts_.chronicle->Note(DecisionRowOf(status, VerdictOf(*status.outcome), status.reason, decided));
  NoteRow(status);
  last_.insert_or_assign(slot, status);
  ended_.push_back(std::move(status));
  if (ended_.size() > kKept) ended_.pop_front();
}

void RolloutRunner::NoteRow(const RolloutStatus& status) {
  parts_.chronicle->Note(RolloutRowOf(status, parts_.chronicle->At(status.since)));
}

void RolloutRunner::NoteDecision(Active& active, const std::string& verdict, const std::string& reason) {
  const RolloutStatus status = active.run.Describe();
  active.hold = HoldOf(status);
  parts_.chronicle->Note(DecisionRowOf(status, verdict, reason, parts_.chronicle->At(Now())));
}

/// Ten looks a second hold a step; what changes is why.
void RolloutRunner::NoteHold(Active& active, const std::string& reason) {
  if (HoldOf(active.run.Describe()) != active.hold) NoteDecision(active, "hold", reason);
}

std::vector<RolloutStatus> RolloutRunner::Latest() const {
  std::map<std::uint32_t, RolloutStatus> latest = last_;
  for (const auto& [slot, active] : active_) latest.insert_or_assign(slot, active.run.Describe());
  std::vector<RolloutStatus> statuses;
  for (auto& [slot, status] : latest) statuses.push_back(std::move(status));
  return statuses;
}

std::vector<RolloutStatus> RolloutRunner::Ended() const { return {ended_.begin(), ended_.end()}; }

/// A command that makes no sense now: an event, but no row, because no rollout began.
SwapResult RolloutRunner::Reject(Error error) {
  parts_.events->Tell(Now(), EventLevel::kError, error.text);
  std::string told = error.text;
  return {.ok = false, .error = std::move(error), .told = std::move(told)};
}

void RolloutRunner::Tell(EventLevel level, std::uint32_t slot, const Version* version, std::string text) {
  Event event;
  event.at = Now();
  event.level = level;
  event.slot = parts_.catalogue->slot(slot).name;
  event.version = version->number;
  event.path = version->library.original.string();
  event.text = std::move(text);
  parts_.events->Add(std::move(event));
}

std::string RolloutRunner::LabelOf(std::uint32_t slot, std::uint32_t version) const {
  const Version* const found = parts_.catalogue->slots()[slot]->Find(version);
  return found != nullptr ? Label(*found) : "no version";
}

}  // namespace hotswap
