#include "ui/panels/receipts_panel.h"

#include <QItemSelectionModel>
#include <QRegularExpression>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/charts/receipt_chart.h"
#include "ui/panels/compact_table.h"
#include "ui/viewmodels/gate_text.h"

namespace hotswap::ui {

ReceiptsPanel::ReceiptsPanel(ReceiptsViewModel& model, QWidget* parent)
    : QWidget(parent), model_(model), table_(new CompactTable), chart_(new ReceiptChart) {
  setObjectName(QStringLiteral("receiptsPanel"));
  buildTable();
  auto* parts = new QSplitter(Qt::Horizontal);
  parts->setObjectName(QStringLiteral("receiptsSplitter"));
  parts->setChildrenCollapsible(false);
  parts->addWidget(table_);
  parts->addWidget(chart_);
  parts->setStretchFactor(0, 1);
  chart_->hide();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(parts);
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ReceiptsPanel::showTimeline);
  connect(&shown_, &QAbstractItemModel::dataChanged, this, &ReceiptsPanel::showTimeline);
}

void ReceiptsPanel::buildTable() {
  shown_.setFilterRole(ReceiptsViewModel::kSlotRole);
  shown_.setSourceModel(&model_);
  table_->setObjectName(QStringLiteral("receiptsTable"));
  table_->setAccessibleName(tr("Swap receipts"));
  table_->setModel(&shown_);
  const QString step = QStringLiteral("99.9 ms");
  table_->setColumnTexts({QStringLiteral("9,999"), QStringLiteral("0:00:00.000"), QStringLiteral("■ v99"),
                          QStringLiteral("■ v99"), tr("rolled back"),
                          gateTitle("G2") + QStringLiteral(": it exports no create_op…"), step, step, step, step, step, step,
                          step, step, QStringLiteral("999"), tr("kept, now a zombie: pinned")});
  table_->setGrowingColumn(ReceiptsViewModel::kReason);
}

void ReceiptsPanel::setSlot(const QString& slot) {
  const QString pattern = slot.isEmpty() ? QString() : QRegularExpression::anchoredPattern(QRegularExpression::escape(slot));
  if (shown_.filterRegularExpression().pattern() != pattern) shown_.setFilterRegularExpression(pattern);
}

void ReceiptsPanel::showReceipt(std::uint64_t number) {
  for (int row = 0; row < model_.rowCount(); ++row) {
    if (model_.receiptAt(row).number != number) continue;
    const QModelIndex shown = shown_.mapFromSource(model_.index(row, 0));
    if (!shown.isValid()) return;
    table_->selectRow(shown.row());
    table_->scrollTo(shown);
    table_->setFocus(Qt::OtherFocusReason);
    return;
  }
}

void ReceiptsPanel::showTimeline() {
  const QModelIndex row = shown_.mapToSource(table_->currentIndex());
  chart_->setVisible(row.isValid());
  if (row.isValid()) chart_->setTimeline(receiptTimeline(model_.receiptAt(row.row())));
}

}  // namespace hotswap::ui
