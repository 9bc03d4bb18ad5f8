#ifndef HOTSWAP_UI_SHELL_CONTROL_BAR_H_
#define HOTSWAP_UI_SHELL_CONTROL_BAR_H_

#include <QToolBar>
#include <chrono>

#include "ui/viewmodels/controls_view_model.h"
#include "ui/viewmodels/operators_view_model.h"

class QComboBox;
class QSpinBox;

namespace hotswap::ui {

class IntervalBox;
class SlotBox;
class TargetBox;
class WindowActions;

/// The tool bar: load, target, swap, roll back, freeze, time span, workers.
///
/// Lifetime  Actions and view-models must outlive it.
class ControlBar : public QToolBar {
  Q_OBJECT

 public:
  ControlBar(WindowActions& actions, OperatorsViewModel& operators, const ControlsViewModel& controls, QWidget* parent = nullptr);

 Q_SIGNALS:
  void slotChosen(std::uint32_t slot);
  void targetChosen(hotswap::ui::VersionKey target);
  void threadsChosen(int threads);
  void intervalChosen(std::chrono::nanoseconds interval);
  void intervalNotUnderstood(const QString& text);

 private:
  void addButton(QAction* action);
  QAction* addLabelled(const QString& label, QWidget* control);
  void orderTabs();
  void buildSpanBox();
  void buildWorkerControls();
  void allowWorkerControls();
  void refresh();

  WindowActions& actions_;
  const ControlsViewModel& controls_;
  SlotBox* const slot_;
  TargetBox* const target_;
  QComboBox* const span_;
  QSpinBox* const threads_;
  IntervalBox* const interval_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_CONTROL_BAR_H_
