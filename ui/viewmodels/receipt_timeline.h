#ifndef HOTSWAP_UI_VIEWMODELS_RECEIPT_TIMELINE_H_
#define HOTSWAP_UI_VIEWMODELS_RECEIPT_TIMELINE_H_

#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/api/swap_receipt.h"

namespace hotswap::ui {

/// One step of a swap.
struct SwapStep {
  QString name;  ///< "vet".
  std::int64_t ns = 0;
  QString text;          ///< "5.2 ms", "draining…".
  const char* key = "";  ///< The name for machines.

  friend bool operator==(const SwapStep&, const SwapStep&) = default;
};

/// When one thread changed its version, in nanoseconds after the publication (negative: before).
struct ThreadChange {
  std::optional<std::int64_t> last_on_old;
  std::optional<std::int64_t> first_on_new;

  friend bool operator==(const ThreadChange&, const ThreadChange&) = default;
};

/// A swap's receipt as a picture: its steps in order, and when each thread changed over.
struct ReceiptTimeline {
  QString title;  ///< "No. 3: v1 → v2, published at 0:12.345".
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::vector<SwapStep> steps;  ///< Those that took time.
  std::vector<ThreadChange> threads;
  QString unload;  ///< "Unloaded: yes".
  QString text;    ///< All of it in sentences.

  friend bool operator==(const ReceiptTimeline&, const ReceiptTimeline&) = default;
};

ReceiptTimeline receiptTimeline(const SwapReceipt& receipt);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_RECEIPT_TIMELINE_H_
