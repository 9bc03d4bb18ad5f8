#ifndef HOTSWAP_CORE_CONTROL_RECEIPT_LOG_H_
#define HOTSWAP_CORE_CONTROL_RECEIPT_LOG_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/swap_receipt.h"

namespace hotswap {

/// As reports spell it, such as "rolled_back".
const char* SwapOutcomeText(SwapOutcome outcome);

/// The row that a receipt makes in a report's "swaps", as one line of JSON.
std::string ReceiptRow(const SwapReceipt& receipt);

/// Every receipt of the run: the newest in memory, all complete ones as report rows in a file without a name.
///
/// Threads   Control thread only, but ForEachRow() when that thread has ended; what Shared() returned may be read on any.
/// Failure   Where no such file can be made, or the disk is full, the rows stay in memory.
class ReceiptLog {
 public:
  /// `kept`: receipts that snapshots show. `listener` is called with each receipt when it is added and when it is complete; may be
  /// empty.
  explicit ReceiptLog(std::size_t kept, std::function<void(const SwapReceipt&)> listener = {});
  ~ReceiptLog();
  ReceiptLog(const ReceiptLog&) = delete;
  ReceiptLog& operator=(const ReceiptLog&) = delete;

  /// Numbers and keeps a receipt. The reference stays valid while it is not complete.
  SwapReceipt& Add(SwapReceipt receipt);

  /// To be called after a receipt that Add() returned was changed. Complete ones go to the file, in order of their numbers.
  void Changed();

  /// Never null; the same object until something changed.
  std::shared_ptr<const std::vector<SwapReceipt>> Shared();

  /// Calls `row` with ReceiptRow() of each complete receipt, in order of their numbers.
  void ForEachRow(const std::function<void(std::string_view)>& row) const;

 private:
  void Spool(const std::string& row);

  const std::size_t kept_;
  const std::function<void(const SwapReceipt&)> listener_;
  int file_ = -1;  // unnamed: it vanishes with the process
  std::size_t spooled_bytes_ = 0;
  std::uint64_t last_number_ = 0;
  std::list<SwapReceipt> receipts_;     // incomplete ones and the newest complete ones; a list keeps references valid
  std::uint64_t spooled_ = 0;           // number of the last receipt that was spooled
  std::vector<std::string> in_memory_;  // rows that the file would not take
  std::shared_ptr<const std::vector<SwapReceipt>> shared_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_RECEIPT_LOG_H_
