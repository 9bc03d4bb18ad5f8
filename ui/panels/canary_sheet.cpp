#include "ui/panels/canary_sheet.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/elided_label.h"
#include "ui/panels/gate_look.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/guard_text.h"
#include "ui/viewmodels/plain_tool_tip.h"
#include "ui/viewmodels/rollout_page.h"

namespace hotswap::ui {
namespace {

constexpr int kMostRows = 6;  ///< In sight at once; what is more is scrolled.
constexpr int kGuardsPerColumn = 4;
constexpr double kLongestSeconds = 86400;
constexpr double kLargestLimit = 1e9;

QToolButton* button(const char* name, const QString& text, Icon which, QWidget* parent) {
  auto* tool = new QToolButton(parent);
  tool->setObjectName(QLatin1String(name));
  tool->setText(text);
  tool->setAccessibleName(text);
  tool->setIcon(icon(which, QPalette()));
  tool->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  tool->setFocusPolicy(Qt::TabFocus);
  return tool;
}

QLabel* heading(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setForegroundRole(QPalette::PlaceholderText);
  return label;
}

QGridLayout* spacedGrid() {
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(kSpaceMedium);
  grid->setVerticalSpacing(kSpaceTiny);
  return grid;
}

}  // namespace

CanarySheet::CanarySheet(CanaryViewModel& model, QWidget* parent)
    : TintedFrame(parent),
      model_(model),
      title_(new ElidedLabel(this)),
      hint_(new QLabel(this)),
      strategy_(new QComboBox(this)),
      start_(button("canaryStart", tr("Start (Ctrl+Return)"), Icon::kCanary, this)),
      close_(button("canaryClose", tr("Cancel (Esc)"), Icon::kClose, this)),
      scroll_(new QScrollArea(this)) {
  setObjectName(QStringLiteral("canarySheet"));
  setAccessibleName(tr("Canary: steps and guards"));
  setTint(levelTone(EventLevel::kInfo));
  buildHeader();
  buildLayout();
  if (parent != nullptr) parent->installEventFilter(this);
  connect(start_, &QToolButton::clicked, this, &CanarySheet::start);
  connect(close_, &QToolButton::clicked, &model_, &CanaryViewModel::close);
  connect(strategy_, &QComboBox::activated, &model_, &CanaryViewModel::chooseStrategy);
  connect(&model_, &CanaryViewModel::strategiesReplaced, this, &CanarySheet::showStrategies);
  connect(&model_, &CanaryViewModel::formReplaced, this, &CanarySheet::rebuildForm);
  connect(&model_, &CanaryViewModel::changed, this, &CanarySheet::refresh);
  rebuildForm();
  refresh();
}

void CanarySheet::buildHeader() {
  QFont bold = title_->font();
  bold.setBold(true);
  title_->setObjectName(QStringLiteral("canaryTitle"));
  title_->setFont(bold);
  hint_->setObjectName(QStringLiteral("canaryHint"));
  hint_->setTextFormat(Qt::PlainText);
  hint_->setWordWrap(true);
  hint_->setMinimumWidth(1);
  strategy_->setObjectName(QStringLiteral("canaryStrategy"));
  strategy_->setAccessibleName(tr("Strategy"));
  strategy_->setToolTip(tr("Steps and guards of this strategy, as the configuration names it"));
}

void CanarySheet::buildLayout() {
  auto* first = new QHBoxLayout;
  first->setSpacing(kSpaceMedium);
  first->addWidget(title_, 1);
  for (QWidget* part : std::initializer_list<QWidget*>{strategy_, start_, close_}) first->addWidget(part);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kSpaceLarge, kSpaceSmall, kSpaceSmall, kSpaceSmall);
  column->setSpacing(kSpaceTiny);
  column->addLayout(first);
  column->addWidget(hint_);
  column->addWidget(scroll_);
  scroll_->setObjectName(QStringLiteral("canaryScroll"));
  scroll_->setAccessibleName(tr("Steps and guards"));
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setWidgetResizable(true);
  scroll_->setFocusPolicy(Qt::NoFocus);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  // None until it is known how much there is: what it would ask for by itself, the panels below would lose.
  scroll_->setFixedHeight(0);
  scroll_->viewport()->setAutoFillBackground(false);
}

void CanarySheet::rebuildForm() {
  auto* form = new QWidget;
  form->setAutoFillBackground(false);
  parts_ = new QBoxLayout(QBoxLayout::LeftToRight, form);
  parts_->setContentsMargins(0, kSpaceTiny, kSpaceMedium, 0);
  parts_->setSpacing(2 * kSpaceLarge);
  parts_->addLayout(makeSteps(*form));
  parts_->addLayout(makeGuards(*form), 1);
  scroll_->setWidget(form);
  form->setAutoFillBackground(false);  // Qt fills what it scrolls; the tint must be seen.
  orderTabs();
  fitHeight();
  showStrategies();
}

