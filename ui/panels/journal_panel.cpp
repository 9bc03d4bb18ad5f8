#include "ui/panels/journal_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/panels/compact_table.h"
#include "ui/panels/elided_label.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {
namespace {

constexpr int kFilterWidth = 200;

}  // namespace

JournalPanel::JournalPanel(JournalViewModel& model, QWidget* parent)
    : QWidget(parent),
      model_(model),
      kind_(new QComboBox),
      text_(new QLineEdit),
      older_(new QToolButton),
      status_(new ElidedLabel),
      table_(new CompactTable) {
  setObjectName(QStringLiteral("journalPanel"));
  buildFilter();
  table_->setObjectName(QStringLiteral("journalTable"));
  table_->setAccessibleName(tr("Journal"));
  table_->setModel(&model_);
  table_->setColumnTexts(
      {QStringLiteral("2026-12-30 00:00:00"), QStringLiteral("9,999"), QStringLiteral("quarantine"), QStringLiteral("ranking")});
  buildLayout();
  connect(&model_, &JournalViewModel::changed, this, &JournalPanel::refresh);
  refresh();
}

void JournalPanel::buildFilter() {
  kind_->setObjectName(QStringLiteral("journalKind"));
  kind_->setAccessibleName(tr("Show entries of this kind"));
  kind_->addItem(tr("all kinds"), QString());
  for (const QString& kind : JournalViewModel::kinds()) kind_->addItem(kind, kind);
  text_->setObjectName(QStringLiteral("journalText"));
  text_->setAccessibleName(tr("Show entries with this text"));
  text_->setPlaceholderText(tr("Text or slot"));
  text_->setClearButtonEnabled(true);
  text_->setMaximumWidth(kFilterWidth);
  older_->setObjectName(QStringLiteral("journalOlder"));
  older_->setText(tr("Older"));
  older_->setAccessibleName(tr("Show older entries"));
  older_->setFocusPolicy(Qt::TabFocus);
  status_->setObjectName(QStringLiteral("journalStatus"));
  status_->setForegroundRole(QPalette::PlaceholderText);
  connect(kind_, &QComboBox::currentIndexChanged, &model_, [this] { model_.setKind(kind_->currentData().toString()); });
  connect(text_, &QLineEdit::textChanged, &model_, &JournalViewModel::setText);
  connect(older_, &QToolButton::clicked, &model_, &JournalViewModel::showOlder);
}

void JournalPanel::buildLayout() {
  auto* label = new QLabel(tr("Ki&nd"));
  label->setBuddy(kind_);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(kSpaceMedium, kSpaceSmall, kSpaceMedium, kSpaceSmall);
  row->setSpacing(kSpaceMedium);
  for (QWidget* part : std::initializer_list<QWidget*>{label, kind_, text_}) row->addWidget(part);
  row->addWidget(status_, 1);
  row->addWidget(older_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(row);
  column->addWidget(table_, 1);
}

void JournalPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  model_.setWatched(true);
}

void JournalPanel::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  model_.setWatched(false);
}

void JournalPanel::refresh() {
  status_->setText(model_.status());
  status_->setToolTip(plainToolTip(model_.status()));
  const QString why_not = model_.whyNotOlder();
  older_->setEnabled(why_not.isEmpty());
  older_->setToolTip(why_not.isEmpty() ? tr("Show %1 more").arg(JournalViewModel::kPage) : tr("Not now: %1").arg(why_not));
}

}  // namespace hotswap::ui
