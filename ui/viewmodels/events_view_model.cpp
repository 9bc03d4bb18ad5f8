#include "ui/viewmodels/events_view_model.h"

#include <QGuiApplication>
#include <QPalette>
#include <algorithm>
#include <utility>

#include "ui/theme/icons.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/event_text.h"
#include "ui/viewmodels/gate_text.h"
#include "ui/viewmodels/moment_text.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {
namespace {

/// Sign and colour of what is more than news.
QVariant levelIcon(EventLevel level) {
  if (level == EventLevel::kInfo) return {};
  return icon(level == EventLevel::kError ? Icon::kError : Icon::kWarning, QGuiApplication::palette());
}

QVariant levelInk(EventLevel level) {
  if (level == EventLevel::kInfo) return {};
  return levelColor(level, isDark(QGuiApplication::palette()));
}

}  // namespace

void EventsViewModel::apply(const Snapshot& snapshot) {
  std::vector<std::string> names;
  for (const SlotInfo& slot : snapshot.slots) names.push_back(slot.name);
  if (std::exchange(slot_names_, names) != names) Q_EMIT slotsChanged();
  if (!events_.differs(snapshot.events)) return;
  if (const int gone = events_.goneFromEnd(snapshot.events); gone > 0) {
    beginRemoveRows({}, rowCount() - gone, rowCount() - 1);
    events_.dropFromEnd(gone);
    endRemoveRows();
  }
  const int fresh = events_.newAtFront(snapshot.events);
  if (fresh == 0) return events_.show(snapshot.events);
  beginInsertRows({}, 0, fresh - 1);
  events_.show(snapshot.events);
  endInsertRows();
}

int EventsViewModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : events_.rows(); }

int EventsViewModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumnCount; }

QString EventsViewModel::text(const Event& event, int column) const {
  switch (column) {
    case kTime: return momentText(event.at);
    case kLevel:
      switch (event.level) {
        case EventLevel::kInfo: return tr("info");
        case EventLevel::kWarning: return tr("warning");
        case EventLevel::kError: return tr("error");
      }
      return {};
    case kGate: return gateTitle(event.gate);
    case kSlot: return QString::fromStdString(event.slot);
    case kText: return eventText(event);
    default: return {};
  }
}

VersionKey EventsViewModel::versionOf(const Event& event) const {
  const auto slot = std::ranges::find(slot_names_, event.slot);
  if (slot == slot_names_.end() || event.version == 0) return {};
  return {static_cast<std::uint32_t>(slot - slot_names_.begin()), event.version};
}

QVariant EventsViewModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Event& event = events_.at(index.row());
  switch (role) {
    case Qt::DisplayRole: return text(event, index.column());
    case Qt::ToolTipRole: return plainToolTip(QString::fromStdString(event.text));
    case kWholeTextRole: return QString::fromStdString(event.text);
    case kVersionRole: return QVariant::fromValue(versionOf(event));
    case Qt::DecorationRole: return index.column() == kLevel ? levelIcon(event.level) : QVariant();
    case Qt::ForegroundRole: return index.column() == kLevel ? levelInk(event.level) : QVariant();
    case kLevelRole: return static_cast<int>(event.level);
    default: return {};
  }
}

QVariant EventsViewModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kTime: return tr("Time");
    case kLevel: return tr("Level");
    case kGate: return tr("Gate");
    case kSlot: return tr("Slot");
    case kText: return tr("What happened, and why");
    default: return {};
  }
}

void EventFilterModel::setMinimumLevel(EventLevel level) {
  minimum_ = level;
  invalidateFilter();
}

bool EventFilterModel::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const QModelIndex index = sourceModel()->index(row, 0, parent);
  return index.data(EventsViewModel::kLevelRole).toInt() >= static_cast<int>(minimum_);
}

}  // namespace hotswap::ui
