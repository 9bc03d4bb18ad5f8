#include "ui/shell/gestures.h"

#include <algorithm>

namespace hotswap::ui {

Gestures::Gestures(CommandPort& port, ControlsViewModel& controls, QObject* parent)
    : QObject(parent), port_(port), controls_(controls) {}

std::vector<CommandId> Gestures::load(const QStringList& paths) {
  controls_.expectLoaded();
  std::vector<CommandId> commands;
  for (const QString& path : paths) {
    commands.push_back(port_.submit(LoadLibrary{.slot = controls_.targetSlot(), .path = path.toStdString()}));
  }
  return commands;
}

void Gestures::chooseTarget(VersionKey target) { controls_.setTarget(target); }

void Gestures::swapToTarget() { swapTo(controls_.target()); }

void Gestures::swapTo(VersionKey target) {
  if (!target.valid()) return;
  // The key that started a canary is a swap's again at once, before any snapshot knows of the rollout.
  if (const QString why_not = controls_.whyNotWiden(target); !why_not.isEmpty()) {
    Q_EMIT denied(tr("Nothing changed: %1").arg(why_not));
    return;
  }
  controls_.setTarget(target);
  port_.submit(SwapToVersion{.slot = controls_.targetSlot(), .version = target.number});
  Q_EMIT swapAsked(target);
}

void Gestures::rollBack() { port_.submit(RollBack{.slot = controls_.targetSlot()}); }

void Gestures::rollBackTo(VersionKey version) {
  if (version.valid()) port_.submit(RollBack{.slot = controls_.targetSlot(), .version = version.number});
}

void Gestures::startRollout(const RolloutPlan& plan) {
  const CommandId command = port_.submit(StartRollout{.plan = plan});
  const auto& slots_known = controls_.slotNames();
  const auto slot = std::ranges::find(slots_known, plan.slot);
  if (slot == slots_known.end()) return;
  controls_.expectRollout({static_cast<std::uint32_t>(slot - slots_known.begin()), plan.version}, command);
}

void Gestures::promote() { port_.submit(Promote{.slot = controls_.targetSlot()}); }

void Gestures::pauseRollout(bool paused) { port_.submit(PauseRollout{.slot = controls_.targetSlot(), .paused = paused}); }

void Gestures::abort() { port_.submit(Abort{.slot = controls_.targetSlot()}); }

void Gestures::reloadConfig() { port_.submit(ReloadConfig{}); }

void Gestures::toggleWorkers() { port_.submit(SetPaused{.paused = !controls_.paused()}); }

void Gestures::setThreads(int threads) {
  WorkerSettings settings = controls_.workers();
  settings.threads = static_cast<unsigned>(threads);
  submitWorkers(settings);
}

void Gestures::setInterval(std::chrono::nanoseconds interval) {
  WorkerSettings settings = controls_.workers();
  settings.interval = interval;
  submitWorkers(settings);
}

void Gestures::submitWorkers(const WorkerSettings& settings) {
  if (settings == controls_.workers()) return;
  const CommandId command = port_.submit(SetWorkers{.settings = settings});
  controls_.proposeWorkers(settings, command);
}

void Gestures::runScenario(const Scenario& scenario) { port_.submit(RunScenario{.scenario = scenario}); }

void Gestures::stopScenario() {
  if (const QString why_not = controls_.whyNoCommands(); !why_not.isEmpty()) {
    Q_EMIT denied(tr("Nothing changed: %1").arg(why_not));
    return;
  }
  port_.submit(StopScenario{});
}

}  // namespace hotswap::ui
