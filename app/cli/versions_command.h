#ifndef HOTSWAP_APP_CLI_VERSIONS_COMMAND_H_
#define HOTSWAP_APP_CLI_VERSIONS_COMMAND_H_

#include <optional>
#include <string>

#include "app/run_places.h"

namespace CLI {
class App;
}

namespace hotswap {

/// What `hotswap versions` was asked, as a person wrote it.
struct VersionsOptions {
  PlaceOptions places;
  std::string slot;
  std::optional<std::string> release;
  bool json = false;
};

/// Adds its options to the sub-command `app`; `options` outlives it.
void AddVersionsOptions(CLI::App& app, VersionsOptions& options);

/// Prints the versions that the journal knows, or releases one that is quarantined. The exit status: 0, also when there are none
/// yet; 1 when the journal cannot be read, there is no such slot or nothing was released; 2 for bad usage.
int VersionsCommand(const VersionsOptions& options);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_VERSIONS_COMMAND_H_
