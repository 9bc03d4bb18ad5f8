#ifndef HOTSWAP_APP_OPTIONS_H_
#define HOTSWAP_APP_OPTIONS_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/api/config.h"
#include "core/base/result.h"
#include "core/control/local_engine.h"

namespace CLI {
class App;
}

namespace hotswap {

/// What `hotswap run` and `hotswap-monitor` share on their command lines, as a person wrote it.
struct RunOptions {
  std::vector<std::string> libraries;
  std::string config;
  std::optional<unsigned> threads;
  std::optional<std::string> interval;
  std::optional<std::uint64_t> rounds;
  std::optional<std::string> duration;
  std::optional<std::string> source;
  bool loop = false;
  std::string scenario;
  std::optional<std::string> swap_every;
  std::string watch;
  std::string watch_policy;
  std::optional<unsigned> resident;
  bool strict = false;
  bool no_cache = false;
  std::optional<std::string> probation;
  std::optional<std::string> vet_limit;
  std::optional<std::string> latency_budget;
  std::optional<std::string> call_limit;
  std::string store;
  std::string journal;
  std::optional<std::string> trial;
  std::string report;
  std::string record;
  std::string plugin_dir;
  bool verbose = false;
  bool json = false;
  bool quiet = false;
  bool no_socket = false;
};

/// Adds the shared options to a program or sub-command; `options` outlives it.
void AddRunOptions(CLI::App& app, RunOptions& options);

/// The options with everything found, read and checked.
struct RunSetup {
  EngineOptions engine;
  std::optional<std::chrono::nanoseconds> duration;  ///< Of the run, when no scenario says it.
  std::filesystem::path report;                      ///< Empty: none.
  std::filesystem::path plugin_directory;
  Config config;  ///< What counts, when it starts.
  /// The configuration file, read again; kNotFound when it is gone. Empty: there is no place for one.
  std::function<Result<Config>()> reread;
  std::filesystem::path config_file;  ///< Empty: there is no place for one.
  std::optional<Error> no_operators;  ///< None was named, and the shipped ones are not there: there is nothing to answer with.
};

/// Reads configuration and scenario, resolves operators and checks every value. Errors are bad usage or a bad file: exit status 2.
/// Without operators and scenario the shipped ones are taken; that they are missing is no error here: a window can load others.
/// `after_scenario`: what the traffic goes on with when a scenario ends; false: it pauses, because the run ends with it.
Result<RunSetup> Prepare(const RunOptions& options, bool after_scenario);

}  // namespace hotswap

#endif  // HOTSWAP_APP_OPTIONS_H_
