#ifndef HOTSWAP_APP_CONTROL_ACCESS_H_
#define HOTSWAP_APP_CONTROL_ACCESS_H_

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/control/local_engine.h"
#include "core/remote/control_socket.h"

namespace hotswap {

/// What stands for a store in the names of sockets: the beginning of the SHA-256 of its canonical path, 16 digits.
Result<std::string> StoreKey(const std::filesystem::path& store);

/// What a run needs to take commands of other processes.
struct ControlAccess {
  std::optional<ListeningSocket> socket;  ///< Nothing: it takes none.
  EngineIdentity identity;
};

/// Listens for clients of an engine with these options; they wait until Serve(). When that cannot be, the options get a warning to
/// tell, and the run goes on. `wanted` false: does nothing. `program`: the name and version that clients are told.
ControlAccess Listen(EngineOptions& options, bool wanted, std::string program);

/// Answers the clients from now on; null when there is no socket. Stop it before the engine ends.
std::unique_ptr<ControlSocket> Serve(ControlAccess access, Engine& engine);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CONTROL_ACCESS_H_
