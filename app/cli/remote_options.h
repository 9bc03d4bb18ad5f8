#ifndef HOTSWAP_APP_CLI_REMOTE_OPTIONS_H_
#define HOTSWAP_APP_CLI_REMOTE_OPTIONS_H_

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/run_places.h"
#include "core/api/command.h"
#include "core/base/result.h"

namespace CLI {
class App;
}

namespace hotswap {

/// Which engine is meant, and how its answer is shown.
struct RemoteOptions {
  PlaceOptions places;  ///< The journal for a rollback without an engine.
  std::string slot;
  std::optional<pid_t> pid;
  std::string timeout = "2m";
  bool json = false;
};

/// When a swap is carried out, as a person wrote it.
struct MomentOptions {
  std::string moment = "now";
  std::optional<std::string> period;
  std::optional<std::uint64_t> request;
  std::optional<std::string> time;
  std::optional<double> requests_per_s;
  std::optional<std::string> deadline;
};

/// A version of a slot: a library, or the number that it has.
struct RemoteTarget {
  std::string given;              ///< As the user wrote it.
  std::filesystem::path library;  ///< Absolute; empty when it is a number.
  std::uint32_t version = 0;
};

/// Adds what every command for a running engine has; `options` outlives `app`.
void AddRemoteOptions(CLI::App& app, RemoteOptions& options, bool with_slot = true);
void AddMomentOptions(CLI::App& app, MomentOptions& options);

/// The moment, with each parameter that it needs and no other.
Result<Moment> MomentOf(const MomentOptions& options);

/// A number is a version; write ./2 for a file of that name. A bare name that is not here is looked for among the shipped operators.
Result<RemoteTarget> TargetOf(const std::string& given);

/// "5:500ms:1000,50,100", each SHARE[:TIME[:REQUESTS]] in percent of the users, or "1t,2t" with so many threads instead.
Result<std::vector<RolloutStep>> StepsOf(const std::string& text);

/// "max_error_rate=0.001".
Result<GuardLimit> GuardOf(const std::string& text);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_REMOTE_OPTIONS_H_
