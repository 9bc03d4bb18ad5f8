#include "ui/shell/control_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include "ui/panels/interval_box.h"
#include "ui/panels/slot_box.h"
#include "ui/panels/target_box.h"
#include "ui/shell/window_actions.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {

ControlBar::ControlBar(WindowActions& actions, OperatorsViewModel& operators, const ControlsViewModel& controls, QWidget* parent)
    : QToolBar(parent),
      actions_(actions),
      controls_(controls),
      slot_(new SlotBox(controls)),
      target_(new TargetBox(operators, controls)),
      span_(new QComboBox),
      threads_(new QSpinBox),
      interval_(new IntervalBox) {
  setObjectName(QStringLiteral("controlBar"));
  setWindowTitle(tr("Controls"));
  setMovable(false);
  setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  setIconSize(QSize(kIconSize, kIconSize));
  buildSpanBox();
  buildWorkerControls();

  addButton(actions.load);
  addSeparator();
  QAction* const slot = addLabelled(tr("S&lot"), slot_);
  slot->setVisible(slot_->isNeeded());
  connect(slot_, &SlotBox::neededChanged, slot, [this, slot] { slot->setVisible(slot_->isNeeded()); });
  addLabelled(tr("&Target"), target_);
  addButton(actions.swap);
  addButton(actions.rollout->canary);
  addButton(actions.roll_back);
  addSeparator();
  addButton(actions.freeze);
  addLabelled(tr("&Window"), span_);
  addSeparator();
  addButton(actions.workers);
  addLabelled(tr("Th&reads"), threads_);
  addLabelled(tr("&Interval"), interval_);

  orderTabs();
  if (auto* more = findChild<QToolButton*>(QStringLiteral("qt_toolbar_ext_button"))) {
    more->setAccessibleName(tr("Controls that have no room"));  // Qt leaves it without a name.
  }
  connect(slot_, &SlotBox::slotChosen, this, &ControlBar::slotChosen);
  connect(target_, &TargetBox::targetChosen, this, &ControlBar::targetChosen);
  connect(&controls_, &ControlsViewModel::changed, this, &ControlBar::refresh);
  refresh();
}

void ControlBar::addButton(QAction* action) {
  addAction(action);
  auto* button = qobject_cast<QToolButton*>(widgetForAction(action));
  button->setObjectName(action->objectName() + QStringLiteral("Button"));
  button->setFocusPolicy(Qt::TabFocus);
}

QAction* ControlBar::addLabelled(const QString& label, QWidget* control) {
  auto* text = new QLabel(label);
  text->setBuddy(control);
  auto* pair = new QWidget;  // A narrow bar leaves out both or neither.
  pair->setFocusProxy(control);
  auto* row = new QHBoxLayout(pair);
  row->setContentsMargins(kSpaceMedium, 0, 0, 0);
  row->setSpacing(kSpaceSmall);
  row->addWidget(text);
  row->addWidget(control);
  return addWidget(pair);
}

// Otherwise Tab would follow the order of construction, not the one that is seen.
void ControlBar::orderTabs() {
  QWidget* before = nullptr;
  for (QAction* action : actions()) {
    QWidget* widget = widgetForAction(action);
    if (widget->focusProxy() != nullptr) widget = widget->focusProxy();
    if (widget->focusPolicy() == Qt::NoFocus) continue;
    if (before != nullptr) setTabOrder(before, widget);
    before = widget;
  }
}

void ControlBar::buildSpanBox() {
  span_->setObjectName(QStringLiteral("spanBox"));
  span_->setAccessibleName(tr("Time span of the charts"));
  span_->setToolTip(tr("Time span of the charts (Ctrl+1 to Ctrl+4)"));
  for (const QAction* action : actions_.spans->actions()) span_->addItem(action->text());
  const auto show = [this](QAction* action) {
    span_->setCurrentIndex(static_cast<int>(actions_.spans->actions().indexOf(action)));
  };
  show(actions_.spans->checkedAction());
  for (QAction* action : actions_.spans->actions()) {
    connect(action, &QAction::toggled, this, [show, action](bool checked) {
      if (checked) show(action);
    });
  }
  connect(span_, &QComboBox::activated, this, [this](int index) { actions_.spans->actions().at(index)->trigger(); });
}

void ControlBar::buildWorkerControls() {
  threads_->setObjectName(QStringLiteral("threadsBox"));
  threads_->setAccessibleName(tr("Number of worker threads"));
  threads_->setRange(1, static_cast<int>(kMaxThreads));
  threads_->setKeyboardTracking(false);  // Else typing 16 would first start one thread.
  connect(threads_, &QSpinBox::valueChanged, this, &ControlBar::threadsChosen);
  connect(interval_, &IntervalBox::intervalChosen, this, &ControlBar::intervalChosen);
  connect(interval_, &IntervalBox::notUnderstood, this, &ControlBar::intervalNotUnderstood);
}

// A scenario sets both to what it needs and must not be given other threads on its way.
void ControlBar::allowWorkerControls() {
  const QString no_commands = controls_.whyNoCommands();
  const bool free = no_commands.isEmpty() && !controls_.scenarioRuns();
  const QString why_not = free                     ? QString()
                          : !no_commands.isEmpty() ? QLatin1Char('\n') + tr("Not now: %1").arg(no_commands)
                                                   : tr("\nNot now: a scenario is running and sets them");
  threads_->setEnabled(free);
  threads_->setToolTip(plainToolTip(tr("Number of worker threads (Alt+R)") + why_not));
  interval_->setEnabled(free);
  interval_->setToolTip(
      plainToolTip(tr("Time between two requests of a thread (Alt+I): 300 ms, 1.5 s, 250 us, or flat out") + why_not));
}

void ControlBar::refresh() {
  allowWorkerControls();
  interval_->showInterval(controls_.workers().interval);
  const int threads = static_cast<int>(controls_.workers().threads);
  if (threads_->value() == threads) return;
  const QSignalBlocker only_shown(threads_);
  threads_->setValue(threads);
}

}  // namespace hotswap::ui
