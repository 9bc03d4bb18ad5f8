#ifndef HOTSWAP_CORE_CONFIG_SCENARIO_READER_H_
#define HOTSWAP_CORE_CONFIG_SCENARIO_READER_H_

#include <filesystem>

#include "core/api/scenario.h"
#include "core/base/result.h"

namespace hotswap {

/// What counts where a scenario says nothing.
struct ScenarioDefaults {
  WorkerSettings workers{};
  SourceSpec source{};
};

/// Reads a scenario from a TOML file (resources/scenarios/README.md tells the format) and checks it as a whole.
///
/// Operators and the source's file may be relative: they are looked for beside the scenario, operators then in
/// `plugin_directory`. Swaps, rollouts and shadows come out in order of time; without a slot they are about
/// the first. That a rollout's shares grow and its limits make sense is judged by who starts the scenario.
///
/// Errors: kNotFound, kNotRegularFile, kPermissionDenied, kIo, kTooLarge (over 1 MiB) for the file; kParse for its content, with
/// "FILE:LINE:COLUMN: " before the text.
Result<Scenario> ReadScenario(const std::filesystem::path& file, const std::filesystem::path& plugin_directory,
                              const ScenarioDefaults& defaults = {});

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONFIG_SCENARIO_READER_H_
