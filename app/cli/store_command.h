#ifndef HOTSWAP_APP_CLI_STORE_COMMAND_H_
#define HOTSWAP_APP_CLI_STORE_COMMAND_H_

#include <optional>
#include <string>

#include "app/run_places.h"

namespace CLI {
class App;
}

namespace hotswap {

/// What `hotswap store` was asked, as a person wrote it.
struct StoreOptions {
  enum class Action { kList, kVerify, kClean };

  Action action = Action::kList;
  PlaceOptions places;
  std::optional<std::string> older_than;
  bool dry_run = false;
  bool json = false;
};

/// Adds list, verify and gc to the sub-command `app`; `options` outlives it.
void AddStoreOptions(CLI::App& app, StoreOptions& options);

/// Looks at the operators' copies, judges them or cleans up. The exit status: 0 when all is well; 1 when the store is not there or
/// cannot be opened, verify found a fault, or gc could not remove something; 2 for bad usage.
int StoreCommand(const StoreOptions& options);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_STORE_COMMAND_H_
