#include "ui/viewmodels/events_view_model.h"

#include <QGuiApplication>
#include <QPalette>
#include <algorithm>
#include <utility>

#include "ui/theme/icons.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/engine_text.h"
#include "ui/viewmodels/event_text.h"
#include "ui/viewmodels/gate_text.h"
#include "ui/viewmodels/moment_text.h"
#include "ui/viewmodels/plain_tool_tip.h"
#include "ui/viewmodels/table_roles.h"

namespace hotswap::ui {
namespace {

/// Sign and colour of what is more than news.
QVariant levelIcon(EventLevel level) {
  if (level == EventLevel::kInfo) return {};
  return icon(level == EventLevel::kError ? Icon::kError : Icon::kWarning, QGuiApplication::palette());
}

QVariant sortValue(const Event& event, int column) {
  switch (column) {
    case EventsViewModel::kTime: return QVariant::fromValue<qlonglong>(event.at.count());
    case EventsViewModel::kLevel: return static_cast<int>(event.level);
    case EventsViewModel::kGate: return event.gate.empty() ? QVariant() : QString::fromStdString(event.gate);
    default: return eventText(event);
  }
}

QVariant levelInk(EventLevel level) {
  if (level == EventLevel::kInfo) return {};
  return levelColor(level, isDark(QGuiApplication::palette()));
}

}  // namespace

void EventsViewModel::takeSlots(const std::vector<SlotInfo>& infos) {
  if (std::ranges::equal(infos, slot_names_, {}, &SlotInfo::name)) return;
  slot_names_.clear();
  for (const SlotInfo& slot : infos) slot_names_.push_back(slot.name);
  Q_EMIT slotNamesChanged();
}

QStringList EventsViewModel::slotNames() const {
  QStringList names;
  for (const std::string& name : slot_names_) names << QString::fromStdString(name);
  return names;
}

void EventsViewModel::apply(const Snapshot& snapshot) {
  takeSlots(snapshot.slots);
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
    case Qt::ToolTipRole: return plainToolTip(engineText(event.text));
    case kWholeTextRole: return engineText(event.text);
    case kVersionRole: return QVariant::fromValue(versionOf(event));
    case Qt::DecorationRole: return index.column() == kLevel ? levelIcon(event.level) : QVariant();
    case Qt::ForegroundRole: return index.column() == kLevel ? levelInk(event.level) : QVariant();
    case kTableSortRole: return sortValue(event, index.column());
    case kTableTextRole: return index.column() == kText ? QVariant(QString::fromStdString(event.text)) : QVariant();
    case kTableSlotRole: return QString::fromStdString(event.slot);
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
  return index.data(EventsViewModel::kLevelRole).toInt() >= static_cast<int>(minimum_) &&
         TableRows::filterAcceptsRow(row, parent);
}

}  // namespace hotswap::ui
