#include "core/control/traffic.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/base/clock.h"
#include "core/base/duration.h"
#include "core/loading/display_name.h"
#include "core/loading/loaded_operator.h"

namespace hotswap {
Traffic::Traffic(const Parts& parts, VersionCatalogue& catalogue, EventLog& events)
    : parts_(parts), catalogue_(catalogue), events_(events), source_(parts.source), pool_(PoolParts()) {}

WorkerPool::Parts Traffic::PoolParts() {
  WorkerPool::Parts pool;
  pool.origin = parts_.origin;
  for (const auto& slot : catalogue_.slots()) pool.slots.push_back(&slot->routes);
  pool.source = parts_.source.get();
  pool.cells = parts_.cells;
  pool.recorder = parts_.recorder;
  pool.niceness = parts_.niceness;
  pool.call_limit = parts_.call_limit;
  pool.before_rescue = parts_.before_rescue;
  pool.left_behind = [this](const StuckCall& ending) { TellLeftBehind(ending); };
  return pool;
}

Status Traffic::Check(const WorkerSettings& settings) {
  if (settings.threads < 1 || settings.threads > kMaxThreads) {
    return Error{Errc::kInvalidArgument,
                 std::to_string(settings.threads) + " threads are not possible: choose 1 to " + std::to_string(kMaxThreads)};
  }
  if (settings.interval.count() < 0) return Error{Errc::kInvalidArgument, "the interval between requests cannot be negative"};
  return {};
}

Status Traffic::Apply(const WorkerSettings& settings) {
  if (Status fits = Check(settings); !fits.ok()) return fits;
  parts_.cells->NoteStart(Now());
  try {
    pool_.Apply(settings);
    started_ = true;
  } catch (const std::system_error& failure) {
    return Error{Errc::kUnavailable, "not all of " + std::to_string(settings.threads) +
                                         " worker threads could be started: " + failure.code().message()};
  }
  return {};
}

void Traffic::UseSource(std::shared_ptr<RequestSource> source) {
  pool_.UseSource(*source);
  source_ = std::move(source);
}

bool Traffic::EveryWorkerAnswered() const {
  if (!started_) return false;
  for (unsigned thread = 0; thread < settings().threads; ++thread) {
    const ThreadCell* cell = parts_.cells->Find(thread);
    if (cell == nullptr || cell->requests() == 0) return false;
  }
  return true;
}

void Traffic::TellTroubles() {
  for (std::uint32_t slot = 0; slot < catalogue_.slots().size(); ++slot) TellErrors(slot);
  const RequestSource::Health health = source_->CurrentHealth();
  for (std::size_t& told = told_warnings_[source_]; told < health.warnings.size(); ++told) {
    Event event;
    event.at = Now();
    event.level = EventLevel::kWarning;
    event.path = source_->Name();
    event.text = health.warnings[told];
    events_.Add(std::move(event));
  }
}

void Traffic::TellLeftBehind(const StuckCall& ending) {
  Event event;
  event.at = Now();
  event.level = EventLevel::kWarning;
  event.slot = catalogue_.slot(ending.slot).name;
  event.version = ending.version;
  event.text =
      "The thread " + Worker::ThreadName(ending.worker) + " has not ended " + FormatDuration(SteadyClock().Now() - ending.since) +
      " after its last request, because the destructor of an operator's thread_local object does not return. It cannot be "
      "ended; it is left alone. Look for such objects in the operators that it called";
  if (ending.version != 0) event.text += ", v" + std::to_string(ending.version) + " last";
  event.text += ".";
  events_.Add(std::move(event));
}

void Traffic::TellErrors(std::uint32_t slot) {
  const SlotState& state = catalogue_.slot(slot);
  for (const auto& version : state.versions) {
    const auto text = version->cells->first_error();
    // Others tell it when it was taken back, or is about to be.
    if ((version->on_probation && !version->errors_tolerated) || !version->fault.empty()) continue;
    if (!text || std::ranges::find(told_versions_, version.get()) != told_versions_.end()) continue;
    told_versions_.push_back(version.get());
    const bool on_trial = state.candidate == version->number || version->on_probation;
    const bool judged = on_trial && version->errors_tolerated;
    Event event;
    event.at = version->cells->first_error_at() - parts_.origin;
    event.level = judged ? EventLevel::kWarning : EventLevel::kError;
    event.slot = state.name;
    event.version = version->number;
    event.text = "v" + std::to_string(version->number) + " " + version->name +
                 " threw in compute_score: " + DisplayName(text->c_str(), LoadedOperator::kMaxNameBytes) +
                 ". Its requests are counted as errors";
    event.text += judged ? "; the guard max_error_rate of its rollout judges how many there may be." : ".";
    events_.Add(std::move(event));
  }
}

std::chrono::nanoseconds Traffic::Now() const { return SteadyClock().Now() - parts_.origin; }

}  // namespace hotswap
