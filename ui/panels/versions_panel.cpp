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
    : QWidget(parent),
      model_(model),
      table_(new CompactTable),
      promote_action_(promote),
      roll_back_(new QToolButton),
      promote_(new QToolButton),
      reason_(new ElidedLabel) {
  setObjectName(QStringLiteral("versionsPanel"));
  buildTable();
  buildLayout();
  connect(roll_back_, &QToolButton::clicked, this, [this] { Q_EMIT rollBackRequested(model_.keyAt(currentRow())); });
  connect(promote_, &QToolButton::clicked, promote_action_, &QAction::trigger);
  connect(promote_action_, &QAction::changed, this, &VersionsPanel::refreshPromote);
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

void VersionsPanel::buildLayout() {
  roll_back_->setObjectName(QStringLiteral("versionsRollBack"));
  roll_back_->setText(tr("Roll Back to This"));
  roll_back_->setAccessibleName(tr("Roll back to the selected version"));
  roll_back_->setIcon(icon(Icon::kRollBack, QPalette()));
  promote_->setObjectName(QStringLiteral("versionsPromote"));
  promote_->setAccessibleName(tr("Promote or confirm the selected version"));
  promote_->setIcon(promote_action_->icon());
  for (QToolButton* button : {roll_back_, promote_}) {
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
  }
  reason_->setObjectName(QStringLiteral("versionsReason"));
  reason_->setForegroundRole(QPalette::PlaceholderText);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(kSpaceSmall, kSpaceSmall, kSpaceSmall, kSpaceSmall);
  row->setSpacing(kSpaceMedium);
  row->addWidget(roll_back_);
  row->addWidget(promote_);
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
  refreshPromote();
}

// Beside a table a button is about the row that is selected: it must not act on another version.
QString VersionsPanel::whyNotPromote() const {
  const std::uint32_t means = promote_action_->data().toUInt();
  const std::uint32_t selected = model_.keyAt(currentRow()).number;
  if (means == 0) return tr("Nothing here is a candidate or on trial");
  if (selected == 0) return tr("Select %1, which it is about").arg(versionLabel(means));
  if (selected == means) return {};
  return tr("%1 is selected, and only %2 can be promoted or confirmed now").arg(versionLabel(selected), versionLabel(means));
}

void VersionsPanel::refreshPromote() {
  const QString why_not = whyNotPromote();
  promote_->setText(promote_action_->iconText());
  promote_->setEnabled(promote_action_->isEnabled() && why_not.isEmpty());
  const QString told = why_not.isEmpty() ? promote_action_->toolTip() : tr("Not now: %1").arg(why_not);
  promote_->setToolTip(why_not.isEmpty() ? told : plainToolTip(told));
}

}  // namespace hotswap::ui
