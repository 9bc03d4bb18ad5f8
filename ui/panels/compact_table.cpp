#include "ui/panels/compact_table.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <algorithm>

#include "ui/panels/soft_selection.h"
#include "ui/theme/metrics.h"

namespace hotswap::ui {

CompactTable::CompactTable(QWidget* parent) : QTableView(parent) {
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setSelectionMode(QAbstractItemView::SingleSelection);
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
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setStretchLastSection(true);
}

void CompactTable::changeEvent(QEvent* event) {
  QTableView::changeEvent(event);
  if (event->type() != QEvent::PaletteChange) return;
  const QPalette soft = softSelection(QGuiApplication::palette());
  const QColor wanted = soft.color(QPalette::Active, QPalette::Highlight);
  if (palette().color(QPalette::Active, QPalette::Highlight) != wanted) setPalette(soft);  // Which is such an event again.
}

void CompactTable::setColumnTexts(const std::vector<QString>& widest) {
  const int padding = 2 * kSpaceMedium + (isSortingEnabled() ? kSpaceLarge : 0);  // Cell margins, and the sort arrow of a header.
  for (int column = 0; column < static_cast<int>(widest.size()); ++column) {
    const QString header = model()->headerData(column, Qt::Horizontal).toString();
    const int text = std::max(fontMetrics().horizontalAdvance(widest[static_cast<std::size_t>(column)]),
                              fontMetrics().horizontalAdvance(header));
    setColumnWidth(column, text + padding);
  }
}

void CompactTable::setGrowingColumn(int column) {
  horizontalHeader()->setStretchLastSection(false);
  growing_ = column;
  least_ = columnWidth(column);
}

void CompactTable::setSpareColumns(const std::vector<int>& columns) {
  for (const int column : columns) spares_.push_back({column, columnWidth(column)});
}

void CompactTable::leaveOutSpares() {
  int wanted = least_;
  for (int column = 0; column < model()->columnCount(); ++column) {
    if (column != growing_) wanted += columnWidth(column);
  }
  for (Spare& spare : spares_) {
    if (isColumnHidden(spare.column)) {
      wanted += spare.width;
    } else {
      spare.width = columnWidth(spare.column);
    }
  }
  for (const Spare& spare : spares_) {
    const bool hidden = wanted > viewport()->width();
    if (hidden) wanted -= spare.width;
    if (hidden != isColumnHidden(spare.column)) setColumnHidden(spare.column, hidden);
  }
}

void CompactTable::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  if (growing_ < 0) return;
  leaveOutSpares();
  const int others = horizontalHeader()->length() - columnWidth(growing_);
  setColumnWidth(growing_, std::max(least_, viewport()->width() - others));
}

}  // namespace hotswap::ui
