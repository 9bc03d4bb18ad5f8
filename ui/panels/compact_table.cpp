#include "ui/panels/compact_table.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <numeric>

#include "ui/panels/soft_selection.h"
#include "ui/panels/table_menus.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/table_rows.h"
#include "ui/viewmodels/table_text.h"

namespace hotswap::ui {

CompactTable::CompactTable(QWidget* parent) : QTableView(parent) {
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setSelectionMode(QAbstractItemView::ExtendedSelection);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setTabKeyNavigation(false);  // Tab leaves the table; arrows move within.
  setPalette(softSelection(QGuiApplication::palette()));
  setShowGrid(false);
  setAlternatingRowColors(true);
  setWordWrap(false);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  setIconSize(QSize(kSwatchSize, kSwatchSize));
  verticalHeader()->hide();
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  verticalHeader()->setDefaultSectionSize(fontMetrics().height() + kSpaceSmall);
  QHeaderView& header = *horizontalHeader();
  header.setHighlightSections(false);
  header.setStretchLastSection(true);
  header.setSortIndicatorClearable(true);
  header.setContextMenuPolicy(Qt::CustomContextMenu);
  connect(&header, &QWidget::customContextMenuRequested, this, [this, &header](const QPoint& place) {
    showHeaderMenu(*this, header.logicalIndexAt(place), header.viewport()->mapToGlobal(place));
  });
  order_timer_.setInterval(kOrderPeriod);
  connect(&order_timer_, &QTimer::timeout, this, &CompactTable::renewOrder);
}

void CompactTable::changeEvent(QEvent* event) {
  QTableView::changeEvent(event);
  if (event->type() != QEvent::PaletteChange) return;
  const QPalette soft = softSelection(QGuiApplication::palette());
  const QColor wanted = soft.color(QPalette::Active, QPalette::Highlight);
  if (palette().color(QPalette::Active, QPalette::Highlight) != wanted) setPalette(soft);  // Which is such an event again.
}

void CompactTable::setRows(TableRows& rows) {
  rows_ = &rows;
  setModel(&rows);
  horizontalHeader()->setSortIndicator(-1,
                                       Qt::AscendingOrder);  // Before sorting is on: Qt would sort by the first column at once.
  setSortingEnabled(true);
  if (rows.isLive()) order_timer_.start();
}

void CompactTable::setColumnTexts(const std::vector<QString>& widest) {
  const int margins = 2 * kSpaceMedium;
  const int arrow = isSortingEnabled() ? kSpaceLarge : 0;
  for (int column = 0; column < static_cast<int>(widest.size()); ++column) {
    const QString header = model()->headerData(column, Qt::Horizontal).toString();
    const int text = std::max(fontMetrics().horizontalAdvance(widest[static_cast<std::size_t>(column)]),
                              fontMetrics().horizontalAdvance(header) + arrow);
    setColumnWidth(column, text + margins);
  }
}

void CompactTable::setGrowingColumn(int column) {
  horizontalHeader()->setStretchLastSection(false);
  growing_ = column;
  least_ = columnWidth(column);
}

void CompactTable::setSpareColumns(const std::vector<int>& columns) {
  for (const int column : columns) spares_.push_back({.column = column, .width = columnWidth(column)});
}

void CompactTable::leaveOutSpares() {
  int wanted = least_;
  for (int column = 0; column < model()->columnCount(); ++column) {
    if (column != growing_) wanted += columnWidth(column);
  }
  for (Spare& spare : spares_) {
    if (!isFree(spare)) continue;
    if (isColumnHidden(spare.column)) {
      wanted += spare.width;
    } else {
      spare.width = columnWidth(spare.column);
    }
  }
  for (const Spare& spare : spares_) {
    if (!isFree(spare)) continue;
    const bool hidden = wanted > viewport()->width();
    if (hidden) wanted -= spare.width;
    if (hidden != isColumnHidden(spare.column)) setColumnHidden(spare.column, hidden);
  }
}

void CompactTable::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  grow();
}

void CompactTable::grow() {
  if (growing_ < 0) return;
  leaveOutSpares();
  if (isColumnHidden(growing_)) return;
  const int others = horizontalHeader()->length() - columnWidth(growing_);
  setColumnWidth(growing_, std::max(least_, viewport()->width() - others));
}

void CompactTable::sortBy(int column, Qt::SortOrder order) { horizontalHeader()->setSortIndicator(column, order); }

void CompactTable::toggleSort(Qt::SortOrder order) {
  const QHeaderView& header = *horizontalHeader();
  const int column = currentIndex().isValid() ? currentIndex().column() : header.logicalIndex(0);
  const bool again = header.sortIndicatorSection() == column && header.sortIndicatorOrder() == order;
  sortBy(again ? -1 : column, order);
}

void CompactTable::renewOrder() {
  if (rows_ == nullptr || !rows_->isLive() || !isVisible() || underMouse() || hasFocus()) return;
  rows_->sortAgain();
}

