#ifndef HOTSWAP_UI_PANELS_JOURNAL_PANEL_H_
#define HOTSWAP_UI_PANELS_JOURNAL_PANEL_H_

#include <QWidget>

#include "ui/viewmodels/journal_view_model.h"
#include "ui/viewmodels/table_rows.h"

class QToolButton;

namespace hotswap::ui {

class CompactTable;
class ElidedLabel;
class FilterChoice;
class FilterLine;

/// The journal of this and earlier runs, with a filter by kind and text, and a button that goes further back.
///
/// Lifetime  The view-model must outlive it.
class JournalPanel : public QWidget {
  Q_OBJECT

 public:
  explicit JournalPanel(JournalViewModel& model, QWidget* parent = nullptr);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void buildFilter();
  void buildLayout();
  void refresh();

  JournalViewModel& model_;
  TableRows rows_{TableRows::Figures::kSettled};
  CompactTable* const table_;
  FilterChoice* const kind_;
  FilterLine* const text_;
  QToolButton* const older_;
  ElidedLabel* const status_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_JOURNAL_PANEL_H_
