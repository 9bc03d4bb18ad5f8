#include "ui/panels/first_steps_bar.h"

#include <QHBoxLayout>

#include "ui/panels/gate_look.h"
#include "ui/theme/metrics.h"

namespace hotswap::ui {
namespace {

QString stepText(int step) {
  switch (step) {
    case FirstStepsViewModel::kWatch: return FirstStepsBar::tr("1  Watch: scores run from right to left");
    case FirstStepsViewModel::kPick: return FirstStepsBar::tr("2  Pick an operator, or drop a .so file here");
    case FirstStepsViewModel::kSwap: return FirstStepsBar::tr("3  Swap: Ctrl+Return");
    default: return {};
  }
}

}  // namespace

FirstStepsBar::FirstStepsBar(FirstStepsViewModel& model, QWidget* parent) : TintedFrame(parent), model_(model) {
  setObjectName(QStringLiteral("firstSteps"));
  setAccessibleName(tr("First steps"));
  setTint(levelTone(EventLevel::kInfo));
  auto* line = new QHBoxLayout(this);
  line->setContentsMargins(kSpaceLarge, kSpaceSmall, kSpaceSmall, kSpaceSmall);
  line->setSpacing(kSpaceSmall);
  for (int step = 0; step < FirstStepsViewModel::kStepCount; ++step) {
    Row& row = rows_[static_cast<std::size_t>(step)];
    row.sign = new IconLabel(Icon::kNotReached, this);
    row.text = new QLabel(stepText(step), this);
    row.text->setObjectName(QStringLiteral("firstStep%1").arg(step));
    row.text->setTextFormat(Qt::PlainText);
    row.text->setWordWrap(true);
    line->addWidget(row.sign);
    // In proportion to what each says: where there is little room all break into as many lines, instead of one into three.
    line->addWidget(row.text, row.text->fontMetrics().horizontalAdvance(row.text->text()));
  }
  auto* close = new QToolButton(this);
  close->setObjectName(QStringLiteral("firstStepsClose"));
  close->setText(tr("Got It"));
  close->setAccessibleName(tr("Close the first steps for good"));
  close->setToolTip(tr("Close this hint for good"));
  close->setFocusPolicy(Qt::TabFocus);
  line->addWidget(close);
  connect(close, &QToolButton::clicked, &model_, &FirstStepsViewModel::close);
  connect(&model_, &FirstStepsViewModel::changed, this, &FirstStepsBar::refresh);
  refresh();
}

void FirstStepsBar::refresh() {
  setVisible(model_.isOpen());
  for (int step = 0; step < FirstStepsViewModel::kStepCount; ++step) {
    const bool done = model_.isDone(static_cast<FirstStepsViewModel::Step>(step));
    const Row& row = rows_[static_cast<std::size_t>(step)];
    row.sign->setIcon(done ? Icon::kPassed : Icon::kNotReached);
    row.text->setEnabled(!done);
    row.text->setAccessibleName(done ? tr("%1 (done)").arg(stepText(step)) : stepText(step));
  }
}

}  // namespace hotswap::ui
