#include "core/api/config_rows.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string_view>
#include <utility>

namespace hotswap {
namespace {

using std::chrono::nanoseconds;

constexpr bool kLive = true;
constexpr bool kRestart = false;

std::string Value(bool truth) { return truth ? "true" : "false"; }
std::string Value(unsigned number) { return std::to_string(number); }
std::string Value(std::uint64_t number) { return std::to_string(number); }

/// The shortest text that is read as this number again.
std::string Value(double number) {
  std::array<char, 32> buffer;
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  return {buffer.data(), written.ptr};
}

std::string Value(std::string_view text) {
  if (text.empty()) return {};
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
      quoted += c;
      continue;
    }
    std::array<char, 8> escape;
    std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    quoted += escape.data();
  }
  return quoted + '"';
}

std::string Value(const std::filesystem::path& path) { return Value(std::string_view(path.native())); }

/// `count` in the largest of `units` (ascending) that it is a whole number of.
template <std::size_t kCount>
std::string WholeNumberOf(std::uint64_t count, const std::array<std::pair<const char*, std::uint64_t>, kCount>& units) {
  if (count == 0) return "\"0\"";
  const auto fits = [count](const auto& unit) { return count % unit.second == 0; };
  const auto unit = std::find_if(units.rbegin(), units.rend(), fits);
  return "\"" + std::to_string(count / unit->second) + unit->first + "\"";
}

