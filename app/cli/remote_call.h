#ifndef HOTSWAP_APP_CLI_REMOTE_CALL_H_
#define HOTSWAP_APP_CLI_REMOTE_CALL_H_

#include "app/cli/remote_options.h"
#include "core/remote/request.h"

namespace hotswap {

/// Asks the engine that is meant, waits for the outcome and prints it, on standard error when it is bad. Without an engine a rollback
/// sets what the next start uses. `target`: what the request is about, as the user gave it. The exit status.
int CallEngine(const RemoteOptions& options, const RemoteRequest& request, const RemoteTarget& target);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_REMOTE_CALL_H_
