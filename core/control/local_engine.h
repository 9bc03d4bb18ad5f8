#ifndef HOTSWAP_CORE_CONTROL_LOCAL_ENGINE_H_
#define HOTSWAP_CORE_CONTROL_LOCAL_ENGINE_H_

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/api/engine.h"
#include "core/control/controller.h"
#include "core/control/sampler.h"
#include "core/telemetry/request_record.h"
#include "core/telemetry/thread_cells.h"

namespace hotswap {

/// What an engine is made of and how it starts.
struct EngineOptions {
  std::vector<std::string> slot_names{"score"};
  std::filesystem::path store;     ///< Where the operators' copies live.
  unsigned resident = 2;           ///< Previous versions of a slot that stay loaded.
  std::unique_ptr<Vetter> vetter;  ///< Gate G3. Null: libraries are not vetted, for callers that have done so.
  AdmissionPolicy policy;
  std::filesystem::path journal;  ///< Empty: nothing is written down, and nothing is known of earlier runs.
  JournalLimits journal_limits;
  std::chrono::nanoseconds trial{std::chrono::seconds(60)};  ///< So long without a fault makes a version permanent; 0: never.
  ProbationLimits probation;
  std::chrono::nanoseconds call_limit{std::chrono::seconds(1)};        ///< Positive. A call that lasts longer may be stuck.
  std::chrono::nanoseconds load_limit = OperatorLoader::kLongestCall;  ///< Of one call into a library that is loaded or retired.
  SourceSpec source;
  std::filesystem::path record;  ///< Empty: no per-request record.
  int worker_niceness = 0;       ///< 0 to 19; kIdlePriority: SCHED_IDLE, behind all else.
  std::chrono::nanoseconds sample_period{std::chrono::milliseconds{33}};
  bool keep_history = true;                                                 ///< For charts.
  std::size_t receipts_shown = 1000;                                        ///< In snapshots; all of them are in the report.
  std::size_t events_shown = 1000;                                          ///< In snapshots.
  std::shared_ptr<const Config> config = std::make_shared<const Config>();  ///< Never null; for what is looked up by name.
  std::function<void()> reload_config;         ///< Empty: no file that could be read again. On the control thread; must not wait.
  std::function<void(const Event&)> on_event;  ///< May be empty. Called on the control thread.
  std::vector<std::string> notes;              ///< Warnings to tell at the start.
  std::function<void(const std::string&)> trace;  ///< May be empty. Each step of each load, on the control thread.
  StartPlan plan;
};

/// Until when a run is said to have taken.
enum class RunEnd {
  kStopped,     ///< Until its workers were stopped.
  kLastAnswer,  ///< Until its last answer: every worker was done by itself, and only then somebody noticed.
};

/// The engine of this process: workers, control and sampling threads, and what they share.
///
/// Threads   Submit() and Latest() on any thread; the rest on the owner's.
/// Lifetime  The destructor finishes the run.
/// Failure   Make() fails when the store, the source or the record file cannot be opened.
class LocalEngine final : public Engine {
 public:
  static Result<std::unique_ptr<LocalEngine>> Make(EngineOptions options);
  ~LocalEngine() override { static_cast<void>(Finish()); }

  CommandId Submit(Command command) override { return controller_.Submit(std::move(command)); }
  std::shared_ptr<const Snapshot> Latest() const override { return sampler_.Latest(); }

  /// Waits until the plan is carried out. The first refusal among its libraries and the scenario.
  Status WaitUntilStarted() { return controller_.WaitUntilStarted(); }

  /// Asks for the end from any thread, also while the plan is carried out; Finish() waits for it.
  void RequestStop() { controller_.RequestStop(); }

  /// Stops taking requests, answers those in flight, completes receipts and the record. Later calls only repeat the answer.
  /// Fails when the record could not be written whole.
  Status Finish(RunEnd end = RunEnd::kStopped);

  /// After Finish() and the report, which nothing that operators do at their end may cost: unloads them. Later calls do nothing.
  void Release() { controller_.Release(); }

  // After Finish() only.
  std::vector<std::string> stuck_libraries() const { return controller_.stuck_libraries(); }  ///< As OperatorLoader::Stuck().
  std::chrono::nanoseconds workers_ran() const;                                               ///< 0 when none was started.
  LatencySummary whole_run() const { return sampler_.whole_run(); }

  /// The report of a finished run, as JSON; the receipts are streamed.
  void WriteReport(std::ostream& out) const;

 private:
  LocalEngine(EngineOptions options, OperatorStore store, std::shared_ptr<RequestSource> source,
              std::unique_ptr<RequestRecorder> recorder);

  const std::chrono::steady_clock::time_point origin_;
  ThreadCells cells_;
  ControlBoard board_;
  const std::unique_ptr<RequestRecorder> recorder_;
  std::optional<RunEnd> end_;  // as the first Finish() was told
  Controller controller_;
  Sampler sampler_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_LOCAL_ENGINE_H_
