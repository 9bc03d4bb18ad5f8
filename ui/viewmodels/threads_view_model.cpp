#include "ui/viewmodels/threads_view_model.h"

#include <algorithm>
#include <utility>

#include "ui/theme/icons.h"
#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/table_roles.h"

namespace hotswap::ui {
namespace {

/// What is not known has no place among values.
QVariant known(bool is_known, const QVariant& value) { return is_known ? value : QVariant(); }

QVariant sortValue(const ThreadInfo& thread, int column) {
  switch (column) {
    case ThreadsViewModel::kThread: return thread.number;
    case ThreadsViewModel::kVersion: return known(thread.version != 0, thread.version);
    case ThreadsViewModel::kState: return thread.running;
    case ThreadsViewModel::kScore: return known(thread.last_score.has_value(), thread.last_score.value_or(0));
    case ThreadsViewModel::kRequests: return QVariant::fromValue<qulonglong>(thread.rounds);
    case ThreadsViewModel::kErrors: return QVariant::fromValue<qulonglong>(thread.errors);
    case ThreadsViewModel::kRate: return thread.requests_per_s;
    case ThreadsViewModel::kP50: return known(thread.p50_ns > 0, thread.p50_ns);
    case ThreadsViewModel::kP99: return known(thread.p99_ns > 0, thread.p99_ns);
    case ThreadsViewModel::kSwitches: return thread.switches;
    default: return {};
  }
}

/// Version and score become those of the slot; the other figures are the thread's over all slots.
void turnTo(std::uint32_t slot, ThreadInfo& thread) {
  const ThreadAnswer answer = AnswerIn(thread, slot);
  thread.version = answer.version;
  thread.last_score = answer.last_score;
}

QString dash() { return QStringLiteral("–"); }

}  // namespace

void ThreadsViewModel::setScope(const Snapshot& snapshot) {
  const bool several = snapshot.slots.size() > 1 && slot_ < snapshot.slots.size();
  const QString scope = several ? tr("Version and score are those in slot %1; all else is of all slots together.")
                                      .arg(QString::fromStdString(snapshot.slots[slot_].name))
                                : QString();
  if (scope == scope_) return;
  scope_ = scope;
  Q_EMIT scopeChanged();
}

void ThreadsViewModel::apply(const Snapshot& snapshot) {
  setScope(snapshot);
  const int before = rowCount();
  std::vector<ThreadInfo> threads = snapshot.threads;
  if (snapshot.slots.size() > 1) std::ranges::for_each(threads, [this](ThreadInfo& thread) { turnTo(slot_, thread); });
  const int after = static_cast<int>(threads.size());
  if (after > before) {
    beginInsertRows({}, before, after - 1);
    threads_ = std::move(threads);
    endInsertRows();
  } else if (after < before) {
    beginRemoveRows({}, after, before - 1);
    threads_ = std::move(threads);
    endRemoveRows();
  } else {
    threads_ = std::move(threads);
  }
  const int kept = std::min(before, after);
  if (kept > 0) Q_EMIT dataChanged(index(0, 0), index(kept - 1, kColumnCount - 1));
}

int ThreadsViewModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(threads_.size());
}

int ThreadsViewModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumnCount; }

QString ThreadsViewModel::text(const ThreadInfo& thread, int column) const {
  switch (column) {
    case kThread: return QStringLiteral("T%1").arg(thread.number);
    case kVersion: return thread.version == 0 ? dash() : versionLabel(thread.version);
    case kState: return thread.running ? tr("running") : tr("idle");
    case kScore: return thread.last_score ? formatScore(*thread.last_score) : dash();
    case kRequests: return formatCount(thread.rounds);
    case kErrors: return formatCount(thread.errors);
    case kRate: return formatRate(thread.requests_per_s);
    case kP50: return thread.p50_ns > 0 ? formatDuration(thread.p50_ns) : dash();
    case kP99: return thread.p99_ns > 0 ? formatDuration(thread.p99_ns) : dash();
    case kSwitches: return formatCount(thread.switches);
    default: return {};
  }
}

QVariant ThreadsViewModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const ThreadInfo& thread = threads_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole: return text(thread, index.column());
    case Qt::TextAlignmentRole:
      return QVariant(index.column() <= kState ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    case Qt::DecorationRole:
      return index.column() == kVersion && thread.version != 0 ? QVariant(versionIcon(thread.version)) : QVariant();
    case kTableSortRole: return sortValue(thread, index.column());
    default: return {};
  }
}

QVariant ThreadsViewModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) {
    return QVariant(section <= kState ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kThread: return tr("Thread");
    case kVersion: return tr("Version");
    case kState: return tr("State");
    case kScore: return tr("Score");
    case kRequests: return tr("Requests");
    case kErrors: return tr("Errors");
    case kRate: return tr("Requests/s");
    case kP50: return tr("p50");
    case kP99: return tr("p99");
    case kSwitches: return tr("Switches");
    default: return {};
  }
}

}  // namespace hotswap::ui
