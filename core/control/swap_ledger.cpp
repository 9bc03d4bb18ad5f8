#include "core/control/swap_ledger.h"

#include <algorithm>

namespace hotswap {
namespace {

SwapReceipt::ThreadSwitch& SwitchOf(SwapReceipt& receipt, std::size_t thread) {
  if (receipt.threads.size() <= thread) receipt.threads.resize(thread + 1);
  return receipt.threads[thread];
}

}  // namespace

void SwapLedger::Published(SwapReceipt& receipt, const Route* from, const Route* to) {
  Began(receipt, from);
  Ended(receipt, receipt, to);
}

void SwapLedger::Began(SwapReceipt& receipt, const Route* from) {
  if (from == nullptr) receipt.unload_note = "first";
  Pending& pending = pending_.emplace_back();
  pending.receipt = &receipt;
  if (from != nullptr) pending.from.push_back(from);
  pending.lost_before = LostSoFar();
}

void SwapLedger::Alongside(SwapReceipt& receipt, const Route* route) {
  Pending& pending = Find(receipt);
  pending.from.push_back(route);
  if (route->candidate) pending.to.push_back(route);
}

void SwapLedger::Ended(const SwapReceipt& begun, SwapReceipt& kept, const Route* to) {
  Pending& pending = Find(begun);
  pending.receipt = &kept;
  pending.to.push_back(to);
  pending.ended = true;
}

void SwapLedger::CalledOff(const SwapReceipt& receipt) {
  std::erase_if(pending_, [&](const Pending& pending) { return pending.receipt == &receipt; });
}

SwapLedger::Pending& SwapLedger::Find(const SwapReceipt& receipt) {
  return *std::ranges::find(pending_, &receipt, [](const Pending& pending) -> const SwapReceipt* { return pending.receipt; });
}

void SwapLedger::Collected(const Route& route, const Fate& fate, std::chrono::nanoseconds now) {
  for (Pending& pending : pending_) {
    if (std::erase(pending.to, &route) != 0) ReadFirst(*pending.receipt, route);
    if (std::erase(pending.from, &route) == 0) continue;
    ReadLast(*pending.receipt, route);
    if (!pending.from.empty()) continue;
    pending.receipt->drain = now - pending.receipt->at;
    pending.receipt->unload_proven = fate.unload_proven;
    pending.receipt->unload_note = fate.note;
  }
}

void SwapLedger::GivenUp(const Route& route, const Fate& fate) {
  for (Pending& pending : pending_) {
    if (std::erase(pending.from, &route) == 0) continue;
    ReadLast(*pending.receipt, route);
    pending.receipt->unload_proven = fate.unload_proven;
    pending.receipt->unload_note = fate.note;
  }
}

void SwapLedger::Complete(std::chrono::nanoseconds now, bool no_traffic) {
  bool changed = false;
  std::erase_if(pending_, [&](Pending& pending) {
    if (!pending.ended) return false;
    // Read when it can be known and not when the version before is gone: the gaps are kept for two seconds only.
    if (!pending.stall_read && (no_traffic || StallIsKnown(pending.receipt->at, now))) {
      pending.receipt->stall = LongestGap(pending.receipt->at);
      pending.stall_read = true;
    }
    if (!pending.stall_read || !pending.from.empty()) return false;
    for (const Route* route : pending.to) ReadFirst(*pending.receipt, *route);
    if (!no_traffic && now < pending.receipt->at + kSwitchReach && !EveryThreadSwitched(pending)) return false;
    pending.receipt->lost = LostSoFar() - pending.lost_before;
    pending.receipt->complete = true;
    changed = true;
    return true;
  });
  if (changed) receipts_.Changed();
}

/// A worker that is inside a call cannot tell yet how long it is: it is waited for, a second at most.
bool SwapLedger::StallIsKnown(std::chrono::nanoseconds at, std::chrono::nanoseconds now) const {
  if (now < at + kStallReach) return false;
  if (now >= at + kSwitchReach) return true;
  for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
    const ThreadCell* cell = cells_.Find(thread);
    const bool runs = cell != nullptr && cell->state() == WorkerState::kRunning;
    if (runs && cell->gaps().last_end_ns() < (at + kStallReach).count()) return false;
  }
  return true;
}

std::optional<std::chrono::nanoseconds> SwapLedger::Next(std::chrono::nanoseconds now) const {
  std::optional<std::chrono::nanoseconds> next;
  for (const Pending& pending : pending_) {
    if (!pending.ended || (!pending.from.empty() && pending.stall_read)) continue;
    const auto due = pending.receipt->at + (pending.stall_read ? kSwitchReach : kStallReach);
    if (due > now && (!next || due < *next)) next = due;
  }
  return next;
}

bool SwapLedger::EveryThreadSwitched(const Pending& pending) {
  return pending.to.empty() || std::ranges::none_of(pending.receipt->threads, [](const SwapReceipt::ThreadSwitch& thread) {
           return thread.last_on_old.count() >= 0 && thread.first_on_new.count() < 0;
         });
}

void SwapLedger::ReadFirst(SwapReceipt& receipt, const Route& route) {
  const Arm& arm = route.candidate ? *route.candidate : route.stable;
  for (std::size_t i = 0; i < arm.stamps.size(); ++i) {
    const std::chrono::nanoseconds first(arm.stamps[i].first_ns.load(std::memory_order_relaxed));
    if (first.count() < 0) continue;
    auto& known = SwitchOf(receipt, i).first_on_new;
    if (known.count() < 0 || first < known) known = first;
  }
}

void SwapLedger::ReadLast(SwapReceipt& receipt, const Route& route) {
  for (std::size_t i = 0; i < route.stable.stamps.size(); ++i) {
    const std::chrono::nanoseconds last(route.stable.stamps[i].last_ns.load(std::memory_order_relaxed));
    if (last.count() < 0) continue;
    auto& known = SwitchOf(receipt, i).last_on_old;
    known = std::max(known, last);
  }
}

std::uint64_t SwapLedger::LostSoFar() const {
  std::uint64_t lost = 0;
  for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
    const ThreadCell* cell = cells_.Find(thread);
    if (cell != nullptr) lost += cell->lost();
  }
  return lost;
}

std::chrono::nanoseconds SwapLedger::LongestGap(std::chrono::nanoseconds at) const {
  std::int64_t longest_ns = 0;
  for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
    const ThreadCell* cell = cells_.Find(thread);
    if (cell == nullptr) continue;
    const std::chrono::nanoseconds reach = kStallReach;
    longest_ns = std::max(longest_ns, cell->gaps().LongestWithin((at - reach).count(), (at + reach).count()));
  }
  return std::chrono::nanoseconds(longest_ns);
}

}  // namespace hotswap
