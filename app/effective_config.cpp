#include "app/effective_config.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/command_line_values.h"
#include "app/locations.h"
#include "core/api/config_rows.h"
#include "core/base/duration.h"
#include "core/config/scenario_reader.h"
#include "core/rollout/guard_table.h"
#include "core/rollout/plan_check.h"

namespace hotswap {
namespace {

/// "FILE:LINE: " of the key, or "FILE: ".
std::string PlaceOf(const std::filesystem::path& file, const ConfigFile& read, const std::string& key) {
  const auto line = read.lines.find(key);
  return file.string() + (line == read.lines.end() ? "" : ":" + std::to_string(line->second)) + ": ";
}

/// What core/config cannot judge, since it does not know the policies.
Status JudgeStrategies(const std::filesystem::path& file, const ConfigFile& read) {
  if (Status guards = CheckGuards(read.config.guards); !guards.ok()) {
    return Error{Errc::kParse, PlaceOf(file, read, "guards") + "[guards]: " + guards.error().text};
  }
  for (const Config::Strategy& strategy : read.config.rollouts) {
    const RolloutPlan plan{.slot = {}, .library = "candidate", .steps = strategy.steps, .guards = strategy.guards};
    if (Status status = CheckPlan(plan, 0); !status.ok()) {
      const std::string name = "rollout." + strategy.name;
      return Error{Errc::kParse, PlaceOf(file, read, name + ".steps") + "[" + name + "]: " + status.error().text};
    }
  }
  return {};
}

Status ReadFile(const RunOptions& options, const std::filesystem::path& plugin_directory, EffectiveConfig& effective) {
  effective.file = options.config.empty() ? UserConfigFile() : std::filesystem::path(options.config);
  if (effective.file.empty()) return {};
  auto read = ReadJudgedConfig(effective.file, plugin_directory);
  if (!read.ok() && options.config.empty() && read.error().code == Errc::kNotFound) return {};
  if (!read.ok()) return std::move(read).error();
  effective.file_found = true;
  effective.config = std::move(read->config);
  for (const auto& [key, line] : read->lines) effective.origins[key] = effective.file.string() + ":" + std::to_string(line);
  return {};
}

/// A scenario says which slots there are; what else the file says of a slot of the same name goes on to count.
std::vector<Config::Slot> SlotsOf(const Scenario& scenario, const std::vector<Config::Slot>& of_file) {
  std::vector<Config::Slot> slots;
  for (const Scenario::Slot& slot : scenario.slots) {
    const auto same = std::find_if(of_file.begin(), of_file.end(), [&](const auto& other) { return other.name == slot.name; });
    slots.push_back(same == of_file.end() ? Config::Slot() : *same);
    slots.back().name = slot.name;
    slots.back().library = slot.library;
    slots.back().configure = slot.configure;
  }
  return slots;
}

/// What core/config cannot judge of a scenario: a rollout that could not begin is found before anything runs.
Status JudgeScenario(const std::filesystem::path& file, const Scenario& scenario) {
  for (const Scenario::Rollout& rollout : scenario.rollouts) {
    if (Status status = CheckPlan(rollout.plan, scenario.workers.threads); !status.ok()) {
      return Error{Errc::kParse, file.string() + ": [[rollout]] at " + FormatDuration(rollout.at) + ": " + status.error().text};
    }
  }
  return {};
}

Status ReadScenarioOver(const RunOptions& options, const std::filesystem::path& plugin_directory, EffectiveConfig& effective) {
  if (options.scenario.empty()) return {};
  Config& config = effective.config;
  auto scenario = ReadScenario(options.scenario, plugin_directory, {.workers = config.workers, .source = config.source});
  if (!scenario.ok()) return std::move(scenario).error();
  if (Status judged = JudgeScenario(options.scenario, *scenario); !judged.ok()) return judged;
  const Config before = config;
  config.workers = scenario->workers;
  config.source = scenario->source;
  config.slots = SlotsOf(*scenario, config.slots);
  for (const ConfigChange& change : Diff(before, config)) effective.origins[change.key] = options.scenario;
  effective.scenario = std::move(scenario).value();
  return {};
}

}  // namespace

Result<ConfigFile> ReadJudgedConfig(const std::filesystem::path& file, const std::filesystem::path& plugin_directory) {
  auto read = ReadConfig(file, plugin_directory);
  if (!read.ok()) return read;
  if (Status judged = JudgeStrategies(file, *read); !judged.ok()) return std::move(judged).error();
  return read;
}

Result<EffectiveConfig> ReadEffectiveConfig(const RunOptions& options, const std::filesystem::path& plugin_directory) {
  EffectiveConfig effective;
  if (Status status = ReadFile(options, plugin_directory, effective); !status.ok()) return status.error();
  effective.workers_after = effective.config.workers;
  if (Status status = ReadScenarioOver(options, plugin_directory, effective); !status.ok()) return status.error();
  if (Status status = ApplyCommandLine(options, effective.config, effective.origins); !status.ok()) return status.error();
  if (Status status = ApplyWorkerOptions(options, effective.workers_after); !status.ok()) return status.error();
  if (effective.scenario) {
    effective.scenario->workers = effective.config.workers;
    effective.scenario->source = effective.config.source;
  }
  return effective;
}

Result<Config> RereadConfig(const RunOptions& options, const std::filesystem::path& plugin_directory,
                            const EffectiveConfig& first) {
  auto read = ReadJudgedConfig(first.file, plugin_directory);
  if (!read.ok()) return std::move(read).error();
  Config config = std::move(read->config);
  if (first.scenario) {
    config.workers = first.config.workers;
    config.source = first.config.source;
    config.slots = SlotsOf(*first.scenario, config.slots);
  }
  std::map<std::string, std::string> ignored;
  if (Status status = ApplyCommandLine(options, config, ignored); !status.ok()) return status.error();
  return config;
}

}  // namespace hotswap
