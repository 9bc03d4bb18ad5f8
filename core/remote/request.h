#ifndef HOTSWAP_CORE_REMOTE_REQUEST_H_
#define HOTSWAP_CORE_REMOTE_REQUEST_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/api/command.h"
#include "core/base/result.h"

namespace hotswap {

/// The version of the lines that clients and engines exchange. It grows when a line of it means something else.
inline constexpr int kRemoteVersion = 1;

/// The longest line that a client may send, without its end.
inline constexpr std::size_t kMaxRequestLine = 64 * 1024;

/// What a client asks of a running engine. Without a command: how it stands.
struct RemoteRequest {
  std::optional<Command> command;
};

/// Reads one line, without its end: {"v":1,"command":"swap","slot":"score","path":"/…/f.so","moment":"barrier"}. Commands:
/// status, load, swap, configure, rollback, promote, pause, resume, abort, rollout, shadow, stop_shadow; names and values of keys are those
/// of scenario files. Paths are absolute, since an engine's folder is not its client's.
/// Failure  kParse: no JSON object. kTooNew: another version of the lines. kInvalidArgument: no such command, a key that it does
///          not have or needs, or a value outside its range. Nothing of such a line is carried out.
Result<RemoteRequest> ReadRequest(std::string_view line);

/// The line that ReadRequest() reads as this, without its end. Status and the commands named above; others are a broken contract.
std::string RequestLine(const RemoteRequest& request);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_REMOTE_REQUEST_H_
