#include "core/control/pending_swaps.h"

#include <algorithm>
#include <utility>

#include "core/base/duration.h"

namespace hotswap {
namespace {

using std::chrono::nanoseconds;

std::string Label(const Version& version) { return "v" + std::to_string(version.number) + " " + version.name; }

std::string MomentText(const Moment& moment, nanoseconds now) {
  switch (moment.kind) {
    case MomentKind::kAtRequest: return "request " + std::to_string(moment.request);
    case MomentKind::kAtTime: return "its time, in " + FormatDuration(std::max(moment.time - now, nanoseconds(0)));
    case MomentKind::kLowLoad:
      return "fewer than " + std::to_string(static_cast<std::uint64_t>(moment.requests_per_s)) + " requests/s, " +
             FormatDuration(moment.deadline) + " at most";
    default: return MomentName(moment.kind);
  }
}

}  // namespace

SwapResult PendingSwaps::Add(Swapper::Attempt attempt, const Moment& moment, CommandId id) {
  const std::uint32_t slot = attempt.slot;
  Void(slot, Label(*attempt.version) + " is to take over instead");
  const SlotState& state = parts_.catalogue->slot(slot);
  const bool at_once = moment.kind == MomentKind::kNow || moment.kind == MomentKind::kBatchBoundary;
  if (at_once || state.active == 0) {
    attempt.whole_blocks = moment.kind == MomentKind::kBatchBoundary;
    return parts_.swapper->PublishWithState({std::move(attempt), {}}, "was not published");
  }
  const std::uint32_t version = attempt.version->number;
  const nanoseconds now = Now();
  const auto [at, added] = waiting_.try_emplace(
      slot, Waiting{.attempt = std::move(attempt), .moment = moment, .id = id, .since = now, .look_due = now});
  Waiting& waiting = at->second;
  // Nobody else may use it, and it must not be unloaded.
  waiting.attempt.instance = waiting.attempt.version->Fresh();
  waiting.attempt.instance->served = true;
  waiting.attempt.instance->kept = true;
  waiting.requests = state.Requests();
  waiting.requests_at = now;
  Tell(waiting, Label(*waiting.attempt.version) + " is ready and waits for its moment: " + MomentText(moment, now));
  Look(slot, waiting);
  return {.ok = true, .waits = true, .version = version};
}

void PendingSwaps::SlotTaken(std::uint32_t slot, const Version& version) {
  if (Waits(slot)) DropForNewer(slot, Label(version) + " takes over instead");
}

void PendingSwaps::Void(std::uint32_t slot, const std::string& why) {
  if (!Waits(slot)) return;
  if (waiting_.at(slot).phase != Phase::kWaits) PublishOld(slot);
  DropForNewer(slot, why);
}

void PendingSwaps::DropForNewer(std::uint32_t slot, const std::string& why) {
  Drop(slot, SwapOutcome::kRefused, "", {Errc::kUnavailable, "its moment had not come when something newer did: " + why});
}

void PendingSwaps::CallOff(std::uint32_t slot, const std::string& why) {
  if (waiting_.at(slot).phase != Phase::kWaits) PublishOld(slot);
  Drop(slot, SwapOutcome::kFailed, "", {Errc::kUnavailable, why});
}

bool PendingSwaps::TakeBack(const VersionFault& fault) {
  const auto at = waiting_.find(fault.slot);
  if (at == waiting_.end() || at->second.phase != Phase::kWalks) return false;
  Version& version = *at->second.attempt.version;
  if (version.number != fault.version) return false;
  version.fault = fault.reason;
  parts_.chronicle->Withdraw(fault.slot, parts_.catalogue->slot(fault.slot), version);
  PublishOld(fault.slot);
  Drop(fault.slot, SwapOutcome::kFailed, "G7", {fault.code, Label(version) + " " + fault.reason});
  return true;
}

void PendingSwaps::Tend() {
  while (const auto fault = walking_.Look(Now())) static_cast<void>(TakeBack(*fault));
  std::vector<std::uint32_t> due;
  for (const auto& [slot, waiting] : waiting_) {
    if (waiting.phase == Phase::kHolds || waiting.look_due <= Now()) due.push_back(slot);
  }
  for (const std::uint32_t slot : due) {
    if (const auto waiting = waiting_.find(slot); waiting != waiting_.end()) Look(slot, waiting->second);
  }
}

std::optional<nanoseconds> PendingSwaps::Next() const {
  std::optional<nanoseconds> next = walking_.Next();
  for (const auto& [slot, waiting] : waiting_) {
    if (!next || waiting.look_due < *next) next = waiting.look_due;
  }
  return next;
}

void PendingSwaps::EndAll() {
  while (!waiting_.empty()) CallOff(waiting_.begin()->first, "the run ended before its moment came");
}

std::vector<PendingSwapInfo> PendingSwaps::List() const {
  std::vector<PendingSwapInfo> list;
  for (const auto& [slot, waiting] : waiting_) {
    list.push_back({parts_.catalogue->slots()[slot]->name, waiting.attempt.version->number, waiting.moment, waiting.since});
  }
  return list;
}

void PendingSwaps::Look(std::uint32_t slot, Waiting& waiting) {
  if (waiting.phase == Phase::kHolds) return LookAtBarrier(slot, waiting);
  if (waiting.phase == Phase::kWalks) return Walk(slot, waiting);
  const SlotState& state = parts_.catalogue->slot(slot);
  MeasureLoad(state, waiting);
  const MomentLook look{
      .now = Now(), .ready = waiting.since, .requests = state.Requests(), .requests_per_s = waiting.requests_per_s};
  if (!MomentHasCome(waiting.moment, look)) {
    waiting.look_due = NextMomentLook(waiting.moment, look);
  } else if (auto refusal = parts_.swapper->HandOver(waiting.attempt)) {
    Drop(slot, SwapOutcome::kRefused, refusal->gate, std::move(refusal->error));
  } else if (waiting.moment.kind == MomentKind::kBarrier) {
    Hold(slot, waiting);
  } else if (waiting.moment.kind == MomentKind::kThreadByThread) {
    Walk(slot, waiting);
  } else {
    Publish(slot);
  }
}

void PendingSwaps::MeasureLoad(const SlotState& slot, Waiting& waiting) {
  const nanoseconds elapsed = Now() - waiting.requests_at;
  if (elapsed < kLoadWindow) return;
  const std::uint64_t requests = slot.Requests();
  waiting.requests_per_s = static_cast<double>(requests - waiting.requests) / std::chrono::duration<double>(elapsed).count();
  waiting.requests = requests;
  waiting.requests_at = Now();
}

/// The blocks that are begun end on the old version: nobody keeps a request in hand that nothing answers.
void PendingSwaps::Hold(std::uint32_t slot, Waiting& waiting) {
  parts_.before_takeover(slot, *waiting.attempt.version);
  const RoutePlan& present = parts_.retirement->Present(slot);
  RoutePlan plan{.stable = present.stable, .hold = true, .whole_blocks = true};
  plan.shadow = present.shadow;
  plan.shadow_stride = present.shadow_stride;
  const Route* before = nullptr;
  const Route* const hold = parts_.retirement->Publish(slot, plan, before);
  parts_.swapper->Begin(waiting.attempt, before);
  parts_.ledger->Alongside(*waiting.attempt.begun, hold);
  waiting.phase = Phase::kHolds;
  waiting.phase_since = Now();
  waiting.look_due = Now() + kBarrierLimit;  // the old version's drain is looked at anyway
  LookAtBarrier(slot, waiting);
}

void PendingSwaps::LookAtBarrier(std::uint32_t slot, Waiting& waiting) {
  static_cast<void>(parts_.retirement->Collect(Now()));
  if (parts_.catalogue->slot(slot).routes.limbo().empty()) return Publish(slot);
  if (Now() < waiting.phase_since + kBarrierLimit) return;
  std::string holders;
  for (const std::string& name : parts_.retirement->HoldersOf(slot)) holders += (holders.empty() ? "" : ", ") + name;
  PublishOld(slot);
  Drop(slot, SwapOutcome::kFailed, "",
       {Errc::kTimedOut, "its barrier waited " + FormatDuration(kBarrierLimit) + " in vain for " +
                             (holders.empty() ? "a thread" : holders) +
                             ", still in a call of the version before; swap at another moment"});
}

/// One more thread goes over; with the last one the version has taken over.
void PendingSwaps::Walk(std::uint32_t slot, Waiting& waiting) {
  Version& version = *waiting.attempt.version;
  const bool first = waiting.phase == Phase::kWaits;
  if (!first && Now() < waiting.look_due) return;
  if (++waiting.threads >= parts_.traffic->settings().threads) return Publish(slot);
  if (first) {
    parts_.before_takeover(slot, version);
    parts_.chronicle->BeginTrial(parts_.catalogue->slot(slot), version);
    waiting.phase = Phase::kWalks;
    version.fault.clear();
    version.served = true;
    parts_.catalogue->slot(slot).candidate = version.number;
    walking_.Start(slot, version, Now());
  }
  RoutePlan plan = parts_.retirement->Present(slot);
  plan.candidate = {&version, waiting.attempt.instance};
  plan.candidate_threads = waiting.threads;
  const Route* before = nullptr;
  const Route* const route = parts_.retirement->Publish(slot, plan, before);
  if (first) parts_.swapper->Begin(waiting.attempt, before);
  parts_.ledger->Alongside(*waiting.attempt.begun, route);
  waiting.look_due = Now() + waiting.moment.period;
}

void PendingSwaps::Publish(std::uint32_t slot) {
  auto waiting = waiting_.extract(slot);
  walking_.Stop(slot);
  parts_.catalogue->slot(slot).candidate = 0;
  waiting.mapped().attempt.instance->kept = false;
  parts_.on_end(waiting.mapped().id, parts_.swapper->Publish(std::move(waiting.mapped().attempt)));
}

void PendingSwaps::PublishOld(std::uint32_t slot) {
  const RoutePlan& present = parts_.retirement->Present(slot);
  const RoutePlan plan{.stable = present.stable, .shadow = present.shadow, .shadow_stride = present.shadow_stride};
  const Route* before = nullptr;
  static_cast<void>(parts_.retirement->Publish(slot, plan, before));
}

void PendingSwaps::Drop(std::uint32_t slot, SwapOutcome outcome, const std::string& gate, Error error) {
  auto waiting = waiting_.extract(slot);
  walking_.Stop(slot);
  parts_.catalogue->slot(slot).candidate = 0;
  Instance& instance = *waiting.mapped().attempt.instance;
  instance.kept = false;
  if (!instance.routed) instance.served = false;  // it has answered nothing: whoever publishes the version next may use it
  if (waiting.mapped().phase == Phase::kWalks) parts_.chronicle->EndTrial(slot, *waiting.mapped().attempt.version);
  const CommandId id = waiting.mapped().id;
  parts_.on_end(id, parts_.swapper->Drop(std::move(waiting.mapped().attempt), outcome, gate, std::move(error)));
}

void PendingSwaps::Tell(const Waiting& waiting, std::string text) {
  Event event;
  event.at = Now();
  event.slot = waiting.attempt.receipt.slot;
  event.version = waiting.attempt.version->number;
  event.path = waiting.attempt.receipt.path;
  event.text = std::move(text);
  parts_.events->Add(std::move(event));
}

}  // namespace hotswap
