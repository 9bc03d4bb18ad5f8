#ifndef HOTSWAP_CORE_CONTROL_SWAP_LEDGER_H_
#define HOTSWAP_CORE_CONTROL_SWAP_LEDGER_H_

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/control/receipt_log.h"
#include "core/slot/route.h"
#include "core/telemetry/thread_cells.h"

namespace hotswap {

/// What became of the instance that a swap replaced.
struct Fate {
  std::optional<bool> unload_proven;
  std::string note;
};

/// Follows each publication until the version before it is gone, and completes its receipt.
///
/// Threads  Control thread only. All times count from the engine's start.
class SwapLedger {
 public:
  /// A receipt tells the longest stall this long before and after its publication.
  static constexpr std::chrono::milliseconds kStallReach{100};
  /// It waits this long for the first request that each thread of the old version has for the new one.
  static constexpr std::chrono::milliseconds kSwitchReach{1000};

  SwapLedger(ReceiptLog& receipts, const ThreadCells& cells) : receipts_(receipts), cells_(cells) {}

  /// `from` is null for a slot's first version. Routes stay valid until Collected() names them.
  void Published(SwapReceipt& receipt, const Route* from, const Route* to);

  /// For a swap that takes several publications: Began(), any number of Alongside(), then Ended() or CalledOff(). Ended() hands over
  /// to `kept`, a copy of `begun` that the log keeps, or the same.
  void Began(SwapReceipt& receipt, const Route* from);
  /// A route of both versions, the new one its candidate; or a hold, of which the old one is kept.
  void Alongside(SwapReceipt& receipt, const Route* route);
  void Ended(const SwapReceipt& begun, SwapReceipt& kept, const Route* to);
  /// The old version answers everything again: the receipt is told no more.
  void CalledOff(const SwapReceipt& receipt);

  /// No worker uses `route` any more; it is about to be destroyed.
  void Collected(const Route& route, const Fate& fate, std::chrono::nanoseconds now);

  /// `route` is held by stuck threads alone: its receipt waits no longer for it.
  void GivenUp(const Route& route, const Fate& fate);

  /// Completes what is due at `now`; with `no_traffic` the workers have ended and nothing more is waited for.
  void Complete(std::chrono::nanoseconds now, bool no_traffic);

  /// When Complete() has something to do next without a Collected(); nothing when never.
  std::optional<std::chrono::nanoseconds> Next(std::chrono::nanoseconds now) const;
  bool empty() const { return pending_.empty(); }

 private:
  struct Pending {
    SwapReceipt* receipt;
    // Until they are collected.
    std::vector<const Route*> from;  // the old version is the stable one of each
    std::vector<const Route*> to;    // the new version is the candidate, or where there is none the stable one
    std::uint64_t lost_before;
    bool ended = false;
    bool stall_read = false;
  };

  static bool EveryThreadSwitched(const Pending& pending);
  static void ReadFirst(SwapReceipt& receipt, const Route& route);
  static void ReadLast(SwapReceipt& receipt, const Route& route);
  Pending& Find(const SwapReceipt& receipt);
  bool StallIsKnown(std::chrono::nanoseconds at, std::chrono::nanoseconds now) const;
  std::uint64_t LostSoFar() const;
  std::chrono::nanoseconds LongestGap(std::chrono::nanoseconds at) const;

  ReceiptLog& receipts_;
  const ThreadCells& cells_;
  std::vector<Pending> pending_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_SWAP_LEDGER_H_
