#include "core/control/traffic.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/base/clock.h"
#include "core/loading/display_name.h"
#include "core/loading/loaded_operator.h"

namespace hotswap {
namespace {

WorkerPool::Parts PoolParts(const Traffic::Parts& parts, VersionCatalogue& catalogue) {
  WorkerPool::Parts pool;
  pool.origin = parts.origin;
  for (const auto& slot : catalogue.slots()) pool.slots.push_back(&slot->routes);
  pool.source = parts.source.get();
  pool.cells = parts.cells;
  pool.recorder = parts.recorder;
  pool.niceness = parts.niceness;
  pool.call_limit = parts.call_limit;
  pool.before_rescue = parts.before_rescue;
  return pool;
}

}  // namespace

Traffic::Traffic(const Parts& parts, VersionCatalogue& catalogue, EventLog& events)
    : parts_(parts), catalogue_(catalogue), events_(events), source_(parts.source), pool_(PoolParts(parts, catalogue)) {}

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

void Traffic::TellErrors(std::uint32_t slot) {
  const SlotState& state = catalogue_.slot(slot);
  for (const auto& version : state.versions) {
    const auto text = version->cells->first_error();
    // While it is on probation, and when it was taken back, others tell it.
    if (version->on_probation || !version->fault.empty()) continue;
    if (!text || std::ranges::find(told_versions_, version.get()) != told_versions_.end()) continue;
    told_versions_.push_back(version.get());
    Event event;
    event.at = Now();
    event.level = EventLevel::kError;
    event.slot = state.name;
    event.version = version->number;
    event.text = "v" + std::to_string(version->number) + " " + version->name +
                 " threw in compute_score: " + DisplayName(text->c_str(), LoadedOperator::kMaxNameBytes) +
                 ". Its requests are counted as errors.";
    events_.Add(std::move(event));
  }
}

std::chrono::nanoseconds Traffic::Now() const { return SteadyClock().Now() - parts_.origin; }

}  // namespace hotswap
