#include "ui/panels/target_box.h"

#include "ui/theme/metrics.h"

namespace hotswap::ui {
namespace {

constexpr int kPlaceholderLetters = 24;

}  // namespace

TargetBox::TargetBox(OperatorsViewModel& model, const ControlsViewModel& controls, QWidget* parent)
    : QComboBox(parent), model_(model), controls_(controls) {
  setObjectName(QStringLiteral("targetBox"));
  setAccessibleName(tr("Target of the swap"));
  setToolTip(tr("The version that Swap swaps to (Alt+T)"));
  setIconSize(QSize(kSwatchSize, kSwatchSize));
  setMinimumContentsLength(18);
  setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  swappable_.setFilterRole(OperatorsViewModel::kFailedRole);
  swappable_.setFilterFixedString(QStringLiteral("false"));
  swappable_.setSourceModel(&model_);
  setModel(&swappable_);
  connect(this, &QComboBox::activated, this,
          [this](int row) { Q_EMIT targetChosen(model_.keyAt(swappable_.mapToSource(swappable_.index(row, 0)).row())); });
  connect(&model_, &OperatorsViewModel::versionsChanged, this, &TargetBox::showTarget);
  connect(&swappable_, &QAbstractItemModel::rowsRemoved, this, &TargetBox::showTarget);
  connect(&swappable_, &QAbstractItemModel::rowsInserted, this, &TargetBox::showTarget);
  connect(&controls_, &ControlsViewModel::targetChanged, this, &TargetBox::showTarget);
  showTarget();
}

void TargetBox::showTarget() {
  setEnabled(swappable_.rowCount() > 0);
  // A version that failed is in the list of operators, and may be chosen there for its verdict, but not here.
  const OperatorRow* target = model_.find(controls_.target());
  const int row = swappable_.mapFromSource(model_.index(model_.rowOf(controls_.target()))).row();
  // Only where it is seen: a combo box is as wide as its placeholder, and a name may have a hundred letters.
  const QString failed = target == nullptr ? tr("none loaded") : tr("%1: %2").arg(target->title, target->state);
  const QString cut = fontMetrics().elidedText(failed, Qt::ElideMiddle, kPlaceholderLetters * fontMetrics().averageCharWidth());
  setPlaceholderText(row < 0 ? cut : QString());
  setCurrentIndex(row);
}

}  // namespace hotswap::ui
