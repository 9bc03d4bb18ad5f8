#ifndef HOTSWAP_UI_VIEWMODELS_THREADS_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_THREADS_VIEW_MODEL_H_

#include <QAbstractTableModel>
#include <QString>
#include <cstdint>
#include <vector>

#include "core/api/snapshot.h"

namespace hotswap::ui {

/// The worker threads as a table: one row each, in order of their numbers; one dataChanged per refresh.
class ThreadsViewModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kThread, kVersion, kState, kScore, kRequests, kErrors, kRate, kP50, kP99, kSwitches, kColumnCount };
  using QAbstractTableModel::QAbstractTableModel;

  void apply(const Snapshot& snapshot);

  /// Whose versions and scores are shown from the next snapshot on: an index into Snapshot::slots. All else is of all slots.
  void setSlot(std::uint32_t slot) { slot_ = slot; }

  /// Which figures are of the slot and which of all; empty where there is one slot.
  QString scope() const { return scope_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 Q_SIGNALS:
  void scopeChanged();

 private:
  void setScope(const Snapshot& snapshot);
  QString text(const ThreadInfo& thread, int column) const;

  std::uint32_t slot_ = 0;
  QString scope_;
  std::vector<ThreadInfo> threads_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_THREADS_VIEW_MODEL_H_
