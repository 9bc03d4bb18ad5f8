#ifndef HOTSWAP_UI_PANELS_VALUES_PANEL_H_
#define HOTSWAP_UI_PANELS_VALUES_PANEL_H_

#include <QWidget>

#include "ui/viewmodels/chart_values_view_model.h"
#include "ui/viewmodels/table_rows.h"

namespace hotswap::ui {

class CompactTable;

/// What the charts show, as a table: for screen readers, for the keyboard, and to copy.
///
/// Lifetime  The view-model must outlive it.
class ValuesPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ValuesPanel(ChartValuesViewModel& model, QWidget* parent = nullptr);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void buildTable();
  void updateWatched();

  ChartValuesViewModel& model_;
  TableRows rows_{TableRows::Figures::kLive};
  CompactTable* const table_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_VALUES_PANEL_H_
