#ifndef HOTSWAP_UI_PANELS_JOURNAL_PANEL_H_
#define HOTSWAP_UI_PANELS_JOURNAL_PANEL_H_

#include <QWidget>

#include "ui/viewmodels/journal_view_model.h"

class QComboBox;
class QLineEdit;
class QToolButton;

namespace hotswap::ui {

class CompactTable;
class ElidedLabel;

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
  QComboBox* const kind_;
  QLineEdit* const text_;
  QToolButton* const older_;
  ElidedLabel* const status_;
  CompactTable* const table_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_JOURNAL_PANEL_H_
