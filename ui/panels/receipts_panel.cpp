#include "ui/panels/receipts_panel.h"

#include <QVBoxLayout>

#include "ui/panels/compact_table.h"
#include "ui/viewmodels/gate_text.h"

namespace hotswap::ui {

ReceiptsPanel::ReceiptsPanel(ReceiptsViewModel& model, QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("receiptsPanel"));
  auto* table = new CompactTable;
  table->setObjectName(QStringLiteral("receiptsTable"));
  table->setAccessibleName(tr("Swap receipts"));
  table->setModel(&model);
  const QString step = QStringLiteral("99.9 ms");
  table->setColumnTexts({QStringLiteral("9,999"), QStringLiteral("0:00:00.000"), QStringLiteral("■ v99"), QStringLiteral("■ v99"),
                         tr("rolled back"), gateTitle("G2") + QStringLiteral(": it exports no create_op…"), step, step, step,
                         step, step, step, step, step, QStringLiteral("999"), tr("kept, now a zombie: pinned")});
  table->setGrowingColumn(ReceiptsViewModel::kReason);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(table);
}

}  // namespace hotswap::ui
