#include "app/cli/run_command.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>
#include <thread>

#include "app/cli/run_printer.h"
#include "app/report_file.h"
#include "app/signal_watcher.h"

namespace hotswap {
namespace {

constexpr std::chrono::milliseconds kPollPeriod{20};
constexpr std::chrono::milliseconds kSamplePeriod{50};
/// Only the swap lines read them; the report has all.
constexpr std::size_t kReceiptsShown = 64;

int Complain(const Error& error, int status) {
  std::cerr << "hotswap: " << error.text << '\n';
  return status;
}

bool RunIsOver(const Snapshot& snapshot, const RunSetup& setup, TimePoint started) {
  if (snapshot.scenario) return !snapshot.scenario->running;
  if (setup.duration) return SteadyClock().Now() - started >= *setup.duration;
  return snapshot.finished;
}

/// Returns when the run is over or somebody asked for its end.
void WaitForEnd(const LocalEngine& engine, const RunSetup& setup, const SignalWatcher& signals, RunPrinter& printer) {
  const TimePoint started = SteadyClock().Now();
  for (;;) {
    const auto snapshot = engine.Latest();
    printer.Show(*snapshot);
    if (signals.stop_requested() || RunIsOver(*snapshot, setup, started)) return;
    TimePoint wake = SteadyClock().Now() + kPollPeriod;
    if (setup.duration) wake = std::min(wake, started + *setup.duration);
    std::this_thread::sleep_until(wake);
  }
}

/// Prints and writes what a finished run leaves behind.
int Conclude(const LocalEngine& engine, const RunSetup& setup, bool json, RunPrinter& printer) {
  printer.Conclude(*engine.Latest(), engine.workers_ran(), engine.whole_run());
  if (json) {
    engine.WriteReport(std::cout);
    std::cout.flush();
    if (!std::cout) return Complain({Errc::kIo, "the report could not be printed: standard output is closed or full"}, 1);
  }
  if (setup.report.empty()) return 0;
  const Status written = WriteReportFile(engine, setup.report);
  return written.ok() ? 0 : Complain(Error(written.error()).During("the report was not written"), 1);
}

}  // namespace

void AddRunCommandOptions(CLI::App& app, RunCommandOptions& options) {
  AddRunOptions(app, options.run);
  app.add_flag("--json", options.json, "Print the report instead of lines");
  app.add_flag("--quiet", options.quiet, "Print nothing but errors");
}

int RunCommand(const RunCommandOptions& options) {
  SignalWatcher signals;
  auto setup = Prepare(options.run, false);
  if (!setup.ok()) return Complain(setup.error(), 2);
  if (!setup->report.empty()) {
    if (Status report = CheckReportFile(setup->report); !report.ok()) {
      return Complain(Error(report.error()).During("the report cannot be written"), 1);
    }
  }
  RunPrinter printer({.quiet = options.quiet || options.json, .verbose = options.run.verbose});
  EngineOptions& engine_options = setup->engine;
  engine_options.sample_period = kSamplePeriod;
  engine_options.keep_history = false;
  engine_options.receipts_shown = kReceiptsShown;
  engine_options.plan.stop_on_refusal = true;
  engine_options.on_event = [&printer](const Event& event) { printer.Tell(event); };
  if (options.run.verbose) engine_options.trace = [&printer](const std::string& line) { printer.Trace(line); };

  auto engine = LocalEngine::Make(std::move(engine_options));
  if (!engine.ok()) return Complain(engine.error(), 1);
  const Status started = engine.value()->WaitUntilStarted();
  if (started.ok()) WaitForEnd(*engine.value(), *setup, signals, printer);
  if (Status finished = engine.value()->Finish(); !finished.ok()) {
    return Complain(Error(finished.error()).During("the record is not whole"), 1);
  }
  if (!started.ok()) return Complain(started.error(), 1);
  return Conclude(*engine.value(), *setup, options.json, printer);
}

}  // namespace hotswap
