#include "core/control/local_engine.h"

#include <utility>

#include "core/control/run_report.h"
#include "core/engine/open_source.h"

namespace hotswap {
namespace {

Controller::Parts ControllerParts(EngineOptions& options, OperatorStore store, const Traffic::Parts& traffic,
                                  Chronicle::Parts chronicle, ControlBoard& board) {
  return {.slot_names = options.slot_names,
          .resident = options.resident,
          .store = std::move(store),
          .vetter = std::move(options.vetter),
          .policy = options.policy,
          .chronicle = std::move(chronicle),
          .probation = options.probation,
          .load_limit = options.load_limit,
          .traffic = traffic,
          .config = options.config,
          .reload_config = std::move(options.reload_config),
          .board = &board,
          .receipts_shown = options.receipts_shown,
          .events_shown = options.events_shown,
          .on_event = std::move(options.on_event),
          .trace = std::move(options.trace)};
}

/// A run goes on without a journal, but its user knows why.
Chronicle::Parts OpenJournalOf(const EngineOptions& options, TimePoint origin) {
  Chronicle::Parts parts{.journal = nullptr, .notes = options.notes, .trial = options.trial, .origin = origin};
  if (options.journal.empty()) return parts;
  auto journal = Journal::Open({.file = options.journal, .limits = options.journal_limits});
  if (journal.ok()) {
    parts.journal = std::move(journal).value();
  } else {
    parts.notes.push_back("What this run does is not written down: " + journal.error().text + ". The run itself goes on.");
  }
  return parts;
}

}  // namespace

Result<std::unique_ptr<LocalEngine>> LocalEngine::Make(EngineOptions options) {
  auto store = OperatorStore::Open(options.store);
  if (!store.ok()) return std::move(store).error();
  auto source = OpenSource(options.source, options.slot_names);
  if (!source.ok()) return std::move(source).error().During("source of requests");
  std::unique_ptr<RequestRecorder> recorder;
  if (!options.record.empty()) {
    auto opened = RequestRecorder::Open(options.record);
    if (!opened.ok()) {
      Error error = std::move(opened).error();
      error.text += "; name another file with --record";
      return error;
    }
    recorder = std::move(opened).value();
  }
  return std::unique_ptr<LocalEngine>(
      new LocalEngine(std::move(options), std::move(store).value(), std::move(source).value(), std::move(recorder)));
}

LocalEngine::LocalEngine(EngineOptions options, OperatorStore store, std::shared_ptr<RequestSource> source,
                         std::unique_ptr<RequestRecorder> recorder)
    : origin_(std::chrono::steady_clock::now()),
      recorder_(std::move(recorder)),
      controller_(ControllerParts(options, std::move(store),
                                  {.origin = origin_,
                                   .source = std::move(source),
                                   .cells = &cells_,
                                   .recorder = recorder_.get(),
                                   .niceness = options.worker_niceness,
                                   .call_limit = options.call_limit},
                                  OpenJournalOf(options, origin_), board_),
                  std::move(options.plan)),
      sampler_({.origin = origin_,
                .cells = &cells_,
                .board = &board_,
                .period = options.sample_period,
                .keep_history = options.keep_history}) {}

Status LocalEngine::Finish(RunEnd end) {
  if (!end_) end_ = end;
  controller_.Finish();
  sampler_.Finish();
  return recorder_ != nullptr ? recorder_->Close() : Status();
}

std::chrono::nanoseconds LocalEngine::workers_ran() const {
  if (!cells_.started()) return std::chrono::nanoseconds(0);
  const auto last = cells_.last_end();
  return end_ == RunEnd::kLastAnswer && last.count() > 0 ? last - *cells_.started() : controller_.workers_ran();
}

void LocalEngine::WriteReport(std::ostream& out) const {
  const auto snapshot = Latest();
  const auto rollouts = controller_.rollouts();
  const auto shadows = controller_.shadows();
  WriteRunReport(out, {.snapshot = *snapshot,
                       .receipts = controller_.receipts(),
                       .rollouts = rollouts,
                       .shadows = shadows,
                       .wall = workers_ran(),
                       .latency = sampler_.whole_run(),
                       .start = controller_.resources().start(),
                       .end = controller_.resources().latest()});
}

}  // namespace hotswap