/// As it is read: steps, guards, what starts it. A form that was built anew would come last.
void CanarySheet::orderTabs() {
  QWidget* before = strategy_;
  const auto then = [&before](QWidget* next) {
    setTabOrder(before, next);
    before = next;
  };
  for (const char* parts : {"canaryStep%1 canaryTime%1 canaryRequests%1", "canaryGuard%1 canaryLimit%1"}) {
    for (int row = 0;; ++row) {
      const QStringList names = QString::fromLatin1(parts).arg(row).split(QLatin1Char(' '));
      if (scroll_->findChild<QWidget*>(names.front()) == nullptr) break;
      for (const QString& name : names) then(scroll_->findChild<QWidget*>(name));
    }
  }
  then(start_);
  then(close_);
}

void CanarySheet::showStrategies() {
  const QSignalBlocker only_shown(strategy_);
  strategy_->clear();
  strategy_->addItems(model_.strategyNames());
  strategy_->setCurrentIndex(model_.strategy());
  strategy_->setVisible(strategy_->count() > 1);
}

QBoxLayout* CanarySheet::makeSteps(QWidget& form) {
  auto* grid = spacedGrid();
  grid->addWidget(heading(tr("Steps"), &form), 0, 0);
  grid->addWidget(heading(tr("at least"), &form), 0, 1);
  grid->addWidget(heading(tr("and requests"), &form), 0, 2);
  for (int step = 0; step < static_cast<int>(model_.steps().size()); ++step) addStep(*grid, form, step);
  grid->setColumnStretch(grid->columnCount(), 1);
  auto* column = new QVBoxLayout;
  column->addLayout(grid);
  column->addStretch(1);
  return column;
}

