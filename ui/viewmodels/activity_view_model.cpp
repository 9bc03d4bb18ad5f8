#include "ui/viewmodels/activity_view_model.h"

#include <algorithm>

#include "ui/theme/number_format.h"
#include "ui/viewmodels/engine_text.h"
#include "ui/viewmodels/gate_text.h"

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

constexpr auto kShownAfterEnd = 10s;
constexpr auto kLateStop = 50ms;  ///< A scenario that comes this close to its end was not stopped by anybody.

QString secondsText(std::chrono::nanoseconds span) {
  return ActivityViewModel::tr("%1 s").arg(QString::number(std::chrono::duration<double>(span).count(), 'f', 1));
}

int permille(double fraction) { return static_cast<int>(std::clamp(fraction, 0.0, 1.0) * 1000); }

ProgressLine activityLine(const Activity& activity) {
  return {.text = engineText(activity.text),
          .step = gateText(activity.gate),
          .permille = activity.fraction < 0 ? -1 : permille(activity.fraction)};
}

double fractionOf(const ScenarioProgress& progress) {
  if (!progress.duration || progress.duration->count() <= 0) return 1;
  return std::chrono::duration<double>(progress.elapsed) / std::chrono::duration<double>(*progress.duration);
}

/// "5.0 s of 12.0 s".
QString elapsedText(const ScenarioProgress& progress) {
  const QString elapsed = secondsText(progress.elapsed);
  return progress.duration ? ActivityViewModel::tr("%1 of %2").arg(elapsed, secondsText(*progress.duration)) : elapsed;
}

QString scenarioText(const ScenarioProgress& progress, const Snapshot& snapshot) {
  if (!progress.running) {
    const bool to_the_end = !progress.duration || progress.elapsed >= *progress.duration - kLateStop;
    return to_the_end ? ActivityViewModel::tr("ended after %1").arg(secondsText(progress.elapsed))
                      : ActivityViewModel::tr("stopped at %1").arg(elapsedText(progress));
  }
  if (!snapshot.finished) return elapsedText(progress);
  const std::uint64_t rounds = snapshot.workers.rounds;
  const QString done = rounds == 0   ? ActivityViewModel::tr("all requests done")
                       : rounds == 1 ? ActivityViewModel::tr("the only round done")
                                     : ActivityViewModel::tr("all %1 rounds done").arg(formatCount(rounds));
  return ActivityViewModel::tr("%1, waiting for the end (%2)").arg(done, elapsedText(progress));
}

ProgressLine scenarioLine(const ScenarioProgress& progress, const Snapshot& snapshot) {
  const QString name = QString::fromStdString(progress.name);
  const bool unknown_length = progress.running && !progress.duration;
  return {.text = ActivityViewModel::tr("%1: %2", "scenario").arg(name, scenarioText(progress, snapshot)),
          .step = {},
          .permille = unknown_length ? -1 : permille(fractionOf(progress))};
}

}  // namespace

void ActivityViewModel::apply(const Snapshot& snapshot) {
  const ProgressLine activity = snapshot.activity ? activityLine(*snapshot.activity) : ProgressLine{};
  const bool runs = snapshot.scenario && snapshot.scenario->running;
  if (runs || !snapshot.scenario) {
    scenario_ended_at_.reset();
  } else if (!scenario_ended_at_) {
    scenario_ended_at_ = snapshot.at;
  }
  const bool over = scenario_ended_at_ && snapshot.at - *scenario_ended_at_ > kShownAfterEnd;
  const ProgressLine scenario = snapshot.scenario && !over ? scenarioLine(*snapshot.scenario, snapshot) : ProgressLine{};
  if (activity == activity_ && scenario == scenario_ && runs == scenario_runs_) return;
  activity_ = activity;
  scenario_ = scenario;
  scenario_runs_ = runs;
  Q_EMIT changed();
}

}  // namespace hotswap::ui
