#ifndef HOTSWAP_APP_CLI_VET_COMMAND_H_
#define HOTSWAP_APP_CLI_VET_COMMAND_H_

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace hotswap {

/// `hotswap vet` as a person wrote it.
struct VetOptions {
  std::vector<std::string> libraries;
  bool json = false;
  bool strict = false;
  bool no_cache = false;
  std::string samples;
  std::optional<std::string> limit;
  std::string store;
};

/// Adds the arguments to the sub-command; `options` outlives it.
void AddVetOptions(CLI::App& command, VetOptions& options);

/// Prints the verdict of the gates G0 to G3 on each file. The exit status: 0 when all passed, 1 when one is refused or cannot
/// be read, or a signal came first, 2 when the samples are no requests. Leaves no copy behind.
int VetCommand(const VetOptions& options);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_VET_COMMAND_H_
