#include "ui/panels/versions_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/panels/compact_table.h"
#include "ui/panels/elided_label.h"
#include "ui/panels/filter_row.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {

VersionsPanel::VersionsPanel(VersionsViewModel& model, QAction* promote, QWidget* parent)
    : QWidget(parent), model_(model), table_(new CompactTable), roll_back_(new QToolButton), reason_(new ElidedLabel) {
  setObjectName(QStringLiteral("versionsPanel"));
  buildTable();
  buildLayout(promote);
  connect(roll_back_, &QToolButton::clicked, this, [this] { Q_EMIT rollBackRequested(model_.keyAt(currentRow())); });
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &VersionsPanel::refresh);
  connect(&model_, &QAbstractItemModel::dataChanged, this, &VersionsPanel::refresh);
  connect(&model_, &QAbstractItemModel::modelReset, this, &VersionsPanel::refresh);
  refresh();
}

void VersionsPanel::buildTable() {
  table_->setObjectName(QStringLiteral("versionsTable"));
  table_->setAccessibleName(tr("Versions"));
  rows_.setSourceModel(&model_);
  table_->setRows(rows_);
  table_->setColumnTexts({QStringLiteral("■ v9,999"), QStringLiteral("ScoreOperatorV99"), tr("quarantined"), tr("not confirmed"),
                          QStringLiteral("dddddddddddd"), QStringLiteral("score_operator_v99.so"), QStringLiteral("0:00:00.000"),
                          QStringLiteral("999,999,999,999")});
  table_->setGrowingColumn(VersionsViewModel::kOrigin);
}

void VersionsPanel::buildLayout(QAction* promote) {
  roll_back_->setObjectName(QStringLiteral("versionsRollBack"));
  roll_back_->setText(tr("Roll Back to This"));
  roll_back_->setAccessibleName(tr("Roll back to the selected version"));
  roll_back_->setIcon(icon(Icon::kRollBack, QPalette()));
  auto* confirm = new QToolButton;
  confirm->setDefaultAction(promote);
  confirm->setObjectName(QStringLiteral("versionsPromote"));
  for (QToolButton* button : {roll_back_, confirm}) {
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
  }
  reason_->setObjectName(QStringLiteral("versionsReason"));
  reason_->setForegroundRole(QPalette::PlaceholderText);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(kSpaceSmall, kSpaceSmall, kSpaceSmall, kSpaceSmall);
  row->setSpacing(kSpaceMedium);
  row->addWidget(roll_back_);
  row->addWidget(confirm);
  row->addWidget(reason_, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(row);
  column->addWidget(new FilterRow(QStringLiteral("versionsFilter"), rows_, *table_));
  column->addWidget(table_, 1);
}

int VersionsPanel::currentRow() const { return rows_.mapToSource(table_->currentIndex()).row(); }

void VersionsPanel::refresh() {
  const int row = currentRow();
  const QString why_not = model_.whyNotRollBackTo(row);
  const QString does = row < 0 ? tr("Roll back to the selected version")
                               : tr("Roll back to %1 at once").arg(versionLabel(model_.keyAt(row).number));
  roll_back_->setEnabled(why_not.isEmpty());
  roll_back_->setToolTip(plainToolTip(why_not.isEmpty() ? does : does + QLatin1Char('\n') + tr("Not now: %1").arg(why_not)));
  reason_->setText(row < 0 ? tr("Select the version to go back to") : why_not);
  reason_->setToolTip(plainToolTip(reason_->text()));
}

}  // namespace hotswap::ui
