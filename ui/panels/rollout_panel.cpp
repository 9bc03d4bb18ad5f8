#include "ui/panels/rollout_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/panels/elided_label.h"
#include "ui/panels/focus_ring.h"
#include "ui/panels/gate_look.h"
#include "ui/panels/guard_rows.h"
#include "ui/panels/soft_breaks.h"
#include "ui/panels/step_row.h"
#include "ui/panels/tone_label.h"
#include "ui/theme/metrics.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {
namespace {

constexpr int kLeastWidth = 176;

QToolButton* buttonOf(QAction* action, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setDefaultAction(action);
  button->setObjectName(action->objectName() + QStringLiteral("PanelButton"));
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setFocusPolicy(Qt::TabFocus);
  button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  return button;
}

void makePlain(QLabel& label, const char* name) {
  label.setObjectName(QLatin1String(name));
  label.setTextFormat(Qt::PlainText);
  label.setWordWrap(true);
  label.setMinimumWidth(1);
  label.setTextInteractionFlags(Qt::TextSelectableByMouse);
}

Tone outcomeTone(RolloutOutcome outcome) {
  switch (outcome) {
    case RolloutOutcome::kPromoted: return [](const QPalette& palette) { return passedColor(isDark(palette)); };
    case RolloutOutcome::kRolledBack: return levelTone(EventLevel::kError);
    case RolloutOutcome::kHeld:
    case RolloutOutcome::kAborted: return levelTone(EventLevel::kWarning);
  }
  return mutedTone();
}

}  // namespace

RolloutPanel::RolloutPanel(const RolloutViewModel& model, const Actions& actions, QWidget* parent)
    : QWidget(parent),
      model_(model),
      scroll_(new QScrollArea(this)),
      content_(new QWidget),
      empty_(new QLabel(content_)),
      title_(new ElidedLabel(content_)),
      headline_(new ToneLabel(content_)),
      steps_(new StepRow(content_)),
      needs_(new QLabel(content_)),
      guards_(new GuardRows(content_)),
      shadow_(new QLabel(content_)),
      buttons_(new QWidget(this)),
      start_(buttonOf(actions.canary, this)) {
  setObjectName(QStringLiteral("rolloutPanel"));
  setAccessibleName(tr("Rollout"));
  setMinimumWidth(kLeastWidth);
  buildTexts();
  buildButtons(actions);
  buildLayout();
  connect(&model_, &RolloutViewModel::changed, this, &RolloutPanel::refresh);
  refresh();
}

void RolloutPanel::buildTexts() {
  makePlain(*empty_, "rolloutEmpty");
  makePlain(*headline_, "rolloutHeadline");
  makePlain(*needs_, "rolloutNeeds");
  makePlain(*shadow_, "shadowFigures");
  title_->setObjectName(QStringLiteral("rolloutTitle"));
  empty_->setAlignment(Qt::AlignHCenter);
  empty_->setForegroundRole(QPalette::PlaceholderText);
  empty_->setText(
      tr("No rollout yet.\nChoose a target and press Canary: it answers a small share first, and is taken back when a guard "
         "breaks."));
  QFont bold = title_->font();
  bold.setBold(true);
  title_->setFont(bold);
  headline_->setFont(bold);
}

void RolloutPanel::buildButtons(const Actions& actions) {
  auto* row = new QHBoxLayout(buttons_);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kSpaceTiny);
  for (QAction* action : {actions.promote, actions.pause, actions.abort}) row->addWidget(buttonOf(action, buttons_));
}

void RolloutPanel::buildLayout() {
  auto* column = new QVBoxLayout(content_);
  column->setContentsMargins(kSpaceMedium, kSpaceSmall, kSpaceMedium, kSpaceSmall);
  column->setSpacing(kSpaceSmall);
  for (QWidget* part : std::initializer_list<QWidget*>{empty_, title_, steps_, headline_, needs_, guards_, shadow_}) {
    column->addWidget(part);
  }
  column->addStretch(1);
  scroll_->setObjectName(QStringLiteral("rolloutScroll"));
  scroll_->setAccessibleName(tr("Rollout"));
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setWidgetResizable(true);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setWidget(content_);
  scrollByKeys(*scroll_);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->setSpacing(0);
  outer->addWidget(scroll_, 1);
  auto* foot = new QVBoxLayout;
  foot->setContentsMargins(kSpaceSmall, kSpaceSmall, kSpaceSmall, kSpaceSmall);
  foot->addWidget(start_);
  foot->addWidget(buttons_);
  outer->addLayout(foot);
}

void RolloutPanel::refresh() {
  const bool has = model_.hasRollout();
  const RolloutPage& page = model_.page();
  empty_->setVisible(!has && model_.shadow().isEmpty());
  for (QWidget* part : std::initializer_list<QWidget*>{title_, steps_, headline_, guards_}) part->setVisible(has);
  needs_->setVisible(has && !page.needs.isEmpty());
  start_->setVisible(!page.under_way);
  title_->setText(page.title);
  title_->setToolTip(plainToolTip(page.title));
  steps_->setSteps(page.steps);
  headline_->setText(page.headline);
  needs_->setText(withSoftBreaks(page.needs));
  needs_->setToolTip(plainToolTip(page.needs));
  guards_->setGuards(page.guards);
  shadow_->setVisible(!model_.shadow().isEmpty());
  shadow_->setText(model_.shadow().join(QLatin1Char('\n')));
  refreshOutcome();
}

void RolloutPanel::refreshOutcome() {
  const RolloutPage& page = model_.page();
  headline_->setTone(page.outcome  ? outcomeTone(*page.outcome)
                     : page.paused ? levelTone(EventLevel::kWarning)
                                   : [](const QPalette& p) { return p.color(QPalette::WindowText); });
  setAccessibleDescription(page.title + QStringLiteral(": ") + page.headline + QStringLiteral("; ") + page.needs);
}

}  // namespace hotswap::ui
