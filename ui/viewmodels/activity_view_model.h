#ifndef HOTSWAP_UI_VIEWMODELS_ACTIVITY_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_ACTIVITY_VIEW_MODEL_H_

#include <QObject>
#include <QString>
#include <chrono>
#include <optional>

#include "core/api/snapshot.h"

namespace hotswap::ui {

/// How far something under way is.
struct ProgressLine {
  QString text;       ///< Empty when nothing is under way.
  QString step;       ///< What of it is being done, "loading [G4]"; empty when there are no steps.
  int permille = -1;  ///< 0 to 1000; negative when the length is not known.

  bool visible() const { return !text.isEmpty(); }
  friend bool operator==(const ProgressLine&, const ProgressLine&) = default;
};

/// What is under way: a load or a swap on the control thread, and a scenario.
class ActivityViewModel : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  void apply(const Snapshot& snapshot);

  const ProgressLine& activity() const { return activity_; }  ///< "Loading libfoo.so", "loading [G4]".
  const ProgressLine& scenario() const { return scenario_; }  ///< "reference: 5.0 s of 12.0 s"; gone a while after its end.
  bool scenarioRuns() const { return scenario_runs_; }

 Q_SIGNALS:
  void changed();

 private:
  ProgressLine activity_;
  ProgressLine scenario_;
  bool scenario_runs_ = false;
  std::optional<std::chrono::nanoseconds> scenario_ended_at_;  ///< By the snapshot that told so first.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_ACTIVITY_VIEW_MODEL_H_
