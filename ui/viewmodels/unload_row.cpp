#include "ui/viewmodels/unload_row.h"

#include <QCoreApplication>

#include "ui/viewmodels/gate_text.h"
#include "ui/viewmodels/zombie_text.h"

namespace hotswap::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

/// The publication that began or ended the version's service last; null when there was none.
const SwapReceipt* newestAbout(const std::string& slot, std::uint32_t version, const std::vector<SwapReceipt>& receipts) {
  for (auto receipt = receipts.rbegin(); receipt != receipts.rend(); ++receipt) {
    const bool published = receipt->outcome == SwapOutcome::kPublished || receipt->outcome == SwapOutcome::kRolledBack;
    if (published && receipt->slot == slot && (receipt->from == version || receipt->to == version)) return &*receipt;
  }
  return nullptr;
}

void tellUnloaded(GateRow& row) {
  row.state = GateState::kPassed;
  row.passed << tr("Was unloaded: nothing of it is mapped any more");
}

void tellKept(GateRow& row, const std::string& by) {
  row.state = GateState::kWarned;
  row.words << tr("Stays mapped in memory: %1").arg(whyKept(by));
}

/// A receipt is written once; what is loaded, or loaded again, may be unloaded later.
void tellReceipt(GateRow& row, const SwapReceipt& receipt, bool loaded) {
  if (loaded) {
    if (receipt.unload_note == "resident") row.words << tr("Stays loaded, so that a roll back to it takes no time");
  } else if (receipt.unload_proven) {
    *receipt.unload_proven ? tellUnloaded(row) : tellKept(row, receipt.unload_note);
  }
}

}  // namespace

Standing standingOf(const VersionInfo& version) {
  std::string by = version.state_reason;
  for (std::size_t i = 0; by.empty() && i < version.holders.size(); ++i) by = "held by " + version.holders[i];
  return {.state = version.state, .kept_by = version.state == VersionState::kZombie ? by : std::string()};
}

GateRow unloadRow(const std::string& slot, std::uint32_t version, const Standing& standing,
                  const std::vector<SwapReceipt>& receipts) {
  GateRow row{.title = gateTitle("G8"), .state = GateState::kLater, .words = {}, .passed = {}};
  switch (standing.state) {
    case VersionState::kActive: break;
    case VersionState::kUnloaded: tellUnloaded(row); break;
    case VersionState::kZombie: tellKept(row, standing.kept_by); break;
    default:
      const SwapReceipt* receipt = newestAbout(slot, version, receipts);
      if (receipt != nullptr && receipt->to != version) tellReceipt(row, *receipt, standing.state == VersionState::kReady);
  }
  return row;
}

}  // namespace hotswap::ui
