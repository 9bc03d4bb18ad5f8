#include "app/command_line_values.h"

#include <filesystem>

#include "core/base/duration.h"
#include "core/config/operator_path.h"
#include "core/config/source_spec.h"

namespace hotswap {
namespace {

using std::chrono::nanoseconds;
using Origins = std::map<std::string, std::string>;

/// As an engine calls it that is told of none.
constexpr const char* kOnlySlot = "score";

/// Reads a duration option into `value`; absent options leave it.
template <typename T>
Status ReadTime(const char* option, const std::optional<std::string>& text, T& value) {
  if (!text) return {};
  auto parsed = ParseDuration(*text);
  if (!parsed.ok()) return Error{Errc::kInvalidArgument, std::string(option) + ": " + parsed.error().text};
  value = *parsed;
  return {};
}

/// The same for a time that cannot be 0.
template <typename T>
Status ReadPositive(const char* option, const std::optional<std::string>& text, T& value) {
  if (Status read = ReadTime(option, text, value); !read.ok()) return read;
  if (!text || value != nanoseconds{0}) return {};
  return Error{Errc::kInvalidArgument, std::string(option) + ": \"" + *text + "\" must be longer than 0"};
}

void NoteWorkerOptions(const RunOptions& options, Origins& origins) {
  if (options.threads) origins["workers.threads"] = "--threads";
  if (options.rounds) origins["workers.rounds"] = "--rounds";
  if (options.interval) origins["workers.interval"] = "--interval";
}

Status ApplySource(const RunOptions& options, SourceSpec& source, Origins& origins) {
  if (options.source) {
    auto spec = ParseSource(*options.source);
    if (!spec.ok()) return Error{Errc::kInvalidArgument, "--source: " + spec.error().text};
    source = *spec;
    for (const char* key : {"source.kind", "source.file", "source.loop"}) origins[key] = "--source";
  }
  if (options.loop && source.kind == "synthetic") {
    return Error{Errc::kInvalidArgument, "--loop starts a file again; the synthetic source has no end"};
  }
  if (options.loop) origins["source.loop"] = "--loop";
  source.loop = source.loop || options.loop;
  return {};
}

/// What the gates refuse and when a version is taken back.
Status ApplyGates(const RunOptions& options, Config& config, Origins& origins) {
  if (options.strict) config.gates.strict = true;
  if (options.strict) origins["gates.strict"] = "--strict";
  if (options.no_cache) config.gates.use_verdicts = false;
  if (options.no_cache) origins["gates.cache"] = "--no-cache";
  if (options.probation) origins["probation.duration"] = "--probation";
  if (Status read = ReadTime("--probation", options.probation, config.probation.duration); !read.ok()) return read;
  if (options.call_limit) origins["gates.call_limit"] = "--call-limit";
  if (Status read = ReadPeriod("--call-limit", options.call_limit, config.gates.call_limit); !read.ok()) return read;
  if (options.vet_limit) origins["gates.vet_limit"] = "--vet-limit";
  if (Status read = ReadPeriod("--vet-limit", options.vet_limit, config.gates.vet_limit); !read.ok()) return read;
  if (!options.latency_budget) return {};
  if (Status read = ReadPeriod("--latency-budget", options.latency_budget, config.gates.latency_budget); !read.ok()) return read;
  // Vetting judges the processor time of a call, probation what passes on a busy machine.
  config.probation.latency_budget = 10 * config.gates.latency_budget;
  origins["gates.latency_budget"] = origins["probation.latency_budget"] = "--latency-budget";
  return {};
}

/// What the first slot watches. Where the configuration has none it is the one that there always is.
Status ApplyWatch(const RunOptions& options, Config& config, Origins& origins) {
  if (options.watch.empty() && options.watch_policy.empty()) return {};
  if (options.watch.empty() && (config.slots.empty() || config.slots.front().watch.empty())) {
    return Error{Errc::kInvalidArgument,
                 "--watch-policy says what becomes of an operator that appears where the first slot watches, but nothing is "
                 "watched; name a file or folder with --watch"};
  }
  if (config.slots.empty())
    config.slots.push_back({.name = kOnlySlot, .library = {}, .watch = {}, .configure = {}, .moment = {}});
  Config::Slot& slot = config.slots.front();
  const std::string prefix = "slot." + slot.name + ".";
  if (!options.watch.empty()) {
    slot.watch = ResolveOperator(options.watch, std::filesystem::current_path(), {});
    origins[prefix + "watch"] = "--watch";
  }
  for (const WatchPolicy policy : {WatchPolicy::kOffer, WatchPolicy::kSwap, WatchPolicy::kRollout}) {
    if (options.watch_policy != WatchPolicyName(policy)) continue;
    slot.policy = policy;
    origins[prefix + "policy"] = "--watch-policy";
  }
  return {};
}

}  // namespace

Status ApplyWorkerOptions(const RunOptions& options, WorkerSettings& workers) {
  if (options.threads) workers.threads = *options.threads;
  if (options.rounds) workers.rounds = *options.rounds;
  return ReadTime("--interval", options.interval, workers.interval);
}

Status ReadPeriod(const char* option, const std::optional<std::string>& text, nanoseconds& value) {
  return ReadPositive(option, text, value);
}

Status ReadPeriod(const char* option, const std::optional<std::string>& text, std::optional<nanoseconds>& value) {
  return ReadPositive(option, text, value);
}

Status ApplyCommandLine(const RunOptions& options, Config& config, Origins& origins) {
  NoteWorkerOptions(options, origins);
  if (Status status = ApplyWorkerOptions(options, config.workers); !status.ok()) return status;
  if (Status status = ApplyGates(options, config, origins); !status.ok()) return status;
  if (Status status = ApplySource(options, config.source, origins); !status.ok()) return status;
  if (Status read = ReadTime("--trial", options.trial, config.trial.duration); !read.ok()) return read;
  if (options.trial) origins["trial.duration"] = "--trial";
  if (Status status = ApplyWatch(options, config, origins); !status.ok()) return status;
  if (!options.journal.empty()) config.journal.file = options.journal;
  if (!options.journal.empty()) config.journal.enabled = true;
  if (!options.journal.empty()) origins["journal.file"] = origins["journal.enabled"] = "--journal";
  if (options.resident) config.store.resident = *options.resident;
  if (options.resident) origins["store.resident"] = "--resident";
  if (!options.store.empty()) config.store.directory = options.store;
  if (!options.store.empty()) origins["store.directory"] = "--store";
  return {};
}

}  // namespace hotswap
