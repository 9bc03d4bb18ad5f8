#include "ui/viewmodels/table_text.h"

#include <QStringList>

#include "ui/viewmodels/table_roles.h"

namespace hotswap::ui {
namespace {

QString cellText(const QModelIndex& cell) {
  const QVariant whole = cell.data(kTableTextRole);
  return (whole.isValid() ? whole : cell.data()).toString().simplified();
}

}  // namespace

QString tableText(const QAbstractItemModel& model, const std::vector<int>& rows, const std::vector<int>& columns) {
  QString text;
  const auto add_line = [&text](const QStringList& cells) { text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n'); };
  QStringList cells;
  for (const int column : columns) cells << model.headerData(column, Qt::Horizontal).toString().simplified();
  add_line(cells);
  for (const int row : rows) {
    cells.clear();
    for (const int column : columns) cells << cellText(model.index(row, column));
    add_line(cells);
  }
  return text;
}

}  // namespace hotswap::ui
