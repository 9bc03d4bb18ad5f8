#ifndef HOTSWAP_APP_EFFECTIVE_CONFIG_H_
#define HOTSWAP_APP_EFFECTIVE_CONFIG_H_

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "app/options.h"
#include "core/api/config.h"
#include "core/api/scenario.h"
#include "core/base/result.h"
#include "core/config/config_reader.h"

namespace hotswap {

/// What counts for a run: the command line goes before the scenario, the scenario before the file, the file before what is built in.
struct EffectiveConfig {
  Config config;
  std::optional<Scenario> scenario;  ///< With the command line's values.
  WorkerSettings workers_after{};    ///< What the traffic goes on with after the scenario.
  std::filesystem::path file;        ///< The configuration file; empty: there is no place for one.
  bool file_found = false;
  std::map<std::string, std::string> origins;  ///< Of each key (as in ConfigRows()) that is not as built in.
};

/// Reads a configuration file and judges it whole, also whether the strategies' steps and guards make sense.
Result<ConfigFile> ReadJudgedConfig(const std::filesystem::path& file, const std::filesystem::path& plugin_directory);

/// Reads the configuration file, then the scenario, then the command line. A file that --config names must be there, the user's
/// own need not. Errors are bad usage or a bad file: exit status 2.
Result<EffectiveConfig> ReadEffectiveConfig(const RunOptions& options, const std::filesystem::path& plugin_directory);

/// Reads the file of `first` again. Under a scenario the traffic and the slots stay the scenario's. A file that is not there any
/// more is kNotFound.
Result<Config> RereadConfig(const RunOptions& options, const std::filesystem::path& plugin_directory,
                            const EffectiveConfig& first);

}  // namespace hotswap

#endif  // HOTSWAP_APP_EFFECTIVE_CONFIG_H_
