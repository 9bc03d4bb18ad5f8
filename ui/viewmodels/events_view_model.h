#ifndef HOTSWAP_UI_VIEWMODELS_EVENTS_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_EVENTS_VIEW_MODEL_H_

#include <QAbstractTableModel>
#include <QStringList>
#include <string>
#include <vector>

#include "core/api/snapshot.h"
#include "ui/viewmodels/newest_first.h"
#include "ui/viewmodels/table_rows.h"
#include "ui/viewmodels/version_key.h"

namespace hotswap::ui {

/// The engine's events, newest first; as many as the snapshot keeps.
class EventsViewModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kTime, kLevel, kGate, kSlot, kText, kColumnCount };
  enum Role { kLevelRole = Qt::UserRole + 1, kWholeTextRole, kVersionRole };

  using QAbstractTableModel::QAbstractTableModel;

  void apply(const Snapshot& snapshot);

  /// Of the engine: what events can be about.
  QStringList slotNames() const;

  /// Whether it is of interest to which slot an event belongs.
  bool hasSeveralSlots() const { return slot_names_.size() > 1; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 Q_SIGNALS:
  void slotNamesChanged();

 private:
  void takeSlots(const std::vector<SlotInfo>& infos);
  QString text(const Event& event, int column) const;
  VersionKey versionOf(const Event& event) const;

  NewestFirst<Event> events_;
  std::vector<std::string> slot_names_;
};

/// Lets through the events of a level and above, beside what every table filters by.
class EventFilterModel : public TableRows {
  Q_OBJECT

 public:
  explicit EventFilterModel(QObject* parent = nullptr) : TableRows(Figures::kSettled, parent) {}

  void setMinimumLevel(EventLevel level);

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  EventLevel minimum_ = EventLevel::kInfo;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_EVENTS_VIEW_MODEL_H_
