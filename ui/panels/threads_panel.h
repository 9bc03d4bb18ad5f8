#ifndef HOTSWAP_UI_PANELS_THREADS_PANEL_H_
#define HOTSWAP_UI_PANELS_THREADS_PANEL_H_

#include <QWidget>

#include "ui/viewmodels/parked_view_model.h"
#include "ui/viewmodels/table_rows.h"
#include "ui/viewmodels/threads_view_model.h"

namespace hotswap::ui {

class CompactTable;
class ElidedLabel;

/// The table of worker threads; its selection is the charts' selected thread. Above it the threads that are stuck.
///
/// A thread that a filter hides stays selected in the charts, and is again here when it comes back.
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
  void takeSelection();
  void showChosen();
  int selectedThread() const;  ///< -1: none.

  ThreadsViewModel& model_;
  TableRows rows_{TableRows::Figures::kLive};
  ElidedLabel* const scope_;
  CompactTable* const table_;
  bool held_ = false;  ///< The selection of the table changes without anybody selecting.
  int chosen_ = -1;    ///< The selected thread, in sight or not.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_THREADS_PANEL_H_
