#include "ui/viewmodels/operators_view_model.h"

#include <algorithm>
#include <iterator>

#include "ui/theme/icons.h"
#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/counted_text.h"
#include "ui/viewmodels/engine_text.h"
#include "ui/viewmodels/event_text.h"
#include "ui/viewmodels/plain_tool_tip.h"
#include "ui/viewmodels/probation_row.h"
#include "ui/viewmodels/state_text.h"
#include "ui/viewmodels/thread_name.h"
#include "ui/viewmodels/verdict_page.h"
#include "ui/viewmodels/watch_text.h"
#include "ui/viewmodels/zombie_text.h"

namespace hotswap::ui {
namespace {

QString detail(const VersionInfo& version) {
  QStringList parts;
  if (version.threads > 0) parts << countedThreads(version.threads);
  if (version.last_score) parts << formatScore(*version.last_score);
  if (version.requests_per_s > 0) parts << formatRate(version.requests_per_s);
  if (parts.isEmpty())
    parts << (version.requests > 0 ? countedRequests(version.requests) : OperatorsViewModel::tr("no requests yet"));
  return parts.join(QStringLiteral(" · "));
}

/// What keeps a replaced version, and why.
QString held(const VersionInfo& version) {
  const QString by = version.holders.empty() ? QString() : OperatorsViewModel::tr("held by %1").arg(threadNames(version.holders));
  std::string why = version.state == VersionState::kZombie ? version.state_reason : std::string();
  // "a call in it is stuck on hs-work-03": the holder is named already.
  if (!by.isEmpty()) why = why.substr(0, why.find(" on hs-work-"));
  const QString reason = engineText(why);
  return by.isEmpty() || reason.isEmpty() ? by + reason : OperatorsViewModel::tr("%1: %2").arg(by, reason);
}

/// The same where the row says "zombie" already and there is little room.
QString keeper(const VersionInfo& version) {
  if (!version.holders.empty()) return OperatorsViewModel::tr("held by %1").arg(shortThreadNames(version.holders));
  return version.state == VersionState::kZombie ? whyKept(version.state_reason) : QString();
}

QString probationMeans(const QString& probation) {
  return OperatorsViewModel::tr("%1: taken back at the first fault").arg(probation);
}

QString toolTip(const VersionInfo& version, const QString& probation) {
  QStringList lines{QString::fromStdString(version.path), QStringLiteral("SHA-256 ") + QString::fromStdString(version.sha256),
                    OperatorsViewModel::tr("Requests: %1, errors: %2, scores not finite: %3, loads: %4")
                        .arg(formatCount(version.requests), formatCount(version.errors), formatCount(version.nonfinite),
                             formatCount(version.loads))};
  if (version.verdict) lines << OperatorsViewModel::tr("Verdict: %1").arg(verdictSummary(*version.verdict));
  if (!probation.isEmpty()) lines << probationMeans(probation);
  if (!version.holders.empty()) {
    lines << held(version);
  } else if (!version.state_reason.empty()) {
    lines << engineText(version.state_reason);
  }
  if (version.state == VersionState::kZombie) lines << OperatorsViewModel::tr("Its library stays in memory; it answers nothing.");
  return lines.join(QLatin1Char('\n'));
}

QString accessibleText(const OperatorRow& row) {
  QStringList parts{row.title, row.state};
  if (!row.probation.isEmpty()) parts << probationMeans(row.probation);
  if (!row.held.isEmpty()) parts << row.held;
  if (!row.faults.isEmpty()) parts << row.faults;
  parts << row.detail;
  return parts.join(QStringLiteral(", "));
}

QString fileName(const VersionInfo& version) { return QString::fromStdString(version.path).section(QLatin1Char('/'), -1); }

/// Why it failed, without the path that the row and the tool tip have anyway: in a narrow list only the beginning is seen.
QString reason(const VersionInfo& version) {
  QString text = engineText(version.state_reason);
  const QString path = QString::fromStdString(version.path);
  if (text.startsWith(path + QStringLiteral(": "))) text.remove(0, path.size() + 2);
  return withFileName(text, path);
}

/// The fault that it was taken back for, then the counts. A failed one's detail is the fault already.
QString faults(const VersionInfo& version) {
  QStringList parts;
  if (!version.fault.empty() && version.state != VersionState::kFailed) {
    parts << OperatorsViewModel::tr("failed: %1").arg(engineText(version.fault));
  }
  if (const QString counts = countedFaults(version.errors, version.nonfinite); !counts.isEmpty()) parts << counts;
  return parts.join(QStringLiteral(", "));
}

OperatorRow toRow(const Snapshot& snapshot, const VersionInfo& version) {
  OperatorRow row;
  row.key = {version.slot, version.number};
  row.failed = version.state == VersionState::kFailed;
  const QString called = version.name.empty() ? fileName(version) : QString::fromStdString(version.name);
  row.title = versionLabel(version.number) + QLatin1Char(' ') + called;
  row.state = stateText(version.state);
  row.faults = faults(version);
  row.detail = row.failed ? reason(version) : detail(version);
  if (version.on_probation) row.probation = OperatorsViewModel::tr("on probation, %1").arg(probationLeft(version, snapshot.at));
  row.tool_tip = plainToolTip(toolTip(version, row.probation));
  row.held = held(version);
  row.keeper = keeper(version);
  if (version.on_probation) row.probation_left = shortLeft(version, snapshot.at);
  row.judged = version.verdict != nullptr;
  row.active = version.slot < snapshot.slots.size() && snapshot.slots[version.slot].active == version.number;
  return row;
}

}  // namespace

void OperatorsViewModel::applyWatch(const Snapshot& snapshot) {
  const SlotInfo slot = slot_ < snapshot.slots.size() ? snapshot.slots[slot_] : SlotInfo{};
  const QString sentence = ui::watchSentence(slot);
  if (sentence == watch_sentence_) return;
  watch_sentence_ = sentence;
  watch_ = watchText(slot);
  Q_EMIT watchChanged();
}

void OperatorsViewModel::apply(const Snapshot& snapshot) {
  applyWatch(snapshot);
  std::vector<OperatorRow> rows;
  rows.reserve(snapshot.versions.size());
  for (const VersionInfo& version : snapshot.versions) {
    if (version.slot == slot_) rows.push_back(toRow(snapshot, version));
  }
  const bool other_slot = !rows.empty() && !rows_.empty() && rows.front().key.slot != rows_.front().key.slot;
  const std::size_t before = rows_.size();
  other_slot ? resetRows(std::move(rows)) : replaceRows(std::move(rows));
  if (other_slot || rows_.size() != before) Q_EMIT versionsChanged();
}

// Versions only ever come, so what is new is inserted where it belongs and the rest changes in place.
void OperatorsViewModel::replaceRows(std::vector<OperatorRow> rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i < rows_.size() && rows_[i].key == rows[i].key) continue;
    const int row = static_cast<int>(i);
    beginInsertRows({}, row, row);
    rows_.insert(rows_.begin() + row, rows[i]);
    endInsertRows();
  }
  if (rows_.size() > rows.size()) return resetRows(std::move(rows));
  const bool same = rows_ == rows;
  rows_ = std::move(rows);
  if (!same) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void OperatorsViewModel::resetRows(std::vector<OperatorRow> rows) {
  beginResetModel();
  rows_ = std::move(rows);
  endResetModel();
}

