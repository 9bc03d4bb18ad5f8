#ifndef HOTSWAP_UI_SHELL_GESTURES_H_
#define HOTSWAP_UI_SHELL_GESTURES_H_

#include <QObject>
#include <QStringList>
#include <chrono>
#include <vector>

#include "core/api/scenario.h"
#include "ui/bridge/command_port.h"
#include "ui/viewmodels/controls_view_model.h"

namespace hotswap::ui {

/// Turns what a person does, by whichever control, into commands.
///
/// Lifetime  Port and controls must outlive it.
class Gestures : public QObject {
  Q_OBJECT

 public:
  Gestures(CommandPort& port, ControlsViewModel& controls, QObject* parent = nullptr);

  /// Loads the libraries in this order; the commands that do so.
  std::vector<CommandId> load(const QStringList& paths);
  void chooseTarget(VersionKey target);
  void swapToTarget();
  void swapTo(VersionKey target);
  void rollBack();
  void rollBackTo(VersionKey version);
  void startRollout(const RolloutPlan& plan);
  void promote();
  void pauseRollout(bool paused);
  void abort();
  void reloadConfig();
  void toggleWorkers();
  void setThreads(int threads);
  void setInterval(std::chrono::nanoseconds interval);
  void runScenario(const Scenario& scenario);
  void stopScenario();

 Q_SIGNALS:
  /// A swap to the version was asked for, by whichever control.
  void swapAsked(hotswap::ui::VersionKey target);
  /// Nothing was submitted: what a person reads of it.
  void denied(const QString& why);

 private:
  void submitWorkers(const WorkerSettings& settings);

  CommandPort& port_;
  ControlsViewModel& controls_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_GESTURES_H_
