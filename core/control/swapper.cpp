#include "core/control/swapper.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/control/configuration_text.h"

namespace hotswap {
namespace {

std::string Label(const Version& version) { return "v" + std::to_string(version.number) + " " + version.name; }

}  // namespace

Status Swapper::EnsureThreads(unsigned threads) {
  if (threads <= threads_) return {};
  const unsigned before = std::exchange(threads_, std::min(threads, kMaxThreads));
  for (std::uint32_t slot = 0; slot < parts_.catalogue->slots().size(); ++slot) {
    const SlotState& state = parts_.catalogue->slot(slot);
    for (const auto& version : state.versions) {
      if (!version->earlier) version->cells->EnsureThreads(threads_);
    }
    if (Status given = GiveEachWorkerItsOwn(slot); !given.ok()) {
      threads_ = before;  // what is asked for next is looked at again
      return given;
    }
  }
  return {};
}

/// A route never changes: one with an instance for every worker takes its place. A rollout has none for them: it ends.
Status Swapper::GiveEachWorkerItsOwn(std::uint32_t slot) {
  const SlotState& state = parts_.catalogue->slot(slot);
  while (LacksInstances(slot)) {
    const std::uint32_t active = state.active;
    Prepared prepared = Prepare(slot, active, "was not published");
    // Nobody asked for this version: what was published while its instances were made goes before.
    if (state.active != active) continue;
    if (!prepared.attempt) return std::move(prepared.refusal.error);
    if (SwapResult result = Publish(std::move(*prepared.attempt)); !result.ok) return std::move(result.error);
  }
  return {};
}

/// Whether the slot's route has fewer instances than workers, of an operator that must not be shared.
bool Swapper::LacksInstances(std::uint32_t slot) const {
  const RoutePlan& plan = parts_.retirement->Present(slot);
  const auto lacks = [this](const ArmPlan& arm) {
    return arm.version != nullptr && arm.version->per_worker() && arm.instance->others.size() + 1 < threads_;
  };
  return lacks(plan.stable) || lacks(plan.candidate);
}

SwapResult Swapper::Load(const std::string& slot_name, const std::filesystem::path& file, const std::string& configure) {
  const auto slot = parts_.catalogue->FindSlot(slot_name);
  if (!slot.ok()) return Reject(slot.error());
  const auto configuration = ConfigurationText(configure);
  if (!configuration.ok()) return Reject(configuration.error());
  Attempt attempt = NewAttempt(*slot, file);
  if (auto refusal = LoadInto(attempt, file, *configuration))
    return Refuse(std::move(attempt), std::move(*refusal), "was not loaded");
  TellWarnings(attempt);
  AddEvent(EventLevel::kInfo, attempt.receipt, "G4", Label(*attempt.version) + " is ready, from " + file.string());
  return {.ok = true, .version = attempt.version->number, .verdict = attempt.version->verdict};
}

SwapResult Swapper::SwapToLibrary(const std::string& slot, const std::filesystem::path& file, const std::string& configure) {
  const std::string what = "was not published";
  return PublishWithState(PrepareLibrary(slot, file, what, MomentKind::kNow, configure), what);
}

SwapResult Swapper::SwapToVersion(const std::string& slot, std::uint32_t number) {
  const std::string what = "was not published";
  return PublishWithState(PrepareVersion(slot, number, what), what);
}

Swapper::Prepared Swapper::PrepareLibrary(const std::string& slot_name, const std::filesystem::path& file,
                                          const std::string& what, MomentKind moment, const std::string& configure) {
  const auto slot = parts_.catalogue->FindSlot(slot_name);
  if (!slot.ok()) return {std::nullopt, Reject(slot.error())};
  const auto configuration = ConfigurationText(configure);
  if (!configuration.ok()) return {std::nullopt, Reject(configuration.error())};
  Attempt attempt = NewAttempt(*slot, file);
  attempt.receipt.moment = MomentName(moment);
  if (auto refusal = LoadInto(attempt, file, *configuration))
    return {std::nullopt, Refuse(std::move(attempt), std::move(*refusal), what)};
  TellWarnings(attempt);
  return {std::move(attempt), {}};
}

Swapper::Prepared Swapper::PrepareConfigured(const std::string& slot_name, const std::string& configure,
                                             const std::string& what) {
  const auto slot = parts_.catalogue->FindSlot(slot_name);
  if (!slot.ok()) return {std::nullopt, Reject(slot.error())};
  const auto configuration = ConfigurationText(configure);
  if (!configuration.ok()) return {std::nullopt, Reject(configuration.error())};
  const SlotState& state = parts_.catalogue->slot(*slot);
  const Version* const active = state.Find(state.active);
  if (active == nullptr) {
    return {std::nullopt, Reject({Errc::kUnavailable, "slot " + state.name +
                                                          " has no operator that could be configured: none answers yet; swap to "
                                                          "one first"})};
  }
  return Prepare(*slot, parts_.admission->AdmitConfigured(*slot, *active, *configuration).number, what);
}

Swapper::Prepared Swapper::PrepareVersion(const std::string& slot_name, std::uint32_t number, const std::string& what,
                                          MomentKind moment) {
  const auto slot = parts_.catalogue->FindSlot(slot_name);
  if (!slot.ok()) return {std::nullopt, Reject(slot.error())};
  const SlotState& state = parts_.catalogue->slot(*slot);
  if (state.Find(number) == nullptr) {
    return {std::nullopt, Reject({Errc::kNotFound, "slot " + state.name + " has no version " + std::to_string(number)})};
  }
  return Prepare(*slot, number, what, moment);
}

SwapResult Swapper::RollBack(const std::string& slot_name, std::uint32_t version) {
  const auto slot = parts_.catalogue->FindSlot(slot_name);
  if (!slot.ok()) return Reject(slot.error());
  const SlotState& state = parts_.catalogue->slot(*slot);
  if (version == 0) {
    version = parts_.catalogue->RollbackTarget(*slot);
    if (version != 0) return PublishVersion(*slot, version, true);
    return Reject(
        {Errc::kUnavailable, "slot " + state.name + " cannot be rolled back: no version answered before the present one"});
  }
  if (state.active == version) {
    return Reject({Errc::kUnavailable, "slot " + state.name + " cannot be rolled back to version " + std::to_string(version) +
                                           ": it answers already"});
  }
  const Version* const known = state.Find(version);
  if (known == nullptr || !state.InHistory(*known)) {
    return Reject({Errc::kNotFound, "slot " + state.name + " cannot be rolled back to version " + std::to_string(version) +
                                        ", which is not in its history; swap to it instead"});
  }
  return PublishVersion(*slot, version, true);
}

SwapResult Swapper::TakeBack(const VersionFault& fault) {
  SlotState& state = parts_.catalogue->slot(fault.slot);
  Version& version = *state.Find(fault.version);
  version.fault = fault.reason;
  parts_.chronicle->Withdraw(fault.slot, state, version);
  parts_.probation->Stop(fault.slot);
  const std::string what = Label(version) + " " + fault.reason;
  SwapResult result;
  std::set<std::uint32_t> tried;
  while (const std::uint32_t target = parts_.catalogue->LastGood(fault.slot, tried)) {
    result = PublishVersion(fault.slot, target, true, &fault);
    if (result.ok) return result;
    tried.insert(target);  // look further back
    // What passes, such as another library that keeps the dynamic loader, is no fault of it.
    const bool passes = result.error.code == Errc::kUnavailable || result.error.code == Errc::kTimedOut;
    if (!passes) state.Find(target)->fault = result.error.text;
  }
  SwapReceipt about;
  about.slot = state.name;
  about.to = fault.version;
  AddEvent(EventLevel::kError, about, "G7",
           what + ". No earlier version " + (tried.empty() ? "was there to take over" : "could be loaded to take over") +
               ", so it went on answering; swap to one that works.");
  return {.ok = false, .error = {Errc::kUnavailable, what}};
}

Swapper::Attempt Swapper::NewAttempt(std::uint32_t slot, const std::filesystem::path& file) const {
  const SlotState& state = parts_.catalogue->slot(slot);
  Attempt attempt{.slot = slot, .receipt = {}, .judgement = Judgement(file)};
  attempt.receipt.slot = state.name;
  attempt.receipt.path = file.string();
  return attempt;
}

std::optional<Refusal> Swapper::LoadInto(Attempt& attempt, const std::filesystem::path& file, const std::string& configuration) {
  ++preparing_;
  auto refusal = parts_.admission->Admit(attempt.slot, file, configuration, attempt.judgement, attempt.version);
  if (!refusal) refusal = MakeFresh(attempt);
  --preparing_;
  return refusal;
}

std::optional<Refusal> Swapper::HandOver(Attempt& attempt) {
  const Instance* const before = parts_.retirement->Present(attempt.slot).stable.instance;
  Instance* const instance = attempt.instance != nullptr ? attempt.instance : attempt.version->Fresh();
  if (before == nullptr) return std::nullopt;
  std::string warning;
  auto refusal = parts_.admission->HandOver(*before, *attempt.version, *instance, attempt.judgement, warning);
  if (!warning.empty()) AddEvent(EventLevel::kWarning, attempt.receipt, "G6", Label(*attempt.version) + " " + warning);
  return refusal;
}

SwapResult Swapper::PublishWithState(Prepared prepared, const std::string& what) {
  if (!prepared.attempt) return std::move(prepared.refusal);
  if (auto refusal = HandOver(*prepared.attempt)) return Refuse(std::move(*prepared.attempt), std::move(*refusal), what);
  return Publish(std::move(*prepared.attempt));
}

void Swapper::GiveUp(Attempt attempt) {
  if (Instance* fresh = attempt.version->Fresh()) fresh->spoilt = true;  // so that it is retired
}

std::optional<Refusal> Swapper::MakeFresh(Attempt& attempt) {
  ++preparing_;
  attempt.receipt.to = attempt.version->number;
  std::optional<Refusal> refusal;
  if (attempt.version->earlier) refusal = parts_.admission->AdmitAgain(attempt.slot, *attempt.version, attempt.judgement);
  if (!refusal) refusal = parts_.admission->EnsureFresh(*attempt.version, threads_, attempt.judgement);
  --preparing_;
  return refusal;
}

Swapper::Prepared Swapper::Prepare(std::uint32_t slot, std::uint32_t number, const std::string& what, MomentKind moment) {
  Version& version = *parts_.catalogue->slot(slot).Find(number);
  Attempt attempt = NewAttempt(slot, version.library.original);
  attempt.receipt.moment = MomentName(moment);
  attempt.version = &version;
  if (version.verdict != nullptr) attempt.judgement = Judgement(*version.verdict, "G3");
  if (version.Fresh() != nullptr) attempt.judgement.times() = version.times;  // they were passed when it was loaded
  const std::string fault_before = version.fault;
  auto refusal = MakeFresh(attempt);
  const bool answers = parts_.catalogue->slot(slot).active == number;
  if (!refusal && !answers && version.fault != fault_before) refusal = WentWrongMeanwhile(attempt);
  if (refusal) return {std::nullopt, Refuse(std::move(attempt), std::move(*refusal), what)};
  return {std::move(attempt), {}};
}

/// It went on answering while its next instance was made, and was taken back: to publish it now would undo that.
Refusal Swapper::WentWrongMeanwhile(Attempt& attempt) {
  Version& version = *attempt.version;
  if (Instance* fresh = version.Fresh()) fresh->served = true;  // so that it is retired
  return attempt.judgement.Refused(
      "G7", "probation",
      {Errc::kUnavailable, "went wrong while another instance of it was made, so that it is no longer to answer: it " +
                               version.fault + "; swap to it once more if it shall all the same"});
}

SwapResult Swapper::PublishVersion(std::uint32_t slot, std::uint32_t number, bool rollback, const VersionFault* fault) {
  const std::string what = rollback ? "could not be taken back" : "was not published";
  Prepared prepared = Prepare(slot, number, what);
  if (!prepared.attempt) return std::move(prepared.refusal);
  Attempt& attempt = *prepared.attempt;
  attempt.rollback = rollback;
  // What a version at fault has learnt may be the fault, and its instance may be stuck: nothing is asked of it.
  if (fault == nullptr) return PublishWithState(std::move(prepared), what);
  attempt.receipt.gate = "G7";
  attempt.receipt.code = ErrcName(fault->code);
  attempt.receipt.reason = Label(*parts_.catalogue->slot(slot).Find(fault->version)) + " " + fault->reason;
  return Publish(std::move(attempt));
}

}  // namespace hotswap
