#include "ui/panels/guard_rows.h"

#include <QGridLayout>
#include <QLabel>

#include "ui/panels/gate_look.h"
#include "ui/panels/icon_label.h"
#include "ui/theme/metrics.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {
namespace {

Icon verdictIcon(GuardVerdict verdict) {
  switch (verdict) {
    case GuardVerdict::kPassing: return Icon::kPassed;
    case GuardVerdict::kNeedsSamples: return Icon::kNotReached;
    case GuardVerdict::kBroken: return Icon::kError;
  }
  return Icon::kNotReached;
}

Tone verdictTone(GuardVerdict verdict) {
  switch (verdict) {
    case GuardVerdict::kPassing: return [](const QPalette& palette) { return passedColor(isDark(palette)); };
    case GuardVerdict::kNeedsSamples: return mutedTone();
    case GuardVerdict::kBroken: return levelTone(EventLevel::kError);
  }
  return mutedTone();
}

}  // namespace

GuardRows::GuardRows(QWidget* parent) : QWidget(parent) { setObjectName(QStringLiteral("guardRows")); }

void GuardRows::setGuards(const std::vector<GuardRow>& guards) {
  if (guards == guards_ && rows_.size() == guards.size()) return;
  guards_ = guards;
  if (rows_.size() != guards_.size()) rebuild();
  for (std::size_t i = 0; i < guards_.size(); ++i) write(rows_[i], guards_[i]);
}

void GuardRows::rebuild() {
  qDeleteAll(findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
  delete layout();
  rows_.assign(guards_.size(), {});
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(kSpaceSmall);
  grid->setVerticalSpacing(0);
  int line = 0;
  for (Row& row : rows_) {
    row.sign = new IconLabel(Icon::kNotReached, this);
    row.title = new QLabel(this);
    row.word = new ToneLabel(this);
    row.figure = new QLabel(this);
    row.figure->setTextFormat(Qt::PlainText);
    row.figure->setWordWrap(true);  // Figure, limit and sample are what is judged by: none is cut.
    row.figure->setMinimumWidth(1);
    row.figure->setForegroundRole(QPalette::PlaceholderText);
    grid->addWidget(row.sign, line, 0);
    grid->addWidget(row.title, line, 1);
    grid->addWidget(row.word, line, 2, Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(row.figure, line + 1, 1, 1, 2);
    grid->setRowMinimumHeight(line + 2, kSpaceSmall);
    line += 3;
  }
  grid->setColumnStretch(1, 1);
  for (QWidget* part : findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) part->show();
}

void GuardRows::write(const Row& row, const GuardRow& guard) {
  row.sign->setIcon(verdictIcon(guard.verdict));
  row.title->setText(guard.title);
  row.word->setText(guard.word);
  row.word->setTone(verdictTone(guard.verdict));
  const QString figure = guard.sample.isEmpty() ? guard.figure : guard.figure + QStringLiteral(" · ") + guard.sample;
  row.figure->setText(figure);
  row.figure->setAccessibleName(tr("%1: %2, %3").arg(guard.title, guard.word, figure));
  const QString tip = plainToolTip(guard.tool_tip);
  for (QWidget* part : std::initializer_list<QWidget*>{row.sign, row.title, row.word, row.figure}) part->setToolTip(tip);
}

}  // namespace hotswap::ui
