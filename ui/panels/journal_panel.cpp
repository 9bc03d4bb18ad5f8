#include "ui/panels/journal_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/panels/compact_table.h"
#include "ui/panels/elided_label.h"
#include "ui/panels/filter_choice.h"
#include "ui/panels/filter_line.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {

JournalPanel::JournalPanel(JournalViewModel& model, QWidget* parent)
    : QWidget(parent),
      model_(model),
      table_(new CompactTable),
      kind_(new FilterChoice(QStringLiteral("journalKind"))),
      text_(new FilterLine(QStringLiteral("journalText"), *table_)),
      older_(new QToolButton),
      status_(new ElidedLabel) {
  setObjectName(QStringLiteral("journalPanel"));
  buildFilter();
  table_->setObjectName(QStringLiteral("journalTable"));
  table_->setAccessibleName(tr("Journal"));
  rows_.setSourceModel(&model_);
  table_->setRows(rows_);
  table_->setColumnTexts(
      {QStringLiteral("2026-12-30 00:00:00"), QStringLiteral("9,999"), QStringLiteral("quarantine"), QStringLiteral("ranking")});
  buildLayout();
  connect(&model_, &JournalViewModel::changed, this, &JournalPanel::refresh);
  refresh();
}

void JournalPanel::buildFilter() {
  kind_->setAccessibleName(tr("Show entries of this kind"));
  QList<std::pair<QString, QString>> kinds{{tr("all kinds"), QString()}};
  for (const QString& kind : JournalViewModel::kinds()) kinds.emplace_back(JournalViewModel::kindText(kind), kind);
  kind_->setEntries(kinds);
  text_->setAccessibleName(tr("Show entries with this text"));
  text_->setPlaceholderText(tr("Text or slot"));
  older_->setObjectName(QStringLiteral("journalOlder"));
  older_->setText(tr("Older"));
  older_->setAccessibleName(tr("Show older entries"));
  older_->setFocusPolicy(Qt::TabFocus);
  status_->setObjectName(QStringLiteral("journalStatus"));
  status_->setForegroundRole(QPalette::PlaceholderText);
  connect(kind_, &FilterChoice::narrowed, &model_, &JournalViewModel::setKind);
  connect(text_, &FilterLine::textChanged, &model_, &JournalViewModel::setText);
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
