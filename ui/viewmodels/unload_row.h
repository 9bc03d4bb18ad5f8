#ifndef HOTSWAP_UI_VIEWMODELS_UNLOAD_ROW_H_
#define HOTSWAP_UI_VIEWMODELS_UNLOAD_ROW_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/api/snapshot.h"
#include "core/api/swap_receipt.h"
#include "ui/viewmodels/verdict_page.h"

namespace hotswap::ui {

/// What became of a version's library by now.
struct Standing {
  VersionState state = VersionState::kInspected;
  std::string kept_by;  ///< What a zombie is held by.

  friend bool operator==(const Standing&, const Standing&) = default;
};

Standing standingOf(const VersionInfo& version);

/// What gate G8 says of the slot's version: where its library stands now, else what its newest receipt knows of its retirement, and
/// nothing while it answers.
GateRow unloadRow(const std::string& slot, std::uint32_t version, const Standing& standing,
                  const std::vector<SwapReceipt>& receipts);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_UNLOAD_ROW_H_
