#ifndef HOTSWAP_UI_VIEWMODELS_UNLOAD_ROW_H_
#define HOTSWAP_UI_VIEWMODELS_UNLOAD_ROW_H_

#include <string>
#include <vector>

#include "core/api/swap_receipt.h"
#include "ui/viewmodels/verdict_page.h"

namespace hotswap::ui {

/// What gate G8 says of the slot's version: what its newest receipt knows of its retirement, and nothing while it answers.
GateRow unloadRow(const std::string& slot, std::uint32_t version, const std::vector<SwapReceipt>& receipts);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_UNLOAD_ROW_H_
