#include "ui/viewmodels/versions_view_model.h"

#include <QDateTime>
#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include "ui/theme/icons.h"
#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/controls_view_model.h"
#include "ui/viewmodels/engine_text.h"
#include "ui/viewmodels/moment_text.h"
#include "ui/viewmodels/plain_tool_tip.h"
#include "ui/viewmodels/recording_text.h"
#include "ui/viewmodels/state_text.h"
#include "ui/viewmodels/table_roles.h"

namespace hotswap::ui {
namespace {

constexpr qsizetype kDigitsShown = 12;  ///< Of 64: enough to tell libraries apart, as the command line has it.

/// Orders what an earlier run published before all that this one did.
constexpr std::int64_t kBeforeThisRun = std::numeric_limits<std::int64_t>::min();

/// Requests, or copies of them, reach it: a crash now would be its fault.
bool isCalled(const VersionInfo& version) {
  return version.state == VersionState::kActive || version.state == VersionState::kCandidate ||
         version.state == VersionState::kShadow;
}

/// One version of a slot at most is permanent, as `hotswap versions` has it: the one that a crash would go back to.
QString trialText(const SlotInfo& slot, const VersionInfo& version) {
  if (version.number == slot.permanent) return VersionsViewModel::tr("permanent");
  if (version.permanent) return VersionsViewModel::tr("confirmed");
  if (isCalled(version)) return VersionsViewModel::tr("on trial");
  return version.published ? VersionsViewModel::tr("not confirmed") : QStringLiteral("–");
}

/// What the word means for the next crash; empty where there is nothing to say.
QString trialMeans(const SlotInfo& slot, const VersionInfo& version) {
  if (version.number == slot.permanent) return VersionsViewModel::tr("Permanent: what a crash of another version goes back to");
  if (version.permanent)
    return VersionsViewModel::tr("Confirmed: it passed its trial, and is permanent again as soon as it answers");
  return isCalled(version) ? VersionsViewModel::tr("On trial until a person, a rollout or time confirms it") : QString();
}

/// When it was published last, since the start of this run.
std::optional<std::chrono::nanoseconds> publishedAt(const Snapshot& snapshot, const VersionInfo& version) {
  const std::string& slot = snapshot.slots[version.slot].name;
  if (snapshot.receipts) {
    for (auto receipt = snapshot.receipts->rbegin(); receipt != snapshot.receipts->rend(); ++receipt) {
      const bool published = receipt->outcome == SwapOutcome::kPublished || receipt->outcome == SwapOutcome::kRolledBack;
      if (published && receipt->slot == slot && receipt->to == version.number) return receipt->at;
    }
  }
  return std::nullopt;
}

QString publishedText(std::optional<std::chrono::nanoseconds> at, const VersionInfo& version) {
  if (at) return momentText(*at);
  if (!version.published_before) return QStringLiteral("–");
  const auto before =
      QDateTime::fromMSecsSinceEpoch(std::chrono::floor<std::chrono::milliseconds>(*version.published_before).count());
  return before.toString(QStringLiteral("yyyy-MM-dd hh:mm"));
}

QString whyNot(const VersionInfo& version) {
  if (const QString why_not = ControlsViewModel::whyNotSwapTo(version); !why_not.isEmpty()) return why_not;
  if (version.in_history) return {};
  return VersionsViewModel::tr("v%1 is not in the slot's history of published versions: swap to it instead").arg(version.number);
}

bool isFigure(int column) { return column == VersionsViewModel::kRequests || column == VersionsViewModel::kPublished; }

}  // namespace

VersionsViewModel::Row VersionsViewModel::toRow(const Snapshot& snapshot, const VersionInfo& version) {
  Row row;
  row.key = {version.slot, version.number};
  const QString path = QString::fromStdString(version.path);
  const QString digest = QString::fromStdString(version.sha256);
  const QString state = stateText(version.state);
  row.cells[kVersion] = versionLabel(version.number);
  row.cells[kName] = version.name.empty() ? QStringLiteral("–") : QString::fromStdString(version.name);
  row.cells[kState] = version.earlier && version.state == VersionState::kUnloaded ? tr("in the store") : state;
  row.cells[kTrial] = trialText(snapshot.slots[version.slot], version);
  row.cells[kDigest] = digest.left(kDigitsShown);
  row.cells[kOrigin] = path.section(QLatin1Char('/'), -1);
  const auto published_at = publishedAt(snapshot, version);
  if (published_at) {
    row.published_ns = published_at->count();
  } else if (version.published_before) {
    row.published_ns = kBeforeThisRun + version.published_before->count();
  }
  row.cells[kPublished] = publishedText(published_at, version);
  row.cells[kRequests] = version.earlier ? QStringLiteral("–") : formatCount(version.requests);
  row.digest = digest;
  row.requests = version.requests;
  row.why_not = whyNot(version);
  QStringList lines{path, QStringLiteral("SHA-256 ") + digest, trialMeans(snapshot.slots[version.slot], version),
                    engineText(version.state_reason), engineText(version.fault)};
  lines.removeAll(QString());
  row.tool_tip = plainToolTip(lines.join(QLatin1Char('\n')));
  return row;
}

void VersionsViewModel::apply(const Snapshot& snapshot) {
  std::vector<Row> rows;
  for (const VersionInfo& version : snapshot.versions) {
    if (version.slot == slot_ && slot_ < snapshot.slots.size()) rows.push_back(toRow(snapshot, version));
  }
  std::ranges::reverse(rows);
  if (rows == rows_) return;
  const bool same_versions = std::ranges::equal(rows, rows_, {}, &Row::key, &Row::key);
  if (same_versions) {
    rows_ = std::move(rows);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
    return;
  }
  // New versions come at the top, above what is known.
  const std::size_t fresh = rows.size() - std::min(rows.size(), rows_.size());
  const bool grown = !rows_.empty() && fresh > 0 && rows[fresh].key == rows_.front().key;
  if (!grown) {
    beginResetModel();
    rows_ = std::move(rows);
    endResetModel();
    return;
  }
  beginInsertRows({}, 0, static_cast<int>(fresh) - 1);
  rows_ = std::move(rows);
  endInsertRows();
  Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
}

VersionKey VersionsViewModel::keyAt(int row) const {
  return row < 0 || row >= rowCount() ? VersionKey{} : rows_[static_cast<std::size_t>(row)].key;
}

QString VersionsViewModel::whyNotRollBackTo(int row) const {
  if (recording_) return whyNoCommands();
  return row < 0 || row >= rowCount() ? tr("No version is selected") : rows_[static_cast<std::size_t>(row)].why_not;
}

int VersionsViewModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(rows_.size()); }

int VersionsViewModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumnCount; }

QVariant VersionsViewModel::sortValue(const Row& row, int column) {
  switch (column) {
    case kVersion: return row.key.number;
    case kPublished: return row.published_ns ? QVariant::fromValue<qlonglong>(*row.published_ns) : QVariant();
    case kRequests: return QVariant::fromValue<qulonglong>(row.requests);
    default: {
      const QString& words = row.cells[static_cast<std::size_t>(column)];
      return words.isEmpty() || words == QStringLiteral("–") ? QVariant() : words;
    }
  }
}

QVariant VersionsViewModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole: return row.cells[static_cast<std::size_t>(index.column())];
    case kTableSortRole: return sortValue(row, index.column());
    case kTableTextRole: return index.column() == kDigest ? QVariant(row.digest) : QVariant();
    case Qt::ToolTipRole: return row.tool_tip;
    case Qt::TextAlignmentRole: return QVariant((isFigure(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::DecorationRole: return index.column() == kVersion ? versionIcon(row.key.number) : QVariant();
    default: return {};
  }
}

QVariant VersionsViewModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant((isFigure(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kVersion: return tr("Version");
    case kName: return tr("Name");
    case kState: return tr("State");
    case kTrial: return tr("Trial");
    case kDigest: return tr("SHA-256");
    case kOrigin: return tr("Origin");
    case kPublished: return tr("Last published");
    case kRequests: return tr("Requests");
    default: return {};
  }
}

}  // namespace hotswap::ui
