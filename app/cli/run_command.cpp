#include "app/cli/run_command.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "app/cli/early_exit.h"
#include "app/cli/run_printer.h"
#include "app/config_reloader.h"
#include "app/control_access.h"
#include "app/file_watch.h"
#include "app/language.h"
#include "app/report_file.h"
#include "app/signal_watcher.h"
#include "app/standard_streams.h"
#include "app/stuck_threads.h"
#include "app/version.h"
#include "core/loading/display_name.h"

namespace hotswap {
namespace {

constexpr std::chrono::milliseconds kPollPeriod{20};
constexpr std::chrono::milliseconds kSamplePeriod{50};
/// Only the swap lines read them; the report has all.
constexpr std::size_t kReceiptsShown = 64;

int Complain(const Error& error, int status) {
  // A file's name may hold anything, also what a terminal obeys.
  const std::string text = Translated(error.text);
  std::cerr << "hotswap: " << DisplayName(text.c_str(), text.size()) << '\n';
  return status;
}

bool RunIsOver(const Snapshot& snapshot, const RunSetup& setup, TimePoint started) {
  if (snapshot.scenario) return !snapshot.scenario->running;
  if (setup.duration) return SteadyClock().Now() - started >= *setup.duration;
  return snapshot.finished;
}

/// How a run that is over came to it: without a duration with its last answer, which is noticed a little later.
RunEnd EndOf(const Snapshot& snapshot, const RunSetup& setup) {
  const bool timed = snapshot.scenario ? snapshot.scenario->duration.has_value() : setup.duration.has_value();
  return timed ? RunEnd::kStopped : RunEnd::kLastAnswer;
}

/// Returns when the run is over, somebody asked for its end, or nobody reads its lines any more.
RunEnd WaitForEnd(const LocalEngine& engine, const RunSetup& setup, const SignalWatcher& signals, RunPrinter& printer) {
  const TimePoint started = SteadyClock().Now();
  for (;;) {
    const auto snapshot = engine.Latest();
    printer.Show(*snapshot);
    if (signals.stop_requested() || printer.output_error() == EPIPE) return RunEnd::kStopped;
    if (RunIsOver(*snapshot, setup, started)) return EndOf(*snapshot, setup);
    TimePoint wake = SteadyClock().Now() + kPollPeriod;
    if (setup.duration) wake = std::min(wake, started + *setup.duration);
    std::this_thread::sleep_until(wake);
  }
}

/// A reader that went away has seen enough; any other failure of standard output is one of the run.
Status CheckOutput(const RunPrinter& printer) {
  const int error = printer.output_error();
  return error == 0 || error == EPIPE ? Status() : SystemError("standard output", error);
}

/// 0, or 1 when this part of a run's end failed, with the reason told.
int Told(Status part, const char* what) { return part.ok() ? 0 : Complain(std::move(part).error().During(what), 1); }

/// Prints and writes the reports that were asked for: each, whatever became of the other. The exit status.
int LeaveReports(const LocalEngine& engine, const RunSetup& setup, std::optional<int> json) {
  int status = 0;
  if (json) status |= Told(PrintReport(engine, *json), "the report was not printed");
  if (!setup.report.empty()) status |= Told(WriteReportFile(engine, setup.report), "the report was not written");
  return status;
}

/// Prints and writes what a finished run leaves behind: each part, whatever became of the others. The exit status.
int Conclude(const LocalEngine& engine, Status recorded, const RunSetup& setup, std::optional<int> json, RunPrinter& printer) {
  int status = Told(std::move(recorded), "the record is not whole");
  printer.Conclude(*engine.Latest(), engine.workers_ran(), engine.whole_run());
  status |= Told(CheckOutput(printer), "lines are missing");
  return status | LeaveReports(engine, setup, json);
}

std::string RefusalText(const SwapReceipt& refused, const RunSetup& setup, bool several_slots) {
  // A finding about an operator that ran lacks the file's name.
  const bool named = refused.path.empty() || refused.reason.starts_with(refused.path);
  std::string text = (several_slots ? "slot " + refused.slot + ": " : "") + (named ? "" : refused.path + ": ") + refused.reason;
  const bool bare = !std::filesystem::path(refused.path).has_parent_path();
  if (bare && refused.code == ErrcName(Errc::kNotFound)) {
    text += "; the folder of the shipped operators, " + setup.plugin_directory.string() + ", was searched too";
  }
  return text + " (gate " + refused.gate + ")";
}

/// Tells every refusal, or else the failure itself, and leaves the report of the run that was not: an older one in its place would
/// be taken for this run's. The exit status.
int ConcludeUnstarted(LocalEngine& engine, const RunSetup& setup, std::optional<int> json, const Error& failure) {
  static_cast<void>(Told(engine.Finish(), "the record is not whole"));
  const auto snapshot = engine.Latest();
  bool told = false;
  for (const SwapReceipt& receipt : *snapshot->receipts) {
    if (receipt.outcome != SwapOutcome::kRefused) continue;
    told = told || receipt.reason == failure.text;
    Complain({failure.code, RefusalText(receipt, setup, snapshot->slots.size() > 1)}, 1);
  }
  if (!told) Complain(failure, 1);
  static_cast<void>(LeaveReports(engine, setup, json));
  return 1;
}

}  // namespace

int RunCommand(const RunOptions& options) {
  const ReloadBell bell;
  SignalWatcher signals;
  auto setup = Prepare(options, false);
  if (!setup.ok()) return Complain(setup.error(), 2);
  if (setup->no_operators) return Complain(*setup->no_operators, 2);
  if (!setup->report.empty()) {
    if (const Status report = CheckReportFile(setup->report); !report.ok()) return Complain(report.error(), 1);
  }
  std::optional<int> json;  // Where the report is printed.
  if (options.json) {
    auto output = TakeStandardOutput();
    if (!output) return Complain(output.error(), 1);
    json = *output;
  }
  RunPrinter printer(
      {.quiet = options.quiet || options.json, .verbose = options.verbose, .slots = setup->engine.slot_names.size() > 1});
  EngineOptions& engine_options = setup->engine;
  engine_options.sample_period = kSamplePeriod;
  engine_options.keep_history = false;
  engine_options.receipts_shown = kReceiptsShown;
  engine_options.events_shown = 0;  // they are told as they come
  engine_options.plan.stop_on_refusal = true;
  engine_options.on_event = [&printer](const Event& event) { printer.Tell(event); };
  engine_options.config = std::make_shared<const Config>(setup->config);
  if (setup->reread) engine_options.reload_config = [&bell] { bell.Ring(); };
  if (setup->reread) signals.OnReload([&bell] { bell.Ring(); });
  if (options.verbose) engine_options.trace = [&printer](const std::string& line) { printer.Trace(line); };

  auto access = Listen(engine_options, !options.no_socket, std::string("hotswap ") + kVersion);
  const auto reloader = MakeReloader(bell, *setup);
  const auto watcher = MakeWatcher();
  const EarlyExit early_exit;
  auto engine = LocalEngine::Make(std::move(engine_options));
  if (!engine.ok()) return Complain(engine.error(), 1);
  auto clients = Serve(std::move(access), *engine.value());
  // Now, so that a run has as many threads and mappings when its workers start as at its end.
  const Reloading reloading(reloader.get(), *engine.value());
  const Watching watching(*watcher, *engine.value());
  signals.OnStop([&engine] { engine.value()->RequestStop(); });
  const Status started = engine.value()->WaitUntilStarted();
  if (!started.ok()) {
    signals.OnStop({});
    if (clients != nullptr) clients->Stop();
    const int status = ConcludeUnstarted(*engine.value(), *setup, json, started.error());
    LeaveStuckThreads(*engine.value(), "hotswap", status);
    return status;
  }
  printer.Started();
  const RunEnd end = WaitForEnd(*engine.value(), *setup, signals, printer);
  signals.OnStop({});
  watcher->Stop();
  if (clients != nullptr) clients->Stop();
  Status recorded = engine.value()->Finish(end);
  signals.NoteEnd();
  const int status = Conclude(*engine.value(), std::move(recorded), *setup, json, printer);
  LeaveStuckThreads(*engine.value(), "hotswap", status);
  return status;
}

}  // namespace hotswap