int OperatorsViewModel::rowOf(VersionKey key) const {
  const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const OperatorRow& row) { return row.key == key; });
  return found == rows_.end() ? -1 : static_cast<int>(std::distance(rows_.begin(), found));
}

VersionKey OperatorsViewModel::keyAt(int row) const {
  if (row < 0 || row >= rowCount()) return {};
  return rows_[static_cast<std::size_t>(row)].key;
}

const OperatorRow* OperatorsViewModel::find(VersionKey key) const {
  const int row = rowOf(key);
  return row < 0 ? nullptr : &rows_[static_cast<std::size_t>(row)];
}

int OperatorsViewModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant OperatorsViewModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const OperatorRow& row = rows_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole: return row.title;
    case Qt::DecorationRole: return versionIcon(row.key.number);
    case Qt::ToolTipRole: return row.tool_tip;
    case Qt::AccessibleTextRole: return accessibleText(row);
    case kKeyRole: return QVariant::fromValue(row.key);
    case kStateRole: return row.state;
    case kFaultsRole: return row.faults;
    case kKeeperRole: return row.keeper;
    case kDetailRole: return row.detail;
    case kFailedRole: return row.failed;
    case kActiveRole: return row.active;
    case kProbationRole: return row.probation;
    case kProbationLeftRole: return row.probation_left;
    default: return {};
  }
}

}  // namespace hotswap::ui
