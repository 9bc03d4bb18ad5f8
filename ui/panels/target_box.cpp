#include "ui/panels/target_box.h"

#include "ui/theme/metrics.h"

namespace hotswap::ui {

TargetBox::TargetBox(OperatorsViewModel& model, const ControlsViewModel& controls, QWidget* parent)
    : QComboBox(parent), model_(model), controls_(controls) {
  setObjectName(QStringLiteral("targetBox"));
  setAccessibleName(tr("Target of the swap"));
  setToolTip(tr("The version that Swap swaps to (Alt+T)"));
  setPlaceholderText(tr("none loaded"));
  setIconSize(QSize(kSwatchSize, kSwatchSize));
  setMinimumContentsLength(18);
  setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  setModel(&model_);
  connect(this, &QComboBox::activated, this, [this](int row) { Q_EMIT targetChosen(model_.keyAt(row)); });
  connect(&model_, &OperatorsViewModel::versionsChanged, this, &TargetBox::showTarget);
  connect(&controls_, &ControlsViewModel::targetChanged, this, &TargetBox::showTarget);
  showTarget();
}

void TargetBox::showTarget() {
  setEnabled(model_.rowCount() > 0);
  setCurrentIndex(model_.rowOf(controls_.target()));
}

}  // namespace hotswap::ui
