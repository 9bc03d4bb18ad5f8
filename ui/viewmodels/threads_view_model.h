#ifndef HOTSWAP_UI_VIEWMODELS_THREADS_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_THREADS_VIEW_MODEL_H_

#include <QAbstractTableModel>
#include <vector>

#include "core/api/snapshot.h"

namespace hotswap::ui {

/// The worker threads as a table: one row each, in order of their numbers; one dataChanged per refresh.
class ThreadsViewModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kThread, kVersion, kState, kScore, kRequests, kErrors, kRate, kP50, kP99, kSwitches, kColumnCount };
  enum Role { kSortRole = Qt::UserRole + 1 };

  using QAbstractTableModel::QAbstractTableModel;

  void apply(const Snapshot& snapshot);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString text(const ThreadInfo& thread, int column) const;

  std::vector<ThreadInfo> threads_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_THREADS_VIEW_MODEL_H_
