#include "ui/panels/threads_panel.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QVBoxLayout>

#include "ui/panels/compact_table.h"
#include "ui/panels/elided_label.h"
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
  column->addWidget(table_, 1);
}

void ThreadsPanel::showScope() {
  scope_->setText(model_.scope());
  scope_->setToolTip(model_.scope());
  scope_->setVisible(!model_.scope().isEmpty());
}

void ThreadsPanel::buildTable() {
  keepSelectionFromMoving();
  sorted_.setSortRole(ThreadsViewModel::kSortRole);
  sorted_.setDynamicSortFilter(false);
  table_->setObjectName(QStringLiteral("threadsTable"));
  table_->setAccessibleName(tr("Worker threads"));
  table_->setModel(&sorted_);
  table_->horizontalHeader()->setSortIndicator(ThreadsViewModel::kThread, Qt::AscendingOrder);
  table_->setSortingEnabled(true);
  table_->setColumnTexts({QStringLiteral("T63"), QStringLiteral("■ v99"), tr("running"), QStringLiteral("-0.123456"),
                          QStringLiteral("999,999,999,999"), QStringLiteral("999,999"), QStringLiteral("99.9 M/s"),
                          QStringLiteral("999 µs"), QStringLiteral("999 µs"), QStringLiteral("99,999")});
  table_->horizontalHeader()->setStretchLastSection(false);
  // Not the current row: a table that gets the focus has one at once, and nobody picked it.
  connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    if (!removing_) Q_EMIT threadSelected(selectedThread());
  });
}

// Qt moves the current row to a neighbour when it is removed, as if the user had picked that thread. The one connection has to be
// made before, the other after those of the sorting.
void ThreadsPanel::keepSelectionFromMoving() {
  connect(&model_, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] {
    removing_ = true;
    before_removal_ = selectedThread();
  });
  sorted_.setSourceModel(&model_);
  connect(&model_, &QAbstractItemModel::rowsRemoved, this, [this] {
    removing_ = false;
    if (before_removal_ < model_.rowCount()) return;
    table_->selectionModel()->clear();
    Q_EMIT threadSelected(-1);
  });
}

int ThreadsPanel::threadOf(const QModelIndex& index) const { return index.isValid() ? sorted_.mapToSource(index).row() : -1; }

int ThreadsPanel::selectedThread() const {
  const QModelIndexList rows = table_->selectionModel()->selectedRows();
  return rows.isEmpty() ? -1 : threadOf(rows.first());
}

void ThreadsPanel::selectThread(int thread) {
  if (thread == selectedThread()) return;
  if (thread < 0) {
    table_->selectionModel()->clear();
    return;
  }
  table_->setCurrentIndex(sorted_.mapFromSource(model_.index(thread, 0)));
}

}  // namespace hotswap::ui
