#ifndef HOTSWAP_APP_CLI_CONFIG_COMMAND_H_
#define HOTSWAP_APP_CLI_CONFIG_COMMAND_H_

#include <string>

#include "app/options.h"

namespace CLI {
class App;
}

namespace hotswap {

/// What `hotswap config` was asked, as a person wrote it.
struct ConfigOptions {
  enum class Action { kCheck, kShow, kDefault };

  Action action = Action::kShow;
  std::string file;  ///< To be checked.
  bool json = false;
  RunOptions run;  ///< Whose configuration is shown.
};

/// Adds check, show and default to the sub-command `app`; `options` outlives it.
void AddConfigOptions(CLI::App& app, ConfigOptions& options);

/// Judges a configuration file, shows what counts and where it comes from, or prints the commented default. The exit status: 0
/// when all is well; 2 for a bad or missing configuration, as on a run; 1 when the answer could not be printed.
int ConfigCommand(const ConfigOptions& options);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_CONFIG_COMMAND_H_
