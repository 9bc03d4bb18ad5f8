#include "ui/panels/operators_panel.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QShortcut>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/panels/elided_label.h"
#include "ui/panels/operator_delegate.h"
#include "ui/panels/soft_selection.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {
namespace {

constexpr int kLeastWidth = 176;  ///< Of a short name beside its state.

}  // namespace

OperatorsPanel::OperatorsPanel(OperatorsViewModel& model, const ControlsViewModel& controls, QWidget* parent)
    : QWidget(parent),
      model_(model),
      controls_(controls),
      list_(new QListView),
      empty_(new QLabel),
      hint_(new QLabel),
      watch_(new ElidedLabel),
      verdict_(new QToolButton),
      pages_(new QStackedLayout) {
  setObjectName(QStringLiteral("operatorsPanel"));
  buildList();
  buildLayout();
  connect(&model_, &OperatorsViewModel::versionsChanged, this, &OperatorsPanel::showEmptyState);
  connect(&model_, &OperatorsViewModel::versionsChanged, this, &OperatorsPanel::showTarget);
  connect(&controls_, &ControlsViewModel::targetChanged, this, &OperatorsPanel::showTarget);
  for (const auto signal : {&ControlsViewModel::targetChanged, &ControlsViewModel::changed}) {
    connect(&controls_, signal, this, &OperatorsPanel::showVerdictButton);
  }
  connect(&model_, &OperatorsViewModel::versionsChanged, this, &OperatorsPanel::showVerdictButton);
  connect(&model_, &QAbstractItemModel::dataChanged, this, &OperatorsPanel::showVerdictButton);
  connect(&model_, &OperatorsViewModel::watchChanged, this, &OperatorsPanel::showWatch);
  showEmptyState();
  showTarget();
  showVerdictButton();
  showWatch();
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
  list_->setFrameShape(QFrame::NoFrame);
  list_->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(list_, &QWidget::customContextMenuRequested, this, &OperatorsPanel::openMenu);
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
  setMinimumWidth(kLeastWidth);
  empty_->setObjectName(QStringLiteral("operatorsEmpty"));
  empty_->setText(tr("No operator yet.\n\nLoad a .so (Ctrl+O)\nor drop it on the window."));
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  empty_->setBackgroundRole(QPalette::Base);
  empty_->setAutoFillBackground(true);
  hint_->setObjectName(QStringLiteral("operatorsHint"));
  hint_->setText(tr("Double-click swaps.\nDrop a .so here."));
  hint_->setAlignment(Qt::AlignCenter);
  hint_->setWordWrap(true);
  hint_->setForegroundRole(QPalette::PlaceholderText);
  verdict_->setObjectName(QStringLiteral("operatorsVerdict"));
  verdict_->setAccessibleName(tr("Show the verdict"));
  verdict_->setText(tr("Verdict"));
  verdict_->setIcon(icon(Icon::kVerdict, QGuiApplication::palette()));
  verdict_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  connect(verdict_, &QToolButton::clicked, this, [this] { Q_EMIT verdictRequested(controls_.target()); });

  pages_->addWidget(empty_);
  pages_->addWidget(list_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(pages_, 1);
  watch_->setObjectName(QStringLiteral("operatorsWatch"));
  watch_->setForegroundRole(QPalette::PlaceholderText);
  watch_->setContentsMargins(kSpaceMedium, kSpaceSmall, kSpaceMedium, 0);
  column->addWidget(watch_);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(kSpaceSmall, kSpaceSmall, kSpaceSmall, kSpaceSmall);
  row->addWidget(hint_, 1);
  row->addWidget(verdict_);
  column->addLayout(row);
}

void OperatorsPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) list_->setPalette(softSelection(QGuiApplication::palette()));
  QWidget::changeEvent(event);
}

void OperatorsPanel::showEmptyState() {
  const bool empty = model_.rowCount() == 0;
  pages_->setCurrentWidget(empty ? static_cast<QWidget*>(empty_) : list_);
  hint_->setVisible(!empty);
  verdict_->setVisible(!empty);
}

void OperatorsPanel::showTarget() {
  const int row = model_.rowOf(controls_.target());
  if (row >= 0 && row != list_->currentIndex().row()) list_->setCurrentIndex(model_.index(row));
}

void OperatorsPanel::showVerdictButton() {
  const OperatorRow* row = model_.find(controls_.target());
  const bool can = row != nullptr && row->judged;
  const QString label = versionLabel(controls_.target().number);
  verdict_->setEnabled(can);
  verdict_->setToolTip(can ? tr("Show the verdict of %1 (F7)").arg(label) : tr("There is no verdict of %1").arg(label));
}

void OperatorsPanel::showWatch() {
  watch_->setText(model_.watch());
  watch_->setAccessibleName(model_.watchSentence());
  watch_->setToolTip(plainToolTip(model_.watchSentence()));
  watch_->setVisible(!model_.watch().isEmpty());
}

// A right click has made the row the current one and so the target already; the menu key speaks of the current one, too.
void OperatorsPanel::openMenu(const QPoint& at) {
  const VersionKey key = model_.keyAt(list_->currentIndex().row());
  if (!key.valid()) return;
  auto* menu = new QMenu(list_);
  menu->setObjectName(QStringLiteral("operatorsMenu"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QAction* swap = menu->addAction(icon(Icon::kSwap, QGuiApplication::palette()), controls_.swapText());
  swap->setObjectName(QStringLiteral("menuSwap"));
  swap->setEnabled(controls_.whyNotSwap().isEmpty());
  connect(swap, &QAction::triggered, this, [this, key] { Q_EMIT swapRequested(key); });
  QAction* verdict = menu->addAction(verdict_->icon(), tr("Show Verdict"));
  verdict->setObjectName(QStringLiteral("menuVerdict"));
  verdict->setEnabled(verdict_->isEnabled());
  connect(verdict, &QAction::triggered, this, [this, key] { Q_EMIT verdictRequested(key); });
  menu->popup(list_->viewport()->mapToGlobal(at));
}

void OperatorsPanel::requestSwap(const QModelIndex& index) {
  const VersionKey key = model_.keyAt(index.row());
  if (key.valid()) Q_EMIT swapRequested(key);
}

}  // namespace hotswap::ui
