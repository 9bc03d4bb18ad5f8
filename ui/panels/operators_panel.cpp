#include "ui/panels/operators_panel.h"

#include <QEvent>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QLabel>
#include <QListView>
#include <QShortcut>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/panels/operator_delegate.h"
#include "ui/panels/soft_selection.h"
#include "ui/theme/metrics.h"

namespace hotswap::ui {

OperatorsPanel::OperatorsPanel(OperatorsViewModel& model, const ControlsViewModel& controls, QWidget* parent)
    : QWidget(parent),
      model_(model),
      controls_(controls),
      list_(new QListView),
      empty_(new QLabel),
      hint_(new QLabel),
      pages_(new QStackedLayout) {
  setObjectName(QStringLiteral("operatorsPanel"));
  buildList();
  buildLayout();
  connect(&model_, &OperatorsViewModel::versionsChanged, this, &OperatorsPanel::showEmptyState);
  connect(&model_, &OperatorsViewModel::versionsChanged, this, &OperatorsPanel::showTarget);
  connect(&controls_, &ControlsViewModel::targetChanged, this, &OperatorsPanel::showTarget);
  showEmptyState();
  showTarget();
}

void OperatorsPanel::buildList() {
  list_->setObjectName(QStringLiteral("operatorsList"));
  list_->setAccessibleName(tr("Operators"));
  list_->setPalette(softSelection(QGuiApplication::palette()));
  list_->setModel(&model_);
  list_->setItemDelegate(new OperatorDelegate(list_));
  list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  list_->setSelectionMode(QAbstractItemView::SingleSelection);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setUniformItemSizes(true);
  list_->setFrameShape(QFrame::NoFrame);
  connect(list_, &QListView::doubleClicked, this, &OperatorsPanel::requestSwap);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
    const VersionKey key = model_.keyAt(current.row());
    if (key.valid() && key != controls_.target()) Q_EMIT targetChosen(key);  // Showing a proposal is no choice.
  });
  // Not activated(): in styles that open things by one click it would swap at the first one.
  for (const int key : {Qt::Key_Return, Qt::Key_Enter}) {
    auto* shortcut = new QShortcut(QKeySequence(key), list_, nullptr, nullptr, Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, [this] { requestSwap(list_->currentIndex()); });
  }
}

void OperatorsPanel::buildLayout() {
  empty_->setObjectName(QStringLiteral("operatorsEmpty"));
  empty_->setText(tr("No operator yet.\n\nLoad a .so (Ctrl+O)\nor drop it on the window."));
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  empty_->setBackgroundRole(QPalette::Base);
  empty_->setAutoFillBackground(true);
  hint_->setObjectName(QStringLiteral("operatorsHint"));
  hint_->setText(tr("Double-click swaps. Drop a .so here."));
  hint_->setAlignment(Qt::AlignCenter);
  hint_->setWordWrap(true);
  hint_->setForegroundRole(QPalette::PlaceholderText);
  hint_->setContentsMargins(kSpaceSmall, kSpaceSmall, kSpaceSmall, kSpaceSmall);

  pages_->addWidget(empty_);
  pages_->addWidget(list_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(pages_, 1);
  column->addWidget(hint_);
}

void OperatorsPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) list_->setPalette(softSelection(QGuiApplication::palette()));
  QWidget::changeEvent(event);
}

void OperatorsPanel::showEmptyState() {
  const bool empty = model_.rowCount() == 0;
  pages_->setCurrentWidget(empty ? static_cast<QWidget*>(empty_) : list_);
  hint_->setVisible(!empty);
}

void OperatorsPanel::showTarget() {
  const int row = model_.rowOf(controls_.target());
  if (row >= 0 && row != list_->currentIndex().row()) list_->setCurrentIndex(model_.index(row));
}

void OperatorsPanel::requestSwap(const QModelIndex& index) {
  const VersionKey key = model_.keyAt(index.row());
  if (key.valid()) Q_EMIT swapRequested(key);
}

}  // namespace hotswap::ui
