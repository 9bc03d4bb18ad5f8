#ifndef HOTSWAP_CORE_CONTROL_SCENARIO_RUNNER_H_
#define HOTSWAP_CORE_CONTROL_SCENARIO_RUNNER_H_

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "core/api/scenario.h"
#include "core/api/snapshot.h"
#include "core/base/result.h"
#include "core/control/rollout_runner.h"
#include "core/control/schedule.h"
#include "core/control/shadow_runner.h"
#include "core/control/swapper.h"
#include "core/control/traffic.h"

namespace hotswap {

/// Runs one scenario at a time: its operators, its traffic, its swaps; afterwards the traffic goes on as before.
///
/// Threads  Control thread only. All times count from the engine's start.
class ScenarioRunner {
 public:
  enum class ItsSource {
    kPresent,  ///< The present source was opened for this scenario.
    kOpen,     ///< Open it, unless scenario and present are both synthetic.
  };

  ScenarioRunner(VersionCatalogue& catalogue, Swapper& swapper, Traffic& traffic, Schedule& schedule, RolloutRunner& rollouts,
                 ShadowRunner& shadows)
      : catalogue_(catalogue),
        swapper_(swapper),
        traffic_(traffic),
        schedule_(schedule),
        rollouts_(rollouts),
        shadows_(shadows) {}

  /// Publishes the scenario's first operators, then starts its rounds from zero. Whatever was scheduled is dropped. The failure
  /// of a slot, of the source, of the workers' settings or of an operator leaves everything as it was.
  Status Start(const Scenario& scenario, ItsSource source, std::chrono::nanoseconds now);

  /// Changes what the traffic goes on with after the running scenario; nothing: it pauses.
  void ContinueWith(const std::optional<WorkerSettings>& workers) { running_->workers_after = workers; }

  /// Ends it when its time has come; without a duration when every worker is done, or its rollouts are decided.
  void EndIfOver(std::chrono::nanoseconds now);
  void End(std::chrono::nanoseconds now);

  /// The end comes before the turn of these swaps, which fell due while something else was waited for: each gets a receipt.
  void TellMissed(std::chrono::nanoseconds now);

  bool running() const { return running_.has_value(); }
  std::optional<std::chrono::nanoseconds> ends() const;

  /// The running or the last one; `started` is set while it runs.
  std::optional<ScenarioProgress> Progress(std::optional<std::chrono::nanoseconds>& started) const;

 private:
  struct Running {
    Scenario scenario;
    std::chrono::nanoseconds started;
    std::optional<WorkerSettings> workers_after;
    bool paused_before;
    std::shared_ptr<RequestSource> source_before;  // null when the scenario uses the same
  };

  Status CheckSlots(const Scenario& scenario) const;
  Status CheckRollouts(const Scenario& scenario) const;
  Status CheckHasOperator(const Scenario& scenario, const std::string& slot, const char* what) const;
  void ScheduleAll(const Scenario& scenario, std::chrono::nanoseconds start);
  bool Over() const;
  Status PublishFirst(const std::vector<Scenario::Slot>& slots);
  Result<std::shared_ptr<RequestSource>> OpenItsSource(const Scenario& scenario) const;

  VersionCatalogue& catalogue_;
  Swapper& swapper_;
  Traffic& traffic_;
  Schedule& schedule_;
  RolloutRunner& rollouts_;
  ShadowRunner& shadows_;
  std::optional<Running> running_;
  std::optional<ScenarioProgress> last_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_SCENARIO_RUNNER_H_
