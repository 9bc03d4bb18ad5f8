// What becomes of an attempt: its publication or refusal, the receipt, and what is told. How attempts are prepared is in swapper.cpp.
#include <algorithm>
#include <array>
#include <cassert>
#include <thread>
#include <utility>

#include "core/control/swapper.h"

namespace hotswap {
namespace {

/// Most readers leave an old version within a block, so a short look saves the long wait of a timer.
constexpr std::chrono::microseconds kBriefly{200};

std::string Label(const Version& version) { return "v" + std::to_string(version.number) + " " + version.name; }

/// The cause without the file that the sentence names already, with a subject where it begins with a verb, ended by a full stop or
/// its own question mark.
std::string AsSentence(std::string cause, const std::string& file) {
  if (cause.starts_with(file + ": ")) cause.erase(0, file.size() + 2);
  constexpr std::array kVerbs{"is ",  "does ",   "has ",    "needs ", "uses ",  "exports ", "hides ",
                              "was ", "scores ", "throws ", "asks ",  "takes ", "offers "};
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

void Swapper::Begin(Attempt& attempt, const Route* from) {
  attempt.receipt.at = Now();
  attempt.begun = std::make_unique<SwapReceipt>(std::move(attempt.receipt));
  parts_.ledger->Began(*attempt.begun, from);
}

SwapResult Swapper::Publish(Attempt attempt) {
  Version& version = *attempt.version;
  Instance* const instance = attempt.instance != nullptr ? attempt.instance : version.Fresh();
  assert(instance != nullptr);
  if (parts_.before_publication) parts_.before_publication(attempt.slot, version);
  parts_.chronicle->BeginTrial(parts_.catalogue->slot(attempt.slot), version);
  const auto start = attempt.begun != nullptr ? attempt.begun->at : Now();
  SwapReceipt receipt = attempt.begun != nullptr ? *attempt.begun : std::move(attempt.receipt);
  if (const std::uint32_t active = parts_.catalogue->slot(attempt.slot).active; active != 0) receipt.from = active;
  const Route* before = nullptr;
  const RoutePlan plan{.stable = {&version, instance}, .whole_blocks = attempt.whole_blocks};
  const Route* published = parts_.retirement->Publish(attempt.slot, plan, before);
  receipt.at = Now();
  receipt.publish = receipt.at - start;
  receipt.outcome = attempt.rollback ? SwapOutcome::kRolledBack : SwapOutcome::kPublished;
  NoteTimes(attempt.judgement.times(), receipt);
  version.fault.clear();
  parts_.catalogue->NotePublished(attempt.slot, version.number, attempt.rollback);
  parts_.chronicle->Published(attempt.slot, parts_.catalogue->slot(attempt.slot), version);
  parts_.probation->Start(attempt.slot, version, receipt.at, attempt.probation);
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

void Swapper::Miss(const std::string& slot_name, const std::filesystem::path& file) {
  const auto slot = parts_.catalogue->FindSlot(slot_name);
  if (!slot.ok()) return;
  Error error{Errc::kUnavailable, file.string() +
                                      ": fell due while another library was waited for, and the end came first; let the "
                                      "scenario last longer, or mend what takes so long"};
  static_cast<void>(Refuse(NewAttempt(*slot, file), {"", std::move(error)}, "was not published"));
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
  AddEvent(refusal.outdated ? EventLevel::kInfo : EventLevel::kError, receipt, refusal.gate, told);
  // What nobody judged to the end has no receipt.
  if (!refusal.outdated) parts_.receipts->Add(std::move(receipt));
  if (!refusal.outdated) parts_.receipts->Changed();
  return {.ok = false,
          .outdated = refusal.outdated,
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
