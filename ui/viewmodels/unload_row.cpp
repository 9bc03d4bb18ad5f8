#include "ui/viewmodels/unload_row.h"

#include <QCoreApplication>

#include "ui/viewmodels/gate_text.h"

namespace hotswap::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("UnloadRow", text); }

/// The publication that began or ended the version's service last; null when there was none.
const SwapReceipt* newestAbout(const std::string& slot, std::uint32_t version, const std::vector<SwapReceipt>& receipts) {
  for (auto receipt = receipts.rbegin(); receipt != receipts.rend(); ++receipt) {
    const bool published = receipt->outcome == SwapOutcome::kPublished || receipt->outcome == SwapOutcome::kRolledBack;
    if (published && receipt->slot == slot && (receipt->from == version || receipt->to == version)) return &*receipt;
  }
  return nullptr;
}

}  // namespace

GateRow unloadRow(const std::string& slot, std::uint32_t version, const std::vector<SwapReceipt>& receipts) {
  GateRow row{.title = gateTitle("G8"), .state = GateState::kLater, .words = {}, .passed = {}};
  const SwapReceipt* receipt = newestAbout(slot, version, receipts);
  if (receipt == nullptr || receipt->to == version) return row;
  if (!receipt->unload_proven) {
    if (receipt->unload_note == "resident") row.words << tr("Stays loaded, so that a roll back to it takes no time");
  } else if (*receipt->unload_proven) {
    row.state = GateState::kPassed;
    row.passed << tr("Was unloaded: nothing of it is mapped any more");
  } else {
    row.state = GateState::kWarned;
    row.words << tr("Stays mapped in memory: %1").arg(QString::fromStdString(receipt->unload_note));
  }
  return row;
}

}  // namespace hotswap::ui
