#include "app/cli/run_command.h"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "app/cli/run_printer.h"
#include "app/report_file.h"
#include "app/signal_watcher.h"
#include "core/loading/display_name.h"

namespace hotswap {
namespace {

constexpr std::chrono::milliseconds kPollPeriod{20};
constexpr std::chrono::milliseconds kSamplePeriod{50};
/// Only the swap lines read them; the report has all.
constexpr std::size_t kReceiptsShown = 64;

int Complain(const Error& error, int status) {
  // A file's name may hold anything, also what a terminal obeys.
  std::cerr << "hotswap: " << DisplayName(error.text.c_str(), error.text.size()) << '\n';
  return status;
}

bool RunIsOver(const Snapshot& snapshot, const RunSetup& setup, TimePoint started) {
  if (snapshot.scenario) return !snapshot.scenario->running;
  if (setup.duration) return SteadyClock().Now() - started >= *setup.duration;
  return snapshot.finished;
}

/// Returns when the run is over, somebody asked for its end, or nobody reads its lines any more.
void WaitForEnd(const LocalEngine& engine, const RunSetup& setup, const SignalWatcher& signals, RunPrinter& printer) {
  const TimePoint started = SteadyClock().Now();
  for (;;) {
    const auto snapshot = engine.Latest();
    printer.Show(*snapshot);
    if (signals.stop_requested() || printer.output_error() == EPIPE || RunIsOver(*snapshot, setup, started)) return;
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

/// Prints and writes what a finished run leaves behind: each part, whatever became of the others. The exit status.
int Conclude(LocalEngine& engine, const RunSetup& setup, bool json, RunPrinter& printer) {
  int status = 0;
  const auto check = [&status](Status part, const char* what) {
    if (!part.ok()) status = Complain(std::move(part).error().During(what), 1);
  };
  check(engine.Finish(), "the record is not whole");
  printer.Conclude(*engine.Latest(), engine.workers_ran(), engine.whole_run());
  check(CheckOutput(printer), "lines are missing");
  if (json) check(PrintReport(engine), "the report was not printed");
  if (!setup.report.empty()) check(WriteReportFile(engine, setup.report), "the report was not written");
  return status;
}

}  // namespace

int RunCommand(const RunOptions& options) {
  SignalWatcher signals;
  auto setup = Prepare(options, false);
  if (!setup.ok()) return Complain(setup.error(), 2);
  if (!setup->report.empty()) {
    if (const Status report = CheckReportFile(setup->report); !report.ok()) return Complain(report.error(), 1);
  }
  RunPrinter printer({.quiet = options.quiet || options.json, .verbose = options.verbose});
  EngineOptions& engine_options = setup->engine;
  engine_options.sample_period = kSamplePeriod;
  engine_options.keep_history = false;
  engine_options.receipts_shown = kReceiptsShown;
  engine_options.events_shown = 0;  // they are told as they come
  engine_options.plan.stop_on_refusal = true;
  engine_options.on_event = [&printer](const Event& event) { printer.Tell(event); };
  if (options.verbose) engine_options.trace = [&printer](const std::string& line) { printer.Trace(line); };

  auto engine = LocalEngine::Make(std::move(engine_options));
  if (!engine.ok()) return Complain(engine.error(), 1);
  signals.OnStop([&engine] { engine.value()->RequestStop(); });
  const Status started = engine.value()->WaitUntilStarted();
  if (!started.ok()) {
    signals.OnStop({});
    return Complain(started.error(), 1);
  }
  printer.Started();
  WaitForEnd(*engine.value(), *setup, signals, printer);
  signals.OnStop({});
  return Conclude(*engine.value(), *setup, options.json, printer);
}

}  // namespace hotswap
