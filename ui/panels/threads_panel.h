#ifndef HOTSWAP_UI_PANELS_THREADS_PANEL_H_
#define HOTSWAP_UI_PANELS_THREADS_PANEL_H_

#include <QSortFilterProxyModel>
#include <QWidget>

#include "ui/viewmodels/parked_view_model.h"
#include "ui/viewmodels/threads_view_model.h"

namespace hotswap::ui {

class CompactTable;
class ElidedLabel;

/// The table of worker threads; its selection is the charts' selected thread. Above it the threads that are stuck.
///
/// Sorting happens on a click on a header only: rows that change places while one reads help nobody.
/// Lifetime  The view-models must outlive it.
class ThreadsPanel : public QWidget {
  Q_OBJECT

 public:
  ThreadsPanel(ThreadsViewModel& model, const ParkedViewModel& parked, QWidget* parent = nullptr);

  /// Selects the thread's row; -1 selects none.
  void selectThread(int thread);

 Q_SIGNALS:
  void threadSelected(int thread);

 private:
  void buildTable();
  void showScope();
  void keepSelectionFromMoving();
  int threadOf(const QModelIndex& index) const;
  int selectedThread() const;  ///< -1: none.

  ThreadsViewModel& model_;
  QSortFilterProxyModel sorted_;
  ElidedLabel* const scope_;
  CompactTable* const table_;
  bool removing_ = false;
  int before_removal_ = -1;  ///< The thread that was selected.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_THREADS_PANEL_H_
