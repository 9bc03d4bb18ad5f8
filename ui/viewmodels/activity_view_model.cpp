#include "ui/viewmodels/activity_view_model.h"

#include <algorithm>

namespace hotswap::ui {
namespace {

QString secondsText(std::chrono::nanoseconds span) {
  return ActivityViewModel::tr("%1 s").arg(QString::number(std::chrono::duration<double>(span).count(), 'f', 1));
}

int permille(double fraction) { return static_cast<int>(std::clamp(fraction, 0.0, 1.0) * 1000); }

ProgressLine activityLine(const Activity& activity) {
  QString text = QString::fromStdString(activity.text);
  if (!activity.gate.empty()) text += QStringLiteral(" · ") + QString::fromStdString(activity.gate);
  return {.text = text, .permille = activity.fraction < 0 ? -1 : permille(activity.fraction)};
}

ProgressLine scenarioLine(const ScenarioProgress& progress) {
  const QString name = QString::fromStdString(progress.name);
  if (!progress.running)
    return {.text = ActivityViewModel::tr("%1: ended after %2").arg(name, secondsText(progress.elapsed)), .permille = 1000};
  if (!progress.duration)
    return {.text = ActivityViewModel::tr("%1: %2").arg(name, secondsText(progress.elapsed)), .permille = -1};
  const double fraction = std::chrono::duration<double>(progress.elapsed) / std::chrono::duration<double>(*progress.duration);
  return {.text = ActivityViewModel::tr("%1: %2 of %3").arg(name, secondsText(progress.elapsed), secondsText(*progress.duration)),
          .permille = permille(fraction)};
}

}  // namespace

void ActivityViewModel::apply(const Snapshot& snapshot) {
  const ProgressLine activity = snapshot.activity ? activityLine(*snapshot.activity) : ProgressLine{};
  const ProgressLine scenario = snapshot.scenario ? scenarioLine(*snapshot.scenario) : ProgressLine{};
  const bool runs = snapshot.scenario && snapshot.scenario->running;
  if (activity == activity_ && scenario == scenario_ && runs == scenario_runs_) return;
  activity_ = activity;
  scenario_ = scenario;
  scenario_runs_ = runs;
  Q_EMIT changed();
}

}  // namespace hotswap::ui
