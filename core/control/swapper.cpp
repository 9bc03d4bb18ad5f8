#include "core/control/swapper.h"

#include <algorithm>
#include <array>
#include <set>
#include <thread>
#include <utility>

namespace hotswap {
namespace {

/// Most readers leave an old version within a block, so a short look saves the long wait of a timer.
constexpr std::chrono::microseconds kBriefly{200};

std::string Label(const Version& version) { return "v" + std::to_string(version.number) + " " + version.name; }

/// The cause without the file that the sentence names already, with a subject where it begins with a verb, ended by a full stop or
/// its own question mark.
std::string AsSentence(std::string cause, const std::string& file) {
  if (cause.starts_with(file + ": ")) cause.erase(0, file.size() + 2);
  constexpr std::array kVerbs{"is ",    "does ", "has ",    "needs ",  "uses ", "exports ",
                              "hides ", "was ",  "scores ", "throws ", "asks "};
  if (std::ranges::any_of(kVerbs, [&](const char* verb) { return cause.starts_with(verb); })) cause.insert(0, "it ");
  if (!cause.ends_with('?') && !cause.ends_with('.')) cause += '.';
  return cause;
}

void NoteTimes(const GateTimes& times, SwapReceipt& receipt) {
  receipt.copy = times.copy;
  receipt.inspect = times.inspect;
  receipt.vet = times.vet;
  receipt.load = times.load;
  receipt.parity = times.parity;
  receipt.warmup = times.warmup;
}

}  // namespace

Status Swapper::EnsureThreads(unsigned threads) {
  if (threads <= threads_) return {};
  threads_ = std::min(threads, kMaxThreads);
  for (std::uint32_t slot = 0; slot < parts_.catalogue->slots().size(); ++slot) {
    const SlotState& state = parts_.catalogue->slot(slot);
    for (const auto& version : state.versions) {
      if (!version->earlier) version->cells->EnsureThreads(threads_);
    }
    const Version* active = state.Find(state.active);
    const Version* candidate = state.Find(state.candidate);
    const bool each_its_own = (active != nullptr && active->per_worker()) || (candidate != nullptr && candidate->per_worker());
    if (active == nullptr || !each_its_own) continue;
    // A route never changes: one with an instance for every worker takes its place. A rollout has none for them: it ends.
    if (SwapResult result = PublishVersion(slot, active->number, false); !result.ok) return std::move(result.error);
  }
  return {};
}

SwapResult Swapper::Load(const std::string& slot_name, const std::filesystem::path& file) {
  const auto slot = parts_.catalogue->FindSlot(slot_name);
  if (!slot.ok()) return Reject(slot.error());
  Attempt attempt = NewAttempt(*slot, file);
  if (auto refusal = LoadInto(attempt, file)) return Refuse(std::move(attempt), std::move(*refusal), "was not loaded");
  TellWarnings(attempt);
  AddEvent(EventLevel::kInfo, attempt.receipt, "G4", Label(*attempt.version) + " is ready, from " + file.string());
  return {.ok = true, .version = attempt.version->number, .verdict = attempt.version->verdict};
}

SwapResult Swapper::SwapToLibrary(const std::string& slot, const std::filesystem::path& file) {
  Prepared prepared = PrepareLibrary(slot, file, "was not published");
  return prepared.attempt ? Publish(std::move(*prepared.attempt)) : std::move(prepared.refusal);
}

SwapResult Swapper::SwapToVersion(const std::string& slot, std::uint32_t number) {
  Prepared prepared = PrepareVersion(slot, number, "was not published");
  return prepared.attempt ? Publish(std::move(*prepared.attempt)) : std::move(prepared.refusal);
}

Swapper::Prepared Swapper::PrepareLibrary(const std::string& slot_name, const std::filesystem::path& file,
                                          const std::string& what, MomentKind moment) {
  const auto slot = parts_.catalogue->FindSlot(slot_name);
  if (!slot.ok()) return {std::nullopt, Reject(slot.error())};
  Attempt attempt = NewAttempt(*slot, file);
  attempt.receipt.moment = MomentName(moment);
  if (auto refusal = LoadInto(attempt, file)) return {std::nullopt, Refuse(std::move(attempt), std::move(*refusal), what)};
  TellWarnings(attempt);
  return {std::move(attempt), {}};
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
  if (std::ranges::find(state.trail, version) == state.trail.end()) {
    return Reject({Errc::kNotFound, "slot " + state.name + " cannot be rolled back to version " + std::to_string(version) +
                                        ", which is not in its history; swap to it instead"});
  }
  return PublishVersion(*slot, version, true);
}

SwapResult Swapper::TakeBack(const VersionFault& fault) {
  SlotState& state = parts_.catalogue->slot(fault.slot);
  Version& version = *state.Find(fault.version);
  version.fault = fault.reason;
  parts_.chronicle->Withdraw(state, version);
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

std::optional<Refusal> Swapper::LoadInto(Attempt& attempt, const std::filesystem::path& file) {
  if (auto refusal = parts_.admission->Admit(attempt.slot, file, attempt.judgement, attempt.version)) return refusal;
  return MakeFresh(attempt);
}

std::optional<Refusal> Swapper::MakeFresh(Attempt& attempt) {
  attempt.receipt.to = attempt.version->number;
  if (attempt.version->earlier) {
    if (auto refusal = parts_.admission->AdmitAgain(attempt.slot, *attempt.version, attempt.judgement)) return refusal;
  }
  return parts_.admission->EnsureFresh(*attempt.version, threads_, attempt.judgement);
}

Swapper::Prepared Swapper::Prepare(std::uint32_t slot, std::uint32_t number, const std::string& what, MomentKind moment) {
  Version& version = *parts_.catalogue->slot(slot).Find(number);
  Attempt attempt = NewAttempt(slot, version.library.original);
  attempt.receipt.moment = MomentName(moment);
  attempt.version = &version;
  if (version.verdict != nullptr) attempt.judgement = Judgement(*version.verdict, "G3");
  if (version.Fresh() != nullptr) attempt.judgement.times() = version.times;  // they were passed when it was loaded
  if (auto refusal = MakeFresh(attempt)) return {std::nullopt, Refuse(std::move(attempt), std::move(*refusal), what)};
  return {std::move(attempt), {}};
}

SwapResult Swapper::PublishVersion(std::uint32_t slot, std::uint32_t number, bool rollback, const VersionFault* fault) {
  Prepared prepared = Prepare(slot, number, rollback ? "could not be taken back" : "was not published");
  if (!prepared.attempt) return std::move(prepared.refusal);
  Attempt& attempt = *prepared.attempt;
  attempt.rollback = rollback;
  if (fault != nullptr) {
    attempt.receipt.gate = "G7";
    attempt.receipt.code = ErrcName(fault->code);
    attempt.receipt.reason = Label(*parts_.catalogue->slot(slot).Find(fault->version)) + " " + fault->reason;
  }
  return Publish(std::move(attempt));
}

void Swapper::Begin(Attempt& attempt, const Route* from) {
  attempt.receipt.at = Now();
  attempt.begun = std::make_unique<SwapReceipt>(std::move(attempt.receipt));
  parts_.ledger->Began(*attempt.begun, from);
}

SwapResult Swapper::Publish(Attempt attempt) {
  Version& version = *attempt.version;
  if (parts_.before_publication) parts_.before_publication(attempt.slot, version);
  parts_.chronicle->BeginTrial(parts_.catalogue->slot(attempt.slot), version);
  const auto start = attempt.begun != nullptr ? attempt.begun->at : Now();
  SwapReceipt receipt = attempt.begun != nullptr ? *attempt.begun : std::move(attempt.receipt);
  if (const std::uint32_t active = parts_.catalogue->slot(attempt.slot).active; active != 0) receipt.from = active;
  const Route* before = nullptr;
  Instance* const instance = attempt.instance != nullptr ? attempt.instance : version.Fresh();
  const RoutePlan plan{.stable = {&version, instance}, .whole_blocks = attempt.whole_blocks};
  const Route* published = parts_.retirement->Publish(attempt.slot, plan, before);
  receipt.at = Now();
  receipt.publish = receipt.at - start;
  receipt.outcome = attempt.rollback ? SwapOutcome::kRolledBack : SwapOutcome::kPublished;
  NoteTimes(attempt.judgement.times(), receipt);
  version.fault.clear();
  parts_.catalogue->NotePublished(attempt.slot, version.number, attempt.rollback);
  parts_.chronicle->Published(attempt.slot, parts_.catalogue->slot(attempt.slot), version);
  parts_.probation->Start(attempt.slot, version, receipt.at);
  if (receipt.from) ++swaps_;
  const std::string from = receipt.from ? ", after v" + std::to_string(*receipt.from) : "";
  SwapReceipt& kept = parts_.receipts->Add(std::move(receipt));
  if (attempt.begun == nullptr) parts_.ledger->Began(kept, before);
  parts_.ledger->Ended(attempt.begun == nullptr ? kept : *attempt.begun, kept, published);
  const std::string answers = Label(version) + (attempt.rollback ? " answers again" : " answers") + from;
  if (kept.reason.empty()) {
    AddEvent(EventLevel::kInfo, kept, "", answers);
  } else {
    AddEvent(EventLevel::kError, kept, "G7", AsSentence(kept.reason, "") + " " + answers + ".");
  }
  CollectBriefly();
  return {.ok = true, .version = version.number, .verdict = version.verdict};
}

SwapResult Swapper::Drop(Attempt attempt, SwapOutcome outcome, const std::string& gate, Error error) {
  if (attempt.begun != nullptr) parts_.ledger->CalledOff(*attempt.begun);
  SwapReceipt receipt = attempt.begun != nullptr ? std::move(*attempt.begun) : std::move(attempt.receipt);
  const std::uint32_t active = parts_.catalogue->slot(attempt.slot).active;
  if (active != 0) receipt.from = active;
  receipt.to = attempt.version->number;
  receipt.at = Now();
  receipt.outcome = outcome;
  receipt.reason = error.text;
  receipt.gate = gate;
  receipt.code = ErrcName(error.code);
  receipt.complete = true;
  NoteTimes(attempt.judgement.times(), receipt);
  std::string told = Label(*attempt.version) + " was not published: " + AsSentence(error.text, receipt.path);
  if (active != 0) told += " v" + std::to_string(active) + " kept answering.";
  AddEvent(EventLevel::kError, receipt, gate, told);
  parts_.receipts->Add(std::move(receipt));
  parts_.receipts->Changed();
  return {.ok = false, .error = std::move(error), .told = std::move(told), .verdict = attempt.version->verdict};
}

SwapResult Swapper::Refuse(Attempt attempt, Refusal refusal, const std::string& what) {
  const std::uint32_t active = parts_.catalogue->slot(attempt.slot).active;
  SwapReceipt& receipt = attempt.receipt;
  if (active != 0) receipt.from = active;
  receipt.at = Now();
  receipt.outcome = SwapOutcome::kRefused;
  receipt.reason = refusal.error.text;
  receipt.gate = refusal.gate;
  receipt.code = ErrcName(refusal.error.code);
  receipt.complete = true;
  NoteTimes(attempt.judgement.times(), receipt);
  const std::string keeps = active != 0 ? " v" + std::to_string(active) + " kept answering." : "";
  std::string told = receipt.path + " " + what + ": " + AsSentence(refusal.error.text, receipt.path) + keeps;
  AddEvent(EventLevel::kError, receipt, refusal.gate, told);
  parts_.receipts->Add(std::move(receipt));
  parts_.receipts->Changed();
  return {.ok = false,
          .error = std::move(refusal.error),
          .told = std::move(told),
          .verdict = std::make_shared<const Verdict>(attempt.judgement.Concluded())};
}

/// All warnings of a file in one event: a person reads them together.
void Swapper::TellWarnings(const Attempt& attempt) {
  std::string text;
  std::string gate;
  for (const Finding& finding : attempt.version->verdict->findings) {
    if (finding.level != FindingLevel::kWarning) continue;
    if (gate.empty()) gate = finding.gate;
    text += (text.empty() ? "" : "; ") + finding.text;
  }
  if (text.empty()) return;
  AddEvent(EventLevel::kWarning, attempt.receipt, gate, Label(*attempt.version) + " from " + attempt.receipt.path + ": " + text);
}

/// A command that makes no sense now: an event, but no receipt, because no version was judged.
SwapResult Swapper::Reject(Error error) {
  parts_.events->Tell(Now(), EventLevel::kError, error.text);
  std::string told = error.text;
  return {.ok = false, .error = std::move(error), .told = std::move(told)};
}

void Swapper::AddEvent(EventLevel level, const SwapReceipt& receipt, const std::string& gate, std::string text) {
  Event event;
  event.at = Now();
  event.level = level;
  event.slot = receipt.slot;
  event.gate = gate;
  event.version = receipt.to.value_or(0);
  event.path = receipt.path;
  event.text = std::move(text);
  parts_.events->Add(std::move(event));
}

void Swapper::CollectBriefly() {
  const auto until = Now() + kBriefly;
  do {
    parts_.retirement->Collect(Now());
    if (!parts_.retirement->pending()) return;
    std::this_thread::yield();
  } while (Now() < until);
}

}  // namespace hotswap
