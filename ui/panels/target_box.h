#ifndef HOTSWAP_UI_PANELS_TARGET_BOX_H_
#define HOTSWAP_UI_PANELS_TARGET_BOX_H_

#include <QComboBox>
#include <QSortFilterProxyModel>

#include "ui/viewmodels/controls_view_model.h"
#include "ui/viewmodels/operators_view_model.h"

namespace hotswap::ui {

/// Chooses the version that Swap swaps to.
///
/// Lifetime  The view-models must outlive it.
class TargetBox : public QComboBox {
  Q_OBJECT

 public:
  TargetBox(OperatorsViewModel& model, const ControlsViewModel& controls, QWidget* parent = nullptr);

 Q_SIGNALS:
  void targetChosen(hotswap::ui::VersionKey target);

 private:
  void showTarget();

  OperatorsViewModel& model_;
  QSortFilterProxyModel swappable_;  ///< Without those that failed.
  const ControlsViewModel& controls_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_TARGET_BOX_H_
