#include "ui/panels/threads_panel.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QScopedValueRollback>
#include <QVBoxLayout>

#include "ui/panels/compact_table.h"
#include "ui/panels/elided_label.h"
#include "ui/panels/filter_row.h"
#include "ui/panels/parked_note.h"
#include "ui/theme/metrics.h"

namespace hotswap::ui {

ThreadsPanel::ThreadsPanel(ThreadsViewModel& model, const ParkedViewModel& parked, QWidget* parent)
    : QWidget(parent), model_(model), scope_(new ElidedLabel(this)), table_(new CompactTable(this)) {
  setObjectName(QStringLiteral("threadsPanel"));
  buildTable();
  scope_->setObjectName(QStringLiteral("threadsScope"));
  scope_->setForegroundRole(QPalette::PlaceholderText);
  scope_->setContentsMargins(kSpaceMedium, kSpaceSmall, kSpaceMedium, kSpaceSmall);
  connect(&model_, &ThreadsViewModel::scopeChanged, this, &ThreadsPanel::showScope);
  showScope();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(new ParkedNote(parked, this));
  column->addWidget(scope_);
  column->addWidget(new FilterRow(QStringLiteral("threadsFilter"), rows_, *table_));
  column->addWidget(table_, 1);
}

void ThreadsPanel::showScope() {
  scope_->setText(model_.scope());
  scope_->setToolTip(model_.scope());
  scope_->setVisible(!model_.scope().isEmpty());
}

void ThreadsPanel::buildTable() {
  keepSelectionFromMoving();
  table_->setObjectName(QStringLiteral("threadsTable"));
  table_->setAccessibleName(tr("Worker threads"));
  table_->setRows(rows_);
  table_->setColumnTexts({QStringLiteral("T63"), QStringLiteral("■ v99"), tr("running"), QStringLiteral("-0.123456"),
                          QStringLiteral("999,999,999,999"), QStringLiteral("999,999"), QStringLiteral("99.9 M/s"),
                          QStringLiteral("999 µs"), QStringLiteral("999 µs"), QStringLiteral("99,999")});
  table_->setGrowingColumn(ThreadsViewModel::kState);
  // Not the current row: a table that gets the focus has one at once, and nobody picked it.
  connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ThreadsPanel::takeSelection);
}

// A row that goes takes its selection along, as if somebody had let go of it. The first connection has to be made before those of
// the table.
void ThreadsPanel::keepSelectionFromMoving() {
  connect(&rows_, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { held_ = true; });
  rows_.setSourceModel(&model_);
  connect(&rows_, &QAbstractItemModel::rowsRemoved, this, [this] { held_ = false; });
  connect(&rows_, &QAbstractItemModel::rowsInserted, this, &ThreadsPanel::showChosen);
  connect(&model_, &QAbstractItemModel::rowsRemoved, this, [this] {
    if (chosen_ < model_.rowCount()) return;
    chosen_ = -1;
    Q_EMIT threadSelected(-1);
  });
}

void ThreadsPanel::takeSelection() {
  if (held_ || selectedThread() == chosen_) return;
  chosen_ = selectedThread();
  Q_EMIT threadSelected(chosen_);
}

/// Of several rows the one that the keys are at.
int ThreadsPanel::selectedThread() const {
  const QItemSelectionModel& selection = *table_->selectionModel();
  const QModelIndexList rows = selection.selectedRows();
  if (rows.isEmpty()) return -1;
  return rows_.mapToSource(selection.isSelected(table_->currentIndex()) ? table_->currentIndex() : rows.first()).row();
}

void ThreadsPanel::selectThread(int thread) {
  if (thread == chosen_) return;
  chosen_ = thread;
  showChosen();
  Q_EMIT threadSelected(chosen_);
}

void ThreadsPanel::showChosen() {
  if (selectedThread() == chosen_) return;
  const QScopedValueRollback hold(held_, true);
  const QModelIndex row = chosen_ < 0 ? QModelIndex() : rows_.mapFromSource(model_.index(chosen_, 0));
  if (row.isValid()) {
    table_->setCurrentIndex(row);
  } else {
    table_->selectionModel()->clear();
  }
}

}  // namespace hotswap::ui
