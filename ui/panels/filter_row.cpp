#include "ui/panels/filter_row.h"

#include <QHBoxLayout>

#include "ui/panels/compact_table.h"
#include "ui/panels/elided_label.h"
#include "ui/panels/filter_line.h"
#include "ui/theme/metrics.h"
#include "ui/theme/number_format.h"
#include "ui/viewmodels/table_rows.h"

namespace hotswap::ui {

FilterRow::FilterRow(const QString& name, TableRows& rows, CompactTable& table, QWidget* parent)
    : QWidget(parent), rows_(rows), line_(new FilterLine(name, table, this)), count_(new ElidedLabel(this)) {
  setObjectName(name + QStringLiteral("Row"));
  count_->setObjectName(name + QStringLiteral("Count"));
  count_->setForegroundRole(QPalette::PlaceholderText);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kSpaceMedium, kSpaceSmall, kSpaceMedium, kSpaceSmall);
  row->setSpacing(kSpaceMedium);
  row->addWidget(line_);
  row->addWidget(count_, 1);
  connect(line_, &FilterLine::textChanged, &rows_, &TableRows::setWords);
  connect(line_, &FilterLine::textChanged, this, &FilterRow::showWhileUsed);
  connect(line_, &FilterLine::begun, this, [this] {
    show();
    tellCount();
  });
  connect(line_, &FilterLine::left, this, &FilterRow::showWhileUsed);
  connect(&rows_, &QAbstractItemModel::rowsInserted, this, &FilterRow::tellCount);
  connect(&rows_, &QAbstractItemModel::rowsRemoved, this, &FilterRow::tellCount);
  connect(&rows_, &QAbstractItemModel::modelReset, this, &FilterRow::tellCount);
  hide();
}

void FilterRow::tellCount() {
  if (isHidden()) return;
  const auto shown = static_cast<std::uint64_t>(rows_.rowCount());
  const auto all = static_cast<std::uint64_t>(rows_.sourceModel()->rowCount());
  count_->setText(all == 1 ? tr("%1 of 1 row").arg(formatCount(shown))
                           : tr("%1 of %2 rows").arg(formatCount(shown), formatCount(all)));
}

void FilterRow::showWhileUsed() {
  setVisible(!line_->text().isEmpty() || line_->hasFocus());
  tellCount();
}

}  // namespace hotswap::ui
