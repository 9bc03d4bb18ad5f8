#include "ui/viewmodels/table_rows.h"

#include <algorithm>

#include "ui/viewmodels/table_roles.h"

namespace hotswap::ui {

TableRows::TableRows(Figures figures, QObject* parent) : QSortFilterProxyModel(parent), figures_(figures) {
  setSortRole(kTableSortRole);
  setSortCaseSensitivity(Qt::CaseInsensitive);
  setDynamicSortFilter(!isLive());
  if (!isLive()) return;
  // Without dynamic sorting Qt puts new rows anywhere.
  connect(this, &QAbstractItemModel::rowsInserted, this, &TableRows::sortAgainSoon);
  connect(this, &QAbstractItemModel::modelReset, this, &TableRows::sortAgainSoon);
}

void TableRows::setSourceModel(QAbstractItemModel* model) {
  disconnect(changes_);
  QSortFilterProxyModel::setSourceModel(model);
  if (!isLive() || model == nullptr) return;
  // Nor does it look whether a row that changed still passes the filter.
  changes_ = connect(model, &QAbstractItemModel::dataChanged, this, [this] {
    if (!words_.isEmpty()) invalidateFilter();
  });
}

void TableRows::setWords(const QString& words) {
  QStringList wanted = words.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
  if (wanted == words_) return;
  words_ = std::move(wanted);
  invalidateFilter();
}

void TableRows::setSlot(const QString& slot) {
  if (slot == slot_) return;
  slot_ = slot;
  invalidateFilter();
}

void TableRows::sortAgain() {
  sort_due_ = false;
  if (!isSorted()) return;
  const bool dynamic = dynamicSortFilter();
  setDynamicSortFilter(false);  // Else Qt leaves alone what it takes to be sorted already.
  sort(sortColumn(), sortOrder());
  setDynamicSortFilter(dynamic);
}

// Not at once: others have yet to hear of the row that came.
void TableRows::sortAgainSoon() {
  if (sort_due_ || !isSorted()) return;
  sort_due_ = true;
  QMetaObject::invokeMethod(this, &TableRows::sortAgain, Qt::QueuedConnection);
}

bool TableRows::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const bool left_known = left.data(kTableSortRole).isValid();
  const bool right_known = right.data(kTableSortRole).isValid();
  const bool ascending = sortOrder() == Qt::AscendingOrder;  // Qt asks the other way round when it descends.
  if (left_known != right_known) return ascending ? left_known : right_known;
  if (left_known && QSortFilterProxyModel::lessThan(left, right)) return true;
  if (left_known && QSortFilterProxyModel::lessThan(right, left)) return false;
  return ascending ? left.row() < right.row() : right.row() < left.row();
}

bool TableRows::filterAcceptsRow(int row, const QModelIndex& parent) const {
  if (!slot_.isEmpty() && sourceModel()->index(row, 0, parent).data(kTableSlotRole).toString() != slot_) return false;
  return words_.isEmpty() || hasWords(row, parent);
}

bool TableRows::hasWords(int row, const QModelIndex& parent) const {
  QStringList cells;
  for (int column = 0; column < sourceModel()->columnCount(parent); ++column) {
    const QModelIndex cell = sourceModel()->index(row, column, parent);
    cells << cell.data().toString() << cell.data(kTableTextRole).toString();
  }
  return std::ranges::all_of(words_, [&](const QString& word) {
    return std::ranges::any_of(cells, [&](const QString& cell) { return cell.contains(word, Qt::CaseInsensitive); });
  });
}

}  // namespace hotswap::ui
