#ifndef HOTSWAP_APP_CLI_INSPECT_COMMAND_H_
#define HOTSWAP_APP_CLI_INSPECT_COMMAND_H_

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace hotswap {

/// `hotswap inspect` as a person wrote it.
struct InspectOptions {
  std::vector<std::string> libraries;
  bool json = false;
  bool strict = false;
};

/// Adds the arguments to the sub-command; `options` outlives it.
void AddInspectOptions(CLI::App& command, InspectOptions& options);

/// Prints the static verdict of each file. The exit status: 0 when all are accepted, 1 when one is refused or cannot be read.
int InspectCommand(const InspectOptions& options);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_INSPECT_COMMAND_H_
