#ifndef HOTSWAP_CORE_CONTROL_CONTROLLER_H_
#define HOTSWAP_CORE_CONTROL_CONTROLLER_H_

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/api/command.h"
#include "core/api/scenario.h"
#include "core/base/mutex.h"
#include "core/base/named_thread.h"
#include "core/control/admission.h"
#include "core/control/chronicle.h"
#include "core/control/command_queue.h"
#include "core/control/control_state.h"
#include "core/control/event_log.h"
#include "core/control/newest_only.h"
#include "core/control/pending_swaps.h"
#include "core/control/probation.h"
#include "core/control/receipt_log.h"
#include "core/control/resource_watch.h"
#include "core/control/retirement.h"
#include "core/control/rollout_runner.h"
#include "core/control/safeguard.h"
#include "core/control/scenario_runner.h"
#include "core/control/schedule.h"
#include "core/control/shadow_runner.h"
#include "core/control/swap_cycle.h"
#include "core/control/swap_ledger.h"
#include "core/control/swapper.h"
#include "core/control/traffic.h"
#include "core/control/version_catalogue.h"
#include "core/loading/operator_loader.h"
#include "core/loading/operator_store.h"
#include "core/loading/vetting.h"
#include "core/telemetry/process_resources.h"

namespace hotswap {

/// What an engine does when it starts.
struct StartPlan {
  std::vector<Scenario::Slot> slots;  ///< Without a scenario: published in their slots first, or only ready where one goes on.
  std::vector<std::filesystem::path> libraries;  ///< Taken through the gates in order; without a scenario the first is published.
  std::optional<WorkerSettings> workers;         ///< Without a scenario: required. With one: what comes after it, or a pause.
  std::chrono::nanoseconds swap_every{0};        ///< Positive: cycle through the libraries.
  std::optional<Scenario> scenario;              ///< Started after the libraries.
  bool resume = false;  ///< Without a scenario: what the journal chose for a slot answers first, and the libraries are ready.
  bool stop_on_refusal = false;  ///< Start no worker when a library or the scenario is refused.
};

/// Carries out commands one after another: the only thread that loads, publishes and unloads.
///
/// Threads   Owns "hs-ctl". Submit() and WaitUntilStarted() on any thread; Finish() and what follows it on the owner's.
/// Lifetime  Cells, board and recorder outlive it. The destructor finishes the run.
/// Failure   What goes wrong is an event, a receipt where a version was judged, and the command's outcome.
class Controller {
 public:
  struct Parts {
    std::vector<std::string> slot_names;  ///< At least one.
    unsigned resident = 2;                ///< Previous versions of a slot that stay loaded.
    OperatorStore store;
    std::unique_ptr<Vetter> vetter;  ///< Null: libraries are not vetted.
    AdmissionPolicy policy;
    Chronicle::Parts chronicle;
    ProbationLimits probation;
    std::chrono::nanoseconds load_limit =
        OperatorLoader::kLongestCall;  ///< Of one call into a library that is loaded or retired.
    Traffic::Parts traffic;
    std::shared_ptr<const Config> config = std::make_shared<const Config>();  ///< Never null; for what is looked up by name.
    std::function<void()> reload_config;  ///< Empty: no file that could be read again. Called on hs-ctl; must not wait.
    ControlBoard* board = nullptr;
    std::size_t receipts_shown = 1000;              ///< In snapshots.
    std::size_t events_shown = 1000;                ///< In snapshots.
    std::function<void(const Event&)> on_event;     ///< May be empty. Called on hs-ctl.
    std::function<void(const std::string&)> trace;  ///< May be empty. Each step of each load, on hs-ctl.
  };

  Controller(Parts parts, StartPlan plan);
  ~Controller();
  Controller(const Controller&) = delete;
  Controller& operator=(const Controller&) = delete;

  CommandId Submit(Command command) { return queue_.Push(std::move(command)); }

  /// Waits until the plan is carried out, or until Finish(). The first refusal among its libraries and the scenario.
  Status WaitUntilStarted() EXCLUDES(mutex_);

  /// Asks for the end: nothing more is loaded or carried out. Returns at once; any thread.
  void RequestStop() {
    chronicle_.NoteStopping();
    queue_.Close();
  }

  /// Ends the workers after the calls that they are in and completes the receipts. Later calls do nothing. A library that does
  /// not come back is waited for no longer than TrialThread::kLastGrace. The operators stay loaded until Release().
  void Finish() EXCLUDES(mutex_);

  /// After Finish(): unloads the operators, as the last act of hs-ctl. Later calls do nothing; the destructor does it, too.
  void Release() EXCLUDES(mutex_);

  // After Finish() only.
  const ReceiptLog& receipts() const { return receipts_; }
  const ResourceWatch& resources() const { return resources_; }
  std::vector<RolloutStatus> rollouts() const { return rollouts_.Ended(); }
  std::vector<ShadowStatus> shadows() const { return shadows_.All(); }
  std::chrono::nanoseconds workers_ran() const { return workers_ran_; }
  std::vector<std::string> stuck_libraries() const {
    return loader_.Stuck();
  }  ///< As OperatorLoader::Stuck(); not during Release().

