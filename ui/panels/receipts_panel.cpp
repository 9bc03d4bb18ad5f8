#include "ui/panels/receipts_panel.h"

#include <QItemSelectionModel>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/charts/receipt_chart.h"
#include "ui/panels/compact_table.h"
#include "ui/panels/filter_line.h"
#include "ui/panels/filter_row.h"
#include "ui/panels/focus_ring.h"
#include "ui/viewmodels/chart_csv.h"
#include "ui/viewmodels/gate_text.h"

namespace hotswap::ui {

ReceiptsPanel::ReceiptsPanel(ReceiptsViewModel& model, QWidget* parent)
    : QWidget(parent),
      model_(model),
      table_(new CompactTable),
      chart_(new ReceiptChart),
      timeline_(new QScrollArea),
      parts_(new QSplitter(Qt::Horizontal)) {
  setObjectName(QStringLiteral("receiptsPanel"));
  buildTable();
  parts_->setObjectName(QStringLiteral("receiptsSplitter"));
  parts_->setChildrenCollapsible(false);
  parts_->addWidget(table_);
  parts_->addWidget(timeline_);
  parts_->setStretchFactor(0, 1);
  timeline_->setObjectName(QStringLiteral("receiptTimeline"));
  timeline_->setAccessibleName(tr("Timeline of the swap"));
  timeline_->setFrameShape(QFrame::NoFrame);
  timeline_->setWidgetResizable(true);
  timeline_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  timeline_->setWidget(chart_);
  scrollByKeys(*timeline_);
  timeline_->hide();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(new FilterRow(QStringLiteral("receiptsFilter"), shown_, *table_));
  column->addWidget(parts_, 1);
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ReceiptsPanel::showTimeline);
  connect(&shown_, &QAbstractItemModel::dataChanged, this, &ReceiptsPanel::showTimeline);
}

// Beside a narrow table the timeline would leave nothing of it.
void ReceiptsPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  parts_->setOrientation(width() < 2 * chart_->sizeHint().width() ? Qt::Vertical : Qt::Horizontal);
}

void ReceiptsPanel::buildTable() {
  shown_.setSourceModel(&model_);
  table_->setObjectName(QStringLiteral("receiptsTable"));
  table_->setAccessibleName(tr("Swap receipts"));
  table_->setRows(shown_);
  const QString step = QStringLiteral("99.9 ms");
  table_->setColumnTexts({QStringLiteral("9,999"), QStringLiteral("0:00:00.000"), QStringLiteral("■ v99"),
                          QStringLiteral("■ v99"), tr("rolled back"), gateTitle("G2"), step, step, step, step, step, step, step,
                          step, QStringLiteral("999"), tr("kept for roll back")});
  table_->setGrowingColumn(ReceiptsViewModel::kReason);
  // The timeline and the tool tip tell them, too. What a swap did comes before how long each of its steps took.
  table_->setSpareColumns({ReceiptsViewModel::kParity, ReceiptsViewModel::kWarmUp, ReceiptsViewModel::kInspect,
                           ReceiptsViewModel::kLoad, ReceiptsViewModel::kVet, ReceiptsViewModel::kDrain,
                           ReceiptsViewModel::kStall, ReceiptsViewModel::kUnloaded, ReceiptsViewModel::kLost,
                           ReceiptsViewModel::kPublish});
}

void ReceiptsPanel::showReceipt(std::uint64_t number) {
  for (int row = 0; row < model_.rowCount(); ++row) {
    if (model_.receiptAt(row).number != number) continue;
    const QModelIndex wanted = model_.index(row, 0);
    if (!shown_.mapFromSource(wanted).isValid()) findChild<FilterLine*>()->clear();  // Who asks for a row wants to see it.
    const QModelIndex shown = shown_.mapFromSource(wanted);
    table_->selectRow(shown.row());
    table_->scrollTo(shown);
    table_->setFocus(Qt::OtherFocusReason);
    return;
  }
}

void ReceiptsPanel::showTimeline() {
  const QModelIndex row = shown_.mapToSource(table_->currentIndex());
  const bool appears = row.isValid() && timeline_->isHidden();
  if (row.isValid()) chart_->setTimeline(receiptTimeline(model_.receiptAt(row.row())));
  timeline_->setVisible(row.isValid());
  if (!appears || parts_->orientation() != Qt::Vertical) return;
  parts_->setSizes({height() / 3, height() * 2 / 3});  // A table would take what it could fill.
  table_->scrollTo(table_->currentIndex());
}

ChartSource ReceiptsPanel::chartSource() const {
  return {QStringLiteral("receipt"), tr("Swap Receipt"), chart_, [this] { return receiptCsv(chart_->timeline()); },
          [this] { return chart_->timeline().title.isEmpty(); }};
}

}  // namespace hotswap::ui
