#include "ui/viewmodels/receipts_view_model.h"

#include <algorithm>
#include <utility>

#include "ui/theme/icons.h"
#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/engine_text.h"
#include "ui/viewmodels/gate_text.h"
#include "ui/viewmodels/moment_text.h"
#include "ui/viewmodels/plain_tool_tip.h"
#include "ui/viewmodels/table_roles.h"
#include "ui/viewmodels/zombie_text.h"

namespace hotswap::ui {
namespace {

QString dash() { return QStringLiteral("–"); }

QString stepText(std::chrono::nanoseconds step) { return formatDuration(static_cast<double>(step.count())); }

/// "x.so: G2 Static inspection: it exports no create_operator", as no version names what was refused; empty for a swap that went as it
/// was meant.
QString reasonText(const SwapReceipt& receipt) {
  const QString gate = gateTitle(receipt.gate);
  QString reason = engineText(receipt.reason);
  // The tool tip has the path; in the column only the beginning is seen.
  const QString path = QString::fromStdString(receipt.path) + QStringLiteral(": ");
  if (reason.startsWith(path)) reason.remove(0, path.size());
  QStringList parts{gate, reason};
  if (receipt.outcome == SwapOutcome::kRefused || receipt.outcome == SwapOutcome::kFailed) {
    parts.prepend(QString::fromStdString(receipt.path).section(QLatin1Char('/'), -1));
  }
  parts.removeAll(QString());
  return parts.join(QStringLiteral(": "));
}

/// All that the columns tell, as a narrow table has not all of them.
QString toolTip(const SwapReceipt& receipt, const QString& unloaded) {
  QStringList lines{QString::fromStdString(receipt.path)};
  if (const QString reason = reasonText(receipt); !reason.isEmpty()) lines << reason;
  if (!receipt.code.empty()) lines << ReceiptsViewModel::tr("Code: %1").arg(QString::fromStdString(receipt.code));
  lines << ReceiptsViewModel::tr("copy %1, inspect %2, vet %3, load %4, parity %5, warm-up %6")
               .arg(stepText(receipt.copy), stepText(receipt.inspect), stepText(receipt.vet), stepText(receipt.load),
                    stepText(receipt.parity), stepText(receipt.warmup));
  lines << (receipt.complete
                ? ReceiptsViewModel::tr("publish %1, drain %2, stall %3, lost %4")
                      .arg(stepText(receipt.publish), stepText(receipt.drain), stepText(receipt.stall), formatCount(receipt.lost))
                : ReceiptsViewModel::tr("publish %1, draining").arg(stepText(receipt.publish)));
  lines << ReceiptsViewModel::tr("Unloaded: %1").arg(unloaded);
  return lines.join(QLatin1Char('\n'));
}

/// Nanoseconds, and nothing for a step that was not taken or is not over.
QVariant stepValue(std::chrono::nanoseconds step, bool over = true) {
  return over && step.count() > 0 ? QVariant::fromValue<qlonglong>(step.count()) : QVariant();
}

bool isText(int column) { return column >= ReceiptsViewModel::kFrom && column <= ReceiptsViewModel::kReason; }

QVariant alignment(int column) {
  const bool left = isText(column) || column == ReceiptsViewModel::kUnloaded;
  return QVariant((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

}  // namespace

QString ReceiptsViewModel::outcomeText(SwapOutcome outcome) {
  switch (outcome) {
    case SwapOutcome::kPublished: return tr("published");
    case SwapOutcome::kRefused: return tr("refused");
    case SwapOutcome::kRolledBack: return tr("rolled back");
    case SwapOutcome::kFailed: return tr("failed");
  }
  return {};
}

QString ReceiptsViewModel::unloadedThen(const SwapReceipt& receipt) {
  if (receipt.unload_proven) {
    if (*receipt.unload_proven) return tr("yes");
    return tr("no: %1").arg(engineText(receipt.unload_note));
  }
  if (!receipt.complete) return tr("draining…");
  if (receipt.unload_note == "resident") return tr("kept for roll back");
  if (receipt.unload_note == "revived") return tr("in use again");
  if (receipt.unload_note == "first" || receipt.unload_note.empty()) return dash();
  return engineText(receipt.unload_note);
}

QString ReceiptsViewModel::unloadedText(const SwapReceipt& receipt) const {
  if (receipt.unload_note != "resident" || !receipt.from) return unloadedThen(receipt);
  const auto fate = std::ranges::find_if(
      fates_, [&](const Fate& known) { return known.slot == receipt.slot && known.version == *receipt.from; });
  if (fate == fates_.end()) return unloadedThen(receipt);
  if (fate->state == VersionState::kUnloaded) return tr("kept, unloaded later");
  if (fate->state == VersionState::kZombie) return tr("kept, now a zombie: %1").arg(whyKept(fate->why));
  return unloadedThen(receipt);
}

void ReceiptsViewModel::apply(const Snapshot& snapshot) {
  std::vector<Fate> fates;
  for (const VersionInfo& version : snapshot.versions) {
    if (version.slot >= snapshot.slots.size()) continue;
    fates.push_back({snapshot.slots[version.slot].name, version.number, version.state, version.state_reason});
  }
  const bool same_fates = fates == fates_;
  fates_ = std::move(fates);
  if (!same_fates && rowCount() > 0) Q_EMIT dataChanged(index(0, kUnloaded), index(rowCount() - 1, kUnloaded));
  if (!receipts_.differs(snapshot.receipts)) return;
  if (const int gone = receipts_.goneFromEnd(snapshot.receipts); gone > 0) {
    beginRemoveRows({}, rowCount() - gone, rowCount() - 1);
    receipts_.dropFromEnd(gone);
    endRemoveRows();
  }
  const int kept = rowCount();
  const int fresh = receipts_.newAtFront(snapshot.receipts);
  if (fresh > 0) beginInsertRows({}, 0, fresh - 1);
  receipts_.show(snapshot.receipts);
  if (fresh > 0) endInsertRows();
  if (kept > 0) Q_EMIT dataChanged(index(fresh, 0), index(rowCount() - 1, kColumnCount - 1));
}

int ReceiptsViewModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : receipts_.rows(); }

int ReceiptsViewModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumnCount; }

QString ReceiptsViewModel::text(const SwapReceipt& receipt, int column) const {
  switch (column) {
    case kNumber: return formatCount(receipt.number);
    case kTime: return momentText(receipt.at);
    case kFrom: return versionLabel(receipt.from.value_or(0));
    case kTo: return versionLabel(receipt.to.value_or(0));
    case kOutcome: return outcomeText(receipt.outcome);
    case kReason: return reasonText(receipt);
    case kInspect: return stepText(receipt.inspect);
    case kVet: return stepText(receipt.vet);
    case kLoad: return stepText(receipt.load);
    case kParity: return stepText(receipt.parity);
    case kWarmUp: return stepText(receipt.warmup);
    case kPublish: return stepText(receipt.publish);
    case kDrain: return receipt.complete ? stepText(receipt.drain) : QStringLiteral("…");
    case kStall: return receipt.complete ? stepText(receipt.stall) : QStringLiteral("…");
    case kLost: return formatCount(receipt.lost);
    case kUnloaded: return unloadedText(receipt);
    default: return {};
  }
}

QVariant ReceiptsViewModel::sortValue(const SwapReceipt& receipt, int column) const {
  switch (column) {
    case kNumber: return QVariant::fromValue<qulonglong>(receipt.number);
    case kTime: return QVariant::fromValue<qlonglong>(receipt.at.count());
    case kFrom: return receipt.from ? QVariant(*receipt.from) : QVariant();
    case kTo: return receipt.to ? QVariant(*receipt.to) : QVariant();
    case kInspect: return stepValue(receipt.inspect);
    case kVet: return stepValue(receipt.vet);
    case kLoad: return stepValue(receipt.load);
    case kParity: return stepValue(receipt.parity);
    case kWarmUp: return stepValue(receipt.warmup);
    case kPublish: return stepValue(receipt.publish);
    case kDrain: return stepValue(receipt.drain, receipt.complete);
    case kStall: return stepValue(receipt.stall, receipt.complete);
    case kLost: return QVariant::fromValue<qulonglong>(receipt.lost);
    default: {
      const QString words = text(receipt, column);
      return words.isEmpty() || words == dash() ? QVariant() : words;
    }
  }
}

QVariant ReceiptsViewModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const SwapReceipt& receipt = receipts_.at(index.row());
  switch (role) {
    case Qt::DisplayRole: return text(receipt, index.column());
    case kTableSortRole: return sortValue(receipt, index.column());
    case kTableSlotRole: return QString::fromStdString(receipt.slot);
    case Qt::ToolTipRole: return plainToolTip(toolTip(receipt, unloadedText(receipt)));
    case Qt::TextAlignmentRole: return alignment(index.column());
    case Qt::DecorationRole:
      if (index.column() == kFrom && receipt.from) return versionIcon(*receipt.from);
      if (index.column() == kTo && receipt.to) return versionIcon(*receipt.to);
      return {};
    default: return {};
  }
}

QVariant ReceiptsViewModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return alignment(section);
  if (role == Qt::ToolTipRole && section == kStall) return tr("Longest gap between two blocks of any thread around the swap");
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kNumber: return tr("No.");
    case kTime: return tr("Time");
    case kFrom: return tr("From");
    case kTo: return tr("To");
    case kOutcome: return tr("Outcome");
    case kReason: return tr("Reason");
    case kInspect: return tr("Inspect");
    case kVet: return tr("Vet");
    case kLoad: return tr("Load");
    case kParity: return tr("Parity");
    case kWarmUp: return tr("Warm-up");
    case kPublish: return tr("Publish");
    case kDrain: return tr("Drain");
    case kStall: return tr("Stall");
    case kLost: return tr("Lost");
    case kUnloaded: return tr("Unloaded");
    default: return {};
  }
}

}  // namespace hotswap::ui