int CompactTable::shownColumns() const { return horizontalHeader()->count() - horizontalHeader()->hiddenSectionCount(); }

void CompactTable::setColumnShown(int column, bool shown) {
  if (shown != isColumnHidden(column) || !columnApplies(column)) return;
  if (shown) {
    put_away_.erase(column);
    setColumnHidden(column, false);
    settleSpare(column);
  } else {
    putAway(column);
  }
  grow();
}

void CompactTable::putAway(int column) {
  if (!isColumnHidden(column) && shownColumns() < 2) return;
  put_away_.insert(column);
  setColumnHidden(column, true);
  settleSpare(column);
}

void CompactTable::settleSpare(int column) {
  for (Spare& spare : spares_) spare.settled = spare.settled || spare.column == column;
}

void CompactTable::setColumnApplies(int column, bool applies) {
  if (applies == columnApplies(column)) return;
  applies ? static_cast<void>(inapplicable_.erase(column)) : static_cast<void>(inapplicable_.insert(column));
  setColumnHidden(column, !applies || put_away_.contains(column));
  grow();
}

TableState CompactTable::state() const {
  const QHeaderView& header = *horizontalHeader();
  TableState state{.columns = header.count(), .sorted_by = -1, .descending = false, .hidden = {}};
  if (isSortingEnabled() && header.sortIndicatorSection() >= 0) {
    state.sorted_by = header.sortIndicatorSection();
    state.descending = header.sortIndicatorOrder() == Qt::DescendingOrder;
  }
  state.hidden.assign(put_away_.begin(), put_away_.end());
  return state;
}

void CompactTable::restore(const TableState& state) {
  const int columns = horizontalHeader()->count();
  const TableState wanted = state.columns == columns ? state : TableState();
  put_away_.clear();
  for (Spare& spare : spares_) spare.settled = false;
  for (int column = 0; column < columns; ++column) setColumnHidden(column, !columnApplies(column));
  for (const int column : wanted.hidden) putAway(column);
  grow();
  sortBy(wanted.sorted_by, wanted.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void CompactTable::copySelected() const {
  std::vector<int> rows;
  for (const QModelIndex& index : selectionModel()->selectedRows()) rows.push_back(index.row());
  std::ranges::sort(rows);
  if (!rows.empty()) copy(rows);
}

void CompactTable::copyAll() const {
  std::vector<int> rows(static_cast<std::size_t>(model()->rowCount()));
  std::iota(rows.begin(), rows.end(), 0);
  copy(rows);
}

void CompactTable::copy(const std::vector<int>& rows) const {
  std::vector<int> columns;
  for (int place = 0; place < horizontalHeader()->count(); ++place) {
    const int column = horizontalHeader()->logicalIndex(place);
    if (!isColumnHidden(column)) columns.push_back(column);
  }
  QGuiApplication::clipboard()->setText(tableText(*model(), rows, columns));
}

void CompactTable::keyPressEvent(QKeyEvent* event) {
  const bool alt = event->modifiers() == Qt::AltModifier;
  if (event->matches(QKeySequence::Copy)) {
    copySelected();
  } else if (alt && event->key() == Qt::Key_Up) {
    toggleSort(Qt::AscendingOrder);
  } else if (alt && event->key() == Qt::Key_Down) {
    toggleSort(Qt::DescendingOrder);
  } else {
    QTableView::keyPressEvent(event);
  }
}

// A filter is remembered from run to run: a table that it leaves blank must not look like one of which nothing is known.
void CompactTable::paintEvent(QPaintEvent* event) {
  QTableView::paintEvent(event);
  if (rows_ == nullptr || !rows_->hidesAll()) return;
  QPainter painter(viewport());
  painter.setPen(palette().color(QPalette::PlaceholderText));
  painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("No row passes the filter (Ctrl+F, then Esc shows all)"));
}

void CompactTable::contextMenuEvent(QContextMenuEvent* event) {
  const bool by_key = event->reason() == QContextMenuEvent::Keyboard;
  const QModelIndex cell = by_key ? currentIndex() : indexAt(event->pos());
  const QPoint place = by_key ? viewport()->mapToGlobal(visualRect(cell).bottomLeft()) : event->globalPos();
  showTableMenu(*this, cell.isValid() ? cell.column() : horizontalHeader()->logicalIndex(0), place);
  event->accept();
}

// Else the row beside it becomes the current one, as if somebody had picked it.
void CompactTable::rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) {
  const int current = currentIndex().row();
  if (start <= current && current <= end) selectionModel()->clear();
  QTableView::rowsAboutToBeRemoved(parent, start, end);
}

void CompactTable::rowsInserted(const QModelIndex& parent, int start, int end) {
  QTableView::rowsInserted(parent, start, end);
  const int top = verticalScrollBar()->value();
  if (top == 0 || start > top) return;
  updateGeometries();  // Else the scroll bar does not know yet how far it may go.
  verticalScrollBar()->setValue(top + end - start + 1);
}

}  // namespace hotswap::ui
