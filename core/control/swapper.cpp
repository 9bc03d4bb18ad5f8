#include "core/control/swapper.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace hotswap {
namespace {

/// Most readers leave an old version within a block, so a short look saves the long wait of a timer.
constexpr std::chrono::microseconds kBriefly{200};

std::string Label(const Version& version) { return "v" + std::to_string(version.number) + " " + version.name; }

/// The cause without the file that the sentence names already, ended by a full stop or its own question mark.
std::string AsSentence(std::string cause, const std::string& file) {
  if (cause.starts_with(file + ": ")) cause.erase(0, file.size() + 2);
  if (!cause.ends_with('?') && !cause.ends_with('.')) cause += '.';
  return cause;
}

}  // namespace

void Swapper::EnsureThreads(unsigned threads) {
  if (threads <= threads_) return;
  threads_ = std::min(threads, kMaxThreads);
  for (const auto& slot : parts_.catalogue->slots()) {
    for (const auto& version : slot->versions) version->cells->EnsureThreads(threads_);
  }
}

SwapResult Swapper::Load(const std::string& slot_name, const std::filesystem::path& file) {
  const auto slot = parts_.catalogue->FindSlot(slot_name);
  if (!slot.ok()) return Reject(slot.error());
  SwapReceipt receipt = NewReceipt(*slot);
  Version* version = nullptr;
  if (auto refusal = LoadInto(*slot, file, receipt, version)) {
    return Refuse(*slot, std::move(receipt), std::move(*refusal), "was not loaded");
  }
  AddEvent(EventLevel::kInfo, receipt, "G4", Label(*version) + " is ready, from " + file.string());
  return {.ok = true, .version = version->number};
}

SwapResult Swapper::SwapToLibrary(const std::string& slot_name, const std::filesystem::path& file) {
  const auto slot = parts_.catalogue->FindSlot(slot_name);
  if (!slot.ok()) return Reject(slot.error());
  SwapReceipt receipt = NewReceipt(*slot);
  Version* version = nullptr;
  if (auto refusal = LoadInto(*slot, file, receipt, version)) {
    return Refuse(*slot, std::move(receipt), std::move(*refusal), "was not published");
  }
  return Publish(*slot, *version, std::move(receipt), false);
}

SwapResult Swapper::SwapToVersion(const std::string& slot_name, std::uint32_t number) {
  const auto slot = parts_.catalogue->FindSlot(slot_name);
  if (!slot.ok()) return Reject(slot.error());
  Version* version = parts_.catalogue->slot(*slot).Find(number);
  if (version == nullptr) {
    return Reject({Errc::kNotFound, "slot " + parts_.catalogue->slot(*slot).name + " has no version " + std::to_string(number)});
  }
  SwapReceipt receipt = NewReceipt(*slot);
  if (auto refusal = MakeFresh(*version, receipt)) {
    return Refuse(*slot, std::move(receipt), std::move(*refusal), "was not published");
  }
  return Publish(*slot, *version, std::move(receipt), false);
}

SwapResult Swapper::RollBack(const std::string& slot_name) {
  const auto slot = parts_.catalogue->FindSlot(slot_name);
  if (!slot.ok()) return Reject(slot.error());
  SlotState& state = parts_.catalogue->slot(*slot);
  Version* version = state.Find(parts_.catalogue->RollbackTarget(*slot));
  if (version == nullptr) {
    return Reject(
        {Errc::kUnavailable, "slot " + state.name + " cannot be rolled back: no version answered before the present one"});
  }
  SwapReceipt receipt = NewReceipt(*slot);
  if (auto refusal = MakeFresh(*version, receipt)) {
    return Refuse(*slot, std::move(receipt), std::move(*refusal), "could not be taken back");
  }
  return Publish(*slot, *version, std::move(receipt), true);
}

std::optional<Refusal> Swapper::LoadInto(std::uint32_t slot, const std::filesystem::path& file, SwapReceipt& receipt,
                                         Version*& version) {
  receipt.path = file.string();
  GateTimes times;
  auto refusal = parts_.admission->Admit(slot, file, times, version);
  receipt.copy = times.copy;
  receipt.inspect = times.inspect;
  if (refusal) return refusal;
  return MakeFresh(*version, receipt);
}

std::optional<Refusal> Swapper::MakeFresh(Version& version, SwapReceipt& receipt) {
  receipt.to = version.number;
  receipt.path = version.library.original.string();
  GateTimes times;
  auto refusal = parts_.admission->EnsureFresh(version, threads_, times);
  receipt.copy += times.copy;
  receipt.load = times.load;
  return refusal;
}

SwapResult Swapper::Publish(std::uint32_t slot, Version& version, SwapReceipt receipt, bool rollback) {
  const auto start = Now();
  const Route* before = nullptr;
  const Route* published = parts_.retirement->Publish(slot, version, *version.Fresh(), before);
  receipt.at = Now();
  receipt.publish = receipt.at - start;
  receipt.outcome = rollback ? SwapOutcome::kRolledBack : SwapOutcome::kPublished;
  parts_.catalogue->NotePublished(slot, version.number, rollback);
  if (receipt.from) ++swaps_;
  const std::string from = receipt.from ? ", after v" + std::to_string(*receipt.from) : "";
  SwapReceipt& kept = parts_.receipts->Add(std::move(receipt));
  parts_.ledger->Published(kept, before, published);
  AddEvent(EventLevel::kInfo, kept, "", Label(version) + (rollback ? " answers again" : " answers") + from);
  CollectBriefly();
  return {.ok = true, .version = version.number};
}

SwapResult Swapper::Refuse(std::uint32_t slot, SwapReceipt receipt, Refusal refusal, const std::string& what) {
  const std::uint32_t active = parts_.catalogue->slot(slot).active;
  receipt.at = Now();
  receipt.outcome = SwapOutcome::kRefused;
  receipt.reason = refusal.error.text;
  receipt.gate = refusal.gate;
  receipt.code = ErrcName(refusal.error.code);
  receipt.complete = true;
  const std::string keeps = active != 0 ? " v" + std::to_string(active) + " keeps answering." : "";
  std::string told = receipt.path + " " + what + ": " + AsSentence(refusal.error.text, receipt.path) + keeps;
  AddEvent(EventLevel::kError, receipt, refusal.gate, told);
  parts_.receipts->Add(std::move(receipt));
  parts_.receipts->Changed();
  return {.ok = false, .error = std::move(refusal.error), .told = std::move(told)};
}

/// A command that makes no sense now: an event, but no receipt, because no version was judged.
SwapResult Swapper::Reject(Error error) {
  parts_.events->Tell(Now(), EventLevel::kError, error.text);
  std::string told = error.text;
  return {.ok = false, .error = std::move(error), .told = std::move(told)};
}

void Swapper::AddEvent(EventLevel level, const SwapReceipt& receipt, const char* gate, std::string text) {
  Event event;
  event.at = Now();
  event.level = level;
  event.slot = receipt.slot;
  event.gate = gate;
  event.version = receipt.to.value_or(0);
  event.text = std::move(text);
  parts_.events->Add(std::move(event));
}

SwapReceipt Swapper::NewReceipt(std::uint32_t slot) const {
  const SlotState& state = parts_.catalogue->slot(slot);
  SwapReceipt receipt;
  receipt.slot = state.name;
  if (state.active != 0) receipt.from = state.active;
  return receipt;
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
