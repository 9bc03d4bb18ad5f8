#ifndef HOTSWAP_UI_VIEWMODELS_CANARY_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_CANARY_VIEW_MODEL_H_

#include <QObject>
#include <QString>
#include <QStringList>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/api/config.h"
#include "core/api/snapshot.h"
#include "ui/viewmodels/version_key.h"

namespace hotswap::ui {

/// A step that is offered.
struct CanaryStep {
  RolloutStep step;
  bool chosen = true;
};

/// A guard that is offered: each that there is, with the strategy's limit or the one that is usual.
struct CanaryGuard {
  std::string name;
  double limit = 0;
  bool chosen = false;
};

/// A rollout before it is started: the target as its candidate, with the steps and guards of a strategy, to be changed.
class CanaryViewModel : public QObject {
  Q_OBJECT

 public:
  explicit CanaryViewModel(QObject* parent = nullptr);

  /// Also takes the strategies over from the configuration, whenever it was read again.
  void apply(std::shared_ptr<const Snapshot> snapshot);

  /// What is shown is a recording, to which nothing can be done: that is why not, whatever is asked.
  void setRecording(bool recording) { recording_ = recording; }

  /// The strategies that can be chosen; without any the built-in one. A strategy without guards of its own has these. The one that is
  /// chosen stays so, and what was changed in the form with it, unless it says something else now.
  void setStrategies(std::vector<Config::Strategy> strategies, std::vector<GuardLimit> guards);
  QStringList strategyNames() const;
  int strategy() const { return strategy_; }
  void chooseStrategy(int strategy);

  /// What is rolled out, also while the form is open: judged at once, by the latest snapshot. Another one, and each open(), begins with
  /// the strategy's own steps and guards.
  void setCandidate(VersionKey candidate);

  void open();
  void close();
  bool isOpen() const { return open_; }

  const std::vector<CanaryStep>& steps() const { return steps_; }
  void chooseStep(int step, bool chosen);
  void setStepTime(int step, std::chrono::nanoseconds time);
  void setStepRequests(int step, std::uint64_t requests);

  const std::vector<CanaryGuard>& guards() const { return guards_; }
  void chooseGuard(int guard, bool chosen);
  void setGuardLimit(int guard, double limit);

  QString title() const { return title_; }  ///< "Canary: v1 → v2 ScoreOperatorV2".
  QString whyNotOpen() const;               ///< Empty when the target can be rolled out now.
  QString whyNotStart() const;              ///< As whyNotOpen(), and what the form lacks.
  QString hint() const;                     ///< What the form amounts to: "Takes 3 min at least. …".

  RolloutPlan plan() const;

 Q_SIGNALS:
  void changed();
  void strategiesReplaced();  ///< Others can be chosen.
  void formReplaced();        ///< Steps and guards are those of another strategy.

 private:
  double requestsPerSecond() const;
  void fillForm();
  void judge();
  QString whyNotCandidate(const Snapshot& snapshot) const;

  std::shared_ptr<const Snapshot> snapshot_;
  bool recording_ = false;
  std::shared_ptr<const Config> config_;  ///< Where the strategies are from; null before a snapshot had any.
  std::vector<Config::Strategy> strategies_;
  std::vector<GuardLimit> usual_guards_;
  int strategy_ = 0;
  std::vector<CanaryStep> steps_;
  std::vector<CanaryGuard> guards_;
  VersionKey candidate_;
  std::string slot_name_;
  bool open_ = false;
  bool reread_ = false;  ///< The configuration changed the form while it was open.
  QString title_;
  QString why_not_ = tr("No operator is loaded yet");
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_CANARY_VIEW_MODEL_H_