 private:
  /// While a replaced version is still in use its readers are looked at again after this, and ever more rarely.
  static constexpr std::chrono::microseconds kShortestDrainWait{50};

  void Run();
  Status CarryOutPlan();
  Status Resume();
  Status LoadPlanned(std::vector<std::uint32_t>& versions);
  TimePoint NextWake();
  void Execute(const Command& command, CommandId id);
  void Conclude(CommandId id, const SwapResult& result);
  void Settle();
  void TellHistory();
  void Tend();
  bool TendWhileLoading();
  Traffic::Parts TrafficParts();
  Swapper::Parts SwapperParts();
  RolloutRunner::Parts RolloutParts();
  PendingSwaps::Parts PendingParts();
  ShadowRunner::Parts ShadowParts();
  Safeguard::Parts SafeguardParts();
  void OvertakeLoad();
  bool MayOvertakeLoad(const Command& command) const;
  bool Outdated() const;
  void OvertakeRetirement();
  bool LeadsToLoaded(const Command& command) const;
  bool TakesCandidateBack(const RollBack& command) const;
  Admission::Parts AdmissionParts();
  void End();
  void WaitForRelease() EXCLUDES(mutex_);

  SwapResult Do(const LoadLibrary& command);
  SwapResult Do(const SwapToVersion& command);
  SwapResult Do(const SwapToLibrary& command);
  SwapResult TakeOver(Swapper::Prepared prepared, const Moment& moment);
  SwapResult Do(const Configure& command);
  SwapResult Do(const RollBack& command);
  SwapResult Do(const StartRollout& command);
  SwapResult Do(const Promote& command);
  SwapResult Do(const PauseRollout& command);
  SwapResult Do(const Abort& command);
  SwapResult Do(const StartShadow& command);
  SwapResult Do(const StopShadow& command);
  SwapResult Do(const SetWorkers& command) { return Answer(ApplyWorkers(command.settings)); }
  SwapResult Do(const SetPaused& command);
  SwapResult Do(const RunScenario& command) {
    return Answer(scenario_.Start(command.scenario, ScenarioRunner::ItsSource::kOpen, Now()));
  }
  SwapResult Do(const StopScenario& command);
  SwapResult Do(const CycleVersions& command);
  SwapResult Do(const NoteWatch& command);
  SwapResult Do(const ReloadConfig& command);
  SwapResult Do(const ApplyConfig& command);
  SwapResult Answer(Status status);
  SwapResult RefuseConfig(const std::string& file, Error why);
  void TellOfConfig(EventLevel level, const std::string& file, std::string text);
  Result<StartRollout> WithSteps(StartRollout command) const;
  void ForbidSharing();
  Status ApplyLive(const Config& config, const std::vector<ConfigChange>& changes);
  /// An operator that a configuration gives other parameters.
  struct Configured {
    std::string slot;
    std::uint32_t before;  ///< The version that answers.
    Swapper::Prepared prepared;
  };
  std::optional<SwapResult> PrepareSlots(const Config& config, const std::vector<ConfigChange>& changes,
                                         std::vector<Configured>& configured);
  SwapResult PublishSlots(std::vector<Configured>& configured);
  void GiveUp(std::vector<Configured>& configured);

  Status ApplyWorkers(const WorkerSettings& settings);
  void PostState();
  void PostStateWhenDue();
  std::chrono::nanoseconds Now() const { return SteadyClock().Now() - parts_.traffic.origin; }

  // Fixed after construction.
  Parts parts_;
  const StartPlan plan_;

  // Shared.
  CommandQueue queue_;
  Mutex mutex_;
  CondVar changed_;
  bool started_ GUARDED_BY(mutex_) = false;
  bool ended_ GUARDED_BY(mutex_) = false;     // all but the release is done
  bool released_ GUARDED_BY(mutex_) = false;  // the owner needs nothing more
  Status start_status_ GUARDED_BY(mutex_);

  // Only on hs-ctl, each after what it uses.
  Chronicle chronicle_;
  EventLog events_;
  ReceiptLog receipts_;
  VersionCatalogue catalogue_;
  OperatorLoader loader_{[this] { return TendWhileLoading(); }, parts_.load_limit};
  SwapLedger ledger_;
  Retirement retirement_;
  Probation probation_;
  Admission admission_;
  Swapper swapper_;
  Schedule schedule_;
  SwapCycle cycle_{catalogue_, schedule_, events_};
  Traffic traffic_;
  RolloutRunner rollouts_;
  PendingSwaps pending_;
  ShadowRunner shadows_;
  Safeguard safeguard_;
  ScenarioRunner scenario_;
  std::deque<CommandOutcome> outcomes_;
  CommandId executing_ = 0;
  std::optional<NewestOnly> newest_only_;  // what may take the place of the command under way
  bool loading_ = false;                   // libraries are loaded that nothing is routed to as yet
  bool ending_ = false;                    // the workers are or were stopped
  std::chrono::nanoseconds drain_wait_{kShortestDrainWait};
  std::chrono::nanoseconds posted_{0};  // when the state was posted last
  bool post_owed_ = false;              // something happened since
  std::chrono::nanoseconds workers_started_{0};
  std::chrono::nanoseconds workers_ran_{0};
  ResourceWatch resources_{&ReadProcessResources};

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_CONTROLLER_H_