void CanarySheet::addStep(QGridLayout& grid, QWidget& form, int step) {
  const CanaryStep& offered = model_.steps()[static_cast<std::size_t>(step)];
  const QString share = shareText(offered.step);
  auto* chosen = new QCheckBox(stepLabel(offered.step), &form);
  auto* time = new QDoubleSpinBox(&form);
  auto* requests = new QSpinBox(&form);
  chosen->setObjectName(QStringLiteral("canaryStep%1").arg(step));
  chosen->setToolTip(share);
  chosen->setAccessibleName(tr("Step %1").arg(share));
  chosen->setChecked(offered.chosen);
  time->setObjectName(QStringLiteral("canaryTime%1").arg(step));
  time->setAccessibleName(tr("Least time of the step %1").arg(share));
  time->setRange(0, kLongestSeconds);
  time->setDecimals(1);
  time->setSuffix(tr(" s"));
  time->setValue(std::chrono::duration<double>(offered.step.min_time).count());
  requests->setObjectName(QStringLiteral("canaryRequests%1").arg(step));
  requests->setAccessibleName(tr("Least number of requests of the step %1").arg(share));
  requests->setRange(0, 1'000'000'000);
  requests->setGroupSeparatorShown(true);
  requests->setSingleStep(100);
  requests->setValue(static_cast<int>(std::min<std::uint64_t>(offered.step.min_requests, 1'000'000'000)));
  connect(chosen, &QCheckBox::toggled, &model_, [this, step](bool on) { model_.chooseStep(step, on); });
  connect(chosen, &QCheckBox::toggled, time, &QWidget::setEnabled);
  connect(chosen, &QCheckBox::toggled, requests, &QWidget::setEnabled);
  connect(time, &QDoubleSpinBox::valueChanged, &model_, [this, step](double seconds) {
    model_.setStepTime(step, std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds)));
  });
  connect(requests, &QSpinBox::valueChanged, &model_,
          [this, step](int count) { model_.setStepRequests(step, static_cast<std::uint64_t>(count)); });
  int column = 0;
  for (QWidget* part : std::initializer_list<QWidget*>{chosen, time, requests}) grid.addWidget(part, step + 1, column++);
}

QBoxLayout* CanarySheet::makeGuards(QWidget& form) {
  guards_ = new QBoxLayout(QBoxLayout::LeftToRight);
  guards_->setSpacing(kSpaceMedium);
  QGridLayout* grid = nullptr;
  for (int guard = 0; guard < static_cast<int>(model_.guards().size()); ++guard) {
    if (guard % kGuardsPerColumn == 0) guards_->addLayout(grid = spacedGrid());
    addGuard(*grid, form, guard);
  }
  guards_->addStretch(1);
  auto* title = heading(tr("Guards and their limits; a guard that is not chosen is off"), &form);
  title->setMinimumWidth(1);  // It gives way before the limits do.
  auto* column = new QVBoxLayout;
  column->setSpacing(kSpaceTiny);
  column->addWidget(title);
  column->addLayout(guards_);
  column->addStretch(1);
  return column;
}

void CanarySheet::addGuard(QGridLayout& grid, QWidget& form, int guard) {
  const CanaryGuard& offered = model_.guards()[static_cast<std::size_t>(guard)];
  const GuardText& text = guardTexts()[static_cast<std::size_t>(guard)];
  const QString title = guardTitle(offered.name);
  auto* chosen = new QCheckBox(title, &form);
  auto* limit = new QDoubleSpinBox(&form);
  chosen->setObjectName(QStringLiteral("canaryGuard%1").arg(guard));
  chosen->setAccessibleName(tr("Guard %1").arg(title));
  chosen->setToolTip(plainToolTip(QString::fromStdString(offered.name) + QLatin1Char('\n') + guardMeasures(offered.name)));
  chosen->setChecked(offered.chosen);
  limit->setObjectName(QStringLiteral("canaryLimit%1").arg(guard));
  limit->setAccessibleName(tr("Limit of the guard %1").arg(title));
  limit->setRange(text.at_least ? -1 : 0, text.at_least ? 1 : kLargestLimit);
  limit->setDecimals(text.decimals);
  limit->setSingleStep(text.step);
  limit->setPrefix(text.at_least ? QStringLiteral("≥ ") : QStringLiteral("≤ "));
  limit->setValue(offered.limit);
  limit->setEnabled(offered.chosen);
  limit->setFixedWidth(limit->fontMetrics().horizontalAdvance(QStringLiteral("≥ −0.00000")) + 2 * kIconSize);
  connect(chosen, &QCheckBox::toggled, &model_, [this, guard](bool on) { model_.chooseGuard(guard, on); });
  connect(chosen, &QCheckBox::toggled, limit, &QWidget::setEnabled);
  connect(limit, &QDoubleSpinBox::valueChanged, &model_, [this, guard](double value) { model_.setGuardLimit(guard, value); });
  const int row = guard % kGuardsPerColumn;
  grid.addWidget(chosen, row, 0);
  grid.addWidget(limit, row, 1);
}

void CanarySheet::start() {
  if (!model_.isOpen() || !model_.whyNotStart().isEmpty()) return;
  const RolloutPlan plan = model_.plan();
  model_.close();
  Q_EMIT startRequested(plan);
}

void CanarySheet::refresh() {
  const bool opened = isHidden() && model_.isOpen();
  if (opened) before_ = window()->focusWidget();
  if (!isHidden() && !model_.isOpen()) giveFocusBack();
  setVisible(model_.isOpen());
  title_->setText(model_.title());
  const QString why_not = model_.whyNotStart();
  hint_->setText(why_not.isEmpty() ? model_.hint() : tr("Not now: %1").arg(why_not));
  start_->setEnabled(why_not.isEmpty());
  start_->setToolTip(plainToolTip(why_not.isEmpty() ? tr("Start the rollout (Ctrl+Return)") : tr("Not now: %1").arg(why_not)));
  if (!opened) return;
  fitHeight();
  auto* first = scroll_->findChild<QWidget*>(QStringLiteral("canaryStep0"));
  (first != nullptr ? first : start_)->setFocus();
}

// Hidden with the focus in it Qt would pass it on to whatever comes next: a Space, meant to freeze the picture, would then hide a line.
void CanarySheet::giveFocusBack() {
  QWidget* const focus = window()->focusWidget();
  if (focus == nullptr || !isAncestorOf(focus)) return;
  focus->clearFocus();
  if (before_) before_->setFocus(Qt::OtherFocusReason);
}

// Without the form's rows: did they insist, a low window would take the room from the panels below, and those would not get it back.
QSize CanarySheet::minimumSizeHint() const {
  const QSize now = TintedFrame::minimumSizeHint();
  return {now.width(), now.height() - scroll_->minimumHeight()};
}

void CanarySheet::resizeEvent(QResizeEvent* event) {
  TintedFrame::resizeEvent(event);
  fitHeight();
}

bool CanarySheet::eventFilter(QObject* watched, QEvent* event) {
  const bool parted_anew = event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest;
  if (parted_anew && watched == parentWidget()) fitHeight();
  return TintedFrame::eventFilter(watched, event);
}

/// Sideways nothing has to be scrolled: what does not fit beside its neighbour stands below it.
void CanarySheet::fitWidth() {
  const int room = scroll_->width() - style()->pixelMetric(QStyle::PM_ScrollBarExtent) - kSpaceMedium;
  for (QBoxLayout* part : {guards_, parts_}) {
    part->setDirection(QBoxLayout::LeftToRight);
    if (part->sizeHint().width() > room) part->setDirection(QBoxLayout::TopToBottom);
  }
}

void CanarySheet::fitHeight() {
  if (!model_.isOpen() || parentWidget() == nullptr || scroll_->widget() == nullptr) return;
  fitWidth();
  const QWidget& form = *scroll_->widget();
  const int row = fontMetrics().height() + 3 * kSpaceSmall;
  const int bar = form.sizeHint().width() > scroll_->width() ? style()->pixelMetric(QStyle::PM_ScrollBarExtent) : 0;
  const int wanted = std::min(form.sizeHint().height() + kSpaceSmall, row * kMostRows + kSpaceMedium) + bar;
  int left = parentWidget()->height() - (layout()->totalHeightForWidth(width()) - scroll_->minimumHeight());
  for (const QWidget* neighbour : parentWidget()->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
    if (neighbour != this && !neighbour->isHidden()) left -= neighbour->minimumSizeHint().height();
  }
  const int height = std::clamp(wanted, 0, std::max(left, 0));
  if (height != scroll_->minimumHeight()) scroll_->setFixedHeight(height);
}

}  // namespace hotswap::ui
