#include "ui/panels/values_panel.h"

#include <QEvent>
#include <QVBoxLayout>

#include "ui/panels/compact_table.h"
#include "ui/panels/filter_row.h"

namespace hotswap::ui {

ValuesPanel::ValuesPanel(ChartValuesViewModel& model, QWidget* parent)
    : QWidget(parent), model_(model), table_(new CompactTable(this)) {
  setObjectName(QStringLiteral("valuesPanel"));
  buildTable();
  setFocusProxy(table_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(new FilterRow(QStringLiteral("valuesFilter"), rows_, *table_));
  column->addWidget(table_, 1);
}

void ValuesPanel::buildTable() {
  rows_.setSourceModel(&model_);
  table_->setObjectName(QStringLiteral("valuesTable"));
  table_->setAccessibleName(tr("What the charts show"));
  table_->setRows(rows_);
  const QString figure = QStringLiteral("-0.123456");
  table_->setColumnTexts({tr("Latency, all slots"), QStringLiteral("■ v999 ScoreOperatorV999"), figure, figure, figure, figure,
                          QStringLiteral("999,999,999,999")});
  table_->setGrowingColumn(ChartValuesViewModel::kOf);
}

// Behind a tab it is visible to Qt, and disabled by its dock.
void ValuesPanel::updateWatched() { model_.setWatched(isVisible() && isEnabled()); }

void ValuesPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  updateWatched();
}

void ValuesPanel::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  updateWatched();
}

void ValuesPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::EnabledChange) updateWatched();
}

}  // namespace hotswap::ui
