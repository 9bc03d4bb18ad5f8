#ifndef HOTSWAP_UI_PANELS_OPERATORS_PANEL_H_
#define HOTSWAP_UI_PANELS_OPERATORS_PANEL_H_

#include <QWidget>

#include "ui/viewmodels/controls_view_model.h"
#include "ui/viewmodels/operators_view_model.h"

class QLabel;
class QListView;
class QStackedLayout;
class QToolButton;

namespace hotswap::ui {

class ElidedLabel;

/// The list of operators. The selected one is the target; a double click or Return swaps to it, a right click offers what else
/// there is.
///
/// Lifetime  The view-models must outlive it.
class OperatorsPanel : public QWidget {
  Q_OBJECT

 public:
  OperatorsPanel(OperatorsViewModel& model, const ControlsViewModel& controls, QWidget* parent = nullptr);

 Q_SIGNALS:
  void targetChosen(hotswap::ui::VersionKey target);
  void swapRequested(hotswap::ui::VersionKey target);
  void verdictRequested(hotswap::ui::VersionKey version);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void buildList();
  void buildLayout();
  void showTarget();
  void showEmptyState();
  void showVerdictButton();
  void showWatch();
  void openMenu(const QPoint& at);
  void requestSwap(const QModelIndex& index);

  OperatorsViewModel& model_;
  const ControlsViewModel& controls_;
  QListView* const list_;
  QLabel* const empty_;
  QLabel* const hint_;
  ElidedLabel* const watch_;
  QToolButton* const verdict_;
  QStackedLayout* const pages_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_OPERATORS_PANEL_H_
