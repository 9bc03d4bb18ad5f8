#include "core/control/safeguard.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/duration.h"
#include "core/engine/worker.h"

namespace hotswap {
namespace {

std::string LastedOn(const StuckCall& stuck) {
  return "for " + FormatDuration(SteadyClock().Now() - stuck.since) + " on " + Worker::ThreadName(stuck.worker);
}

std::string CauseOf(const StuckCall& stuck) {
  if (stuck.cause == StuckCause::kThreadEnded)
    return "ended the thread " + Worker::ThreadName(stuck.worker) + " in compute_score";
  return "has not come back from compute_score " + LastedOn(stuck);
}

}  // namespace

void Safeguard::Tend() {
  while (const auto fault = parts_.probation->Look(Now())) TakeBack(*fault);
  for (const ProvedVersion& proved : parts_.probation->TakeProved()) TellProved(proved);
  for (const StuckCall& stuck : parts_.traffic->FindStuck()) {
    // Rescued now it would get stuck again in the same version.
    if (taking_back_.contains(stuck.slot)) continue;
    TakeBackStuck(stuck);
    TellRescue(stuck, parts_.traffic->Rescue(stuck));
  }
}

std::chrono::nanoseconds Safeguard::Next() const {
  const std::chrono::nanoseconds stuck = parts_.traffic->NextLook() - parts_.origin;
  const auto probation = parts_.probation->Next();
  return probation ? std::min(*probation, stuck) : stuck;
}

void Safeguard::TakeBackStuck(const StuckCall& stuck) {
  SlotState& slot = parts_.catalogue->slot(stuck.slot);
  if (slot.candidate == stuck.version) return TakeBack({stuck.slot, stuck.version, Errc::kTimedOut, CauseOf(stuck)});
  Version& version = *slot.Find(stuck.version);
  if (slot.active != stuck.version) {
    // A swap went ahead of the limit, and nobody shall come back to it unawares.
    if (!version.fault.empty()) return;
    version.fault = CauseOf(stuck);
    parts_.chronicle->Withdraw(stuck.slot, slot, version);
    return;
  }
  // Another stuck call of it may have had it taken back already, or have found nothing to put in its place.
  if (!version.fault.empty() && slot.candidate == 0) return;
  TakeBack({stuck.slot, stuck.version, Errc::kTimedOut, CauseOf(stuck)});
}

void Safeguard::TakeBack(const VersionFault& fault) {
  taking_back_.insert(fault.slot);
  if (!parts_.taken_back || !parts_.taken_back(fault)) static_cast<void>(parts_.swapper->TakeBack(fault));
  taking_back_.erase(fault.slot);
}

void Safeguard::TellProved(const ProvedVersion& proved) {
  const SlotState& slot = parts_.catalogue->slot(proved.slot);
  Event event;
  event.at = Now();
  event.slot = slot.name;
  event.gate = "G7";
  event.version = proved.version;
  event.text = "v" + std::to_string(proved.version) + " " + slot.Find(proved.version)->name +
               " passed its probation: " + std::to_string(proved.requests) + (proved.requests == 1 ? " request" : " requests") +
               " without a fault";
  parts_.events->Add(std::move(event));
}

void Safeguard::TellRescue(const StuckCall& stuck, RescueOutcome outcome) {
  if (outcome == RescueOutcome::kCameBack) return;
  const SlotState& slot = parts_.catalogue->slot(stuck.slot);
  const Version& version = *slot.Find(stuck.version);
  Event event;
  event.at = Now();
  event.level = EventLevel::kWarning;
  event.slot = slot.name;
  event.gate = "G7";
  event.version = stuck.version;
  event.text = "A call of v" + std::to_string(version.number) + " " + version.name + " " + CauseOf(stuck) + ". ";
  if (outcome == RescueOutcome::kNotReplaced) {
    event.text += "Its requests are counted as errors, and no other thread takes its place, because " +
                  std::to_string(parts_.traffic->parked().size()) +
                  " are stuck already. Swap to a version that answers, then set the number of worker threads again to have the "
                  "missing ones back, or restart the program.";
    event.level = EventLevel::kError;
  } else if (slot.active != stuck.version) {
    event.text += "v" + std::to_string(slot.active) +
                  " answered its request on another thread. No rollback and no cycle goes to v" + std::to_string(version.number) +
                  " until somebody swaps to it.";
  } else {
    event.text += "Its request is counted as an error, and another thread goes on.";
  }
  if (stuck.cause != StuckCause::kThreadEnded) event.text += " The stuck thread cannot be ended; it is left alone.";
  parts_.events->Add(std::move(event));
}

}  // namespace hotswap
