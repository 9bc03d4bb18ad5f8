#ifndef HOTSWAP_APP_CLI_SEAL_COMMAND_H_
#define HOTSWAP_APP_CLI_SEAL_COMMAND_H_

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace hotswap {

/// `hotswap seal` as a person wrote it.
struct SealOptions {
  std::vector<std::string> libraries;
  bool if_noted = false;
  bool quiet = false;
};

/// Adds the arguments to the sub-command; `options` outlives it.
void AddSealOptions(CLI::App& command, SealOptions& options);

/// Seals each file and says so. The exit status: 0 when all are sealed, 1 when one could not be.
int SealCommand(const SealOptions& options);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_SEAL_COMMAND_H_
