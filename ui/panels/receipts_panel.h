#ifndef HOTSWAP_UI_PANELS_RECEIPTS_PANEL_H_
#define HOTSWAP_UI_PANELS_RECEIPTS_PANEL_H_

#include <QWidget>
#include <cstdint>

#include "ui/panels/chart_source.h"
#include "ui/viewmodels/receipts_view_model.h"
#include "ui/viewmodels/table_rows.h"

class QScrollArea;
class QSplitter;

namespace hotswap::ui {

class CompactTable;
class ReceiptChart;

/// The table of swap receipts; beside it the timeline of the one that is selected, or below it where there is no room beside.
///
/// Lifetime  The view-model must outlive it.
class ReceiptsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ReceiptsPanel(ReceiptsViewModel& model, QWidget* parent = nullptr);

  /// Shows the receipts of this slot alone; empty: all.
  void setSlot(const QString& slot) { shown_.setSlot(slot); }

  /// Its chart, for export.
  ChartSource chartSource() const;

  /// Selects a receipt by its number and goes to it; does nothing when it is not in the table.
  void showReceipt(std::uint64_t number);

  int shownRows() const { return shown_.rowCount(); }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void buildTable();
  void showTimeline();

  ReceiptsViewModel& model_;
  TableRows shown_{TableRows::Figures::kSettled};
  CompactTable* const table_;
  ReceiptChart* const chart_;
  QScrollArea* const timeline_;  ///< Around the chart.
  QSplitter* const parts_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_RECEIPTS_PANEL_H_
