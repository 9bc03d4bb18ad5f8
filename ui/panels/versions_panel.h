#ifndef HOTSWAP_UI_PANELS_VERSIONS_PANEL_H_
#define HOTSWAP_UI_PANELS_VERSIONS_PANEL_H_

#include <QWidget>

#include "ui/viewmodels/table_rows.h"
#include "ui/viewmodels/versions_view_model.h"

class QAction;
class QToolButton;

namespace hotswap::ui {

class CompactTable;
class ElidedLabel;

/// The version history of the slot, and the button to go back to the selected one. What cannot be chosen says why.
///
/// Lifetime  View-model and action must outlive it.
class VersionsPanel : public QWidget {
  Q_OBJECT

 public:
  /// `promote`: promotes a candidate or confirms what is on trial; its data is the number of the version that it means.
  VersionsPanel(VersionsViewModel& model, QAction* promote, QWidget* parent = nullptr);

 Q_SIGNALS:
  void rollBackRequested(hotswap::ui::VersionKey version);

 private:
  void buildTable();
  void buildLayout();
  void refresh();
  void refreshPromote();
  QString whyNotPromote() const;
  int currentRow() const;  ///< Of the model; -1: none.

  VersionsViewModel& model_;
  TableRows rows_{TableRows::Figures::kLive};
  CompactTable* const table_;
  QAction* const promote_action_;
  QToolButton* const roll_back_;
  QToolButton* const promote_;
  ElidedLabel* const reason_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_VERSIONS_PANEL_H_
