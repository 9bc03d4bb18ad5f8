#ifndef HOTSWAP_APP_CLI_RUN_COMMAND_H_
#define HOTSWAP_APP_CLI_RUN_COMMAND_H_

#include "app/options.h"

namespace hotswap {

/// Runs until the duration, the rounds, the source or a signal ends it. The exit status: 0 whatever the gates decided, 1 when an
/// operator named at the start was refused or a file could not be opened or written, 2 for bad usage or a bad scenario.
int RunCommand(const RunOptions& options);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_RUN_COMMAND_H_