std::string Value(nanoseconds time) {
  constexpr std::array<std::pair<const char*, std::uint64_t>, 7> kUnits = {{{"ns", 1},
                                                                            {"us", 1'000},
                                                                            {"ms", 1'000'000},
                                                                            {"s", 1'000'000'000},
                                                                            {"m", 60'000'000'000},
                                                                            {"h", 3'600'000'000'000},
                                                                            {"d", 86'400'000'000'000}}};
  return WholeNumberOf(static_cast<std::uint64_t>(time.count()), kUnits);
}

std::string SizeValue(std::uint64_t bytes) {
  constexpr std::array<std::pair<const char*, std::uint64_t>, 4> kUnits = {
      {{"B", 1}, {"KiB", std::uint64_t{1} << 10}, {"MiB", std::uint64_t{1} << 20}, {"GiB", std::uint64_t{1} << 30}}};
  return WholeNumberOf(bytes, kUnits);
}

/// With its parameters, which stand beside it in a file.
std::string Value(const Moment& moment) {
  std::string text = Value(std::string_view(MomentName(moment.kind)));
  if (moment.kind == MomentKind::kThreadByThread) text += ", period = " + Value(moment.period);
  if (moment.kind == MomentKind::kAtRequest) text += ", request = " + Value(moment.request);
  if (moment.kind == MomentKind::kAtTime) text += ", time = " + Value(moment.time);
  if (moment.kind != MomentKind::kLowLoad) return text;
  return text + ", requests_per_s = " + Value(moment.requests_per_s) + ", deadline = " + Value(moment.deadline);
}

/// `entries` between two brackets.
std::string Listed(const char* open, const std::vector<std::string>& entries, const char* close) {
  if (entries.empty()) return std::string(open) + close;
  std::string text = open;
  for (const std::string& entry : entries) text += (&entry == &entries.front() ? " " : ", ") + entry;
  return text + " " + close;
}

std::string Value(const std::vector<GuardLimit>& guards) {
  std::vector<std::string> entries;
  for (const GuardLimit& guard : guards) entries.push_back(guard.name + " = " + Value(guard.limit));
  return Listed("{", entries, "}");
}

std::string Value(const std::vector<RolloutStep>& steps) {
  std::vector<std::string> entries;
  for (const RolloutStep& step : steps) {
    std::vector<std::string> step_entries;
    step_entries.push_back(step.threads > 0 ? "threads = " + Value(step.threads) : "share = " + Value(step.share));
    if (step.min_time.count() > 0) step_entries.push_back("min_time = " + Value(step.min_time));
    if (step.min_requests > 0) step_entries.push_back("min_requests = " + Value(step.min_requests));
    entries.push_back(Listed("{", step_entries, "}"));
  }
  return Listed("[", entries, "]");
}

/// Their names in order, because the first one is where requests without a slot go.
std::string Value(const std::vector<Config::Slot>& slots) {
  std::vector<std::string> names;
  for (const Config::Slot& slot : slots) names.push_back(Value(std::string_view(slot.name)));
  return names.empty() ? std::string() : Listed("[", names, "]");
}

void AddSlot(const Config::Slot& slot, std::vector<ConfigRow>& rows) {
  const std::string prefix = "slot." + slot.name + ".";
  rows.push_back({prefix + "operator", Value(slot.library), kRestart});
  rows.push_back({prefix + "watch", Value(slot.watch), kLive});
  rows.push_back({prefix + "policy", Value(std::string_view(WatchPolicyName(slot.policy))), kLive});
  rows.push_back({prefix + "rollout", Value(std::string_view(slot.rollout)), kLive});
  rows.push_back({prefix + "instances", Value(std::string_view(InstanceSharingName(slot.instances))), kRestart});
  rows.push_back({prefix + "configure", Value(std::string_view(slot.configure)), kLive});
  rows.push_back({prefix + "moment", Value(slot.moment), kLive});
}

}  // namespace

std::vector<ConfigRow> ConfigRows(const Config& config) {
  std::vector<ConfigRow> rows = {
      {"workers.threads", Value(config.workers.threads), kLive},
      {"workers.interval", Value(config.workers.interval), kLive},
      {"workers.rounds", Value(config.workers.rounds), kLive},
      {"source.kind", Value(std::string_view(config.source.kind)), kRestart},
      {"source.file", Value(config.source.file), kRestart},
      {"source.loop", Value(config.source.loop), kRestart},
      {"slot", Value(config.slots), kRestart},
  };
  for (const Config::Slot& slot : config.slots) AddSlot(slot, rows);
  const std::vector<ConfigRow> limits = {
      {"store.directory", Value(config.store.directory), kRestart},
      {"store.resident", Value(config.store.resident), kLive},
      {"gates.strict", Value(config.gates.strict), kRestart},
      {"gates.vetting", Value(config.gates.vetting), kRestart},
      {"gates.cache", Value(config.gates.use_verdicts), kRestart},
      {"gates.vet_limit", Value(config.gates.vet_limit), kRestart},
      {"gates.latency_budget", Value(config.gates.latency_budget), kRestart},
      {"gates.call_limit", Value(config.gates.call_limit), kRestart},
      {"probation.duration", Value(config.probation.duration), kLive},
      {"probation.latency_budget", Value(config.probation.latency_budget), kLive},
      {"trial.duration", Value(config.trial.duration), kRestart},
      {"guards", Value(config.guards), kLive},
  };
  rows.insert(rows.end(), limits.begin(), limits.end());
  for (const Config::Strategy& strategy : config.rollouts) {
    rows.push_back({"rollout." + strategy.name + ".steps", Value(strategy.steps), kLive});
    rows.push_back({"rollout." + strategy.name + ".guards", Value(strategy.guards), kLive});
  }
  rows.push_back({"journal.enabled", Value(config.journal.enabled), kRestart});
  rows.push_back({"journal.file", Value(config.journal.file), kRestart});
  rows.push_back({"journal.max_age", Value(config.journal.max_age), kLive});
  rows.push_back({"journal.max_size", SizeValue(config.journal.max_size), kLive});
  rows.push_back({"window.theme", Value(std::string_view(config.window.theme)), kRestart});
  rows.push_back({"window.language", Value(std::string_view(config.window.language)), kLive});
  rows.push_back({"window.refresh", Value(config.window.refresh), kRestart});
  return rows;
}

std::vector<ConfigChange> Diff(const Config& before, const Config& after) {
  std::map<std::string, std::string> old_values;
  for (ConfigRow& row : ConfigRows(before)) old_values.emplace(std::move(row.key), std::move(row.value));
  std::vector<ConfigChange> changes;
  std::map<std::string, bool> seen;
  for (const ConfigRow& row : ConfigRows(after)) {
    seen[row.key] = true;
    const auto old = old_values.find(row.key);
    const std::string before_value = old == old_values.end() ? std::string() : old->second;
    // The keys of a slot that is new are not live, whatever they are later: slots come with a start.
    const bool new_slot = old == old_values.end() && row.key.starts_with("slot.");
    if (before_value != row.value) changes.push_back({row.key, before_value, row.value, row.live && !new_slot});
  }
  for (const ConfigRow& row : ConfigRows(before)) {
    if (!seen.contains(row.key) && !row.value.empty()) {
      changes.push_back({row.key, row.value, {}, row.live && !row.key.starts_with("slot.")});
    }
  }
  return changes;
}

std::string ChangeText(const ConfigChange& change) {
  const auto shown = [](const std::string& value) { return value.empty() ? std::string("(not set)") : value; };
  std::string text = change.key + " " + shown(change.before) + " → " + shown(change.after);
  return change.live ? text : text + " (needs a restart)";
}

}  // namespace hotswap
