#ifndef HOTSWAP_CORE_REMOTE_REMOTE_CLIENT_H_
#define HOTSWAP_CORE_REMOTE_REMOTE_CLIENT_H_

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/base/file_descriptor.h"
#include "core/base/result.h"
#include "core/remote/request.h"
#include "core/remote/socket_folder.h"

namespace hotswap {

/// A connection to one running engine.
///
/// Threads  One at a time; Ask() waits.
class RemoteClient {
 public:
  /// The engine on the store of this key; of several the one with the process number `pid`. kNotFound: none runs there, or none
  /// with that number. kInvalidArgument: several run, and `pid` does not say which; the text lists them. Sockets of dead engines
  /// are removed on the way.
  static Result<RemoteClient> Find(const std::string& key, std::optional<pid_t> pid,
                                   const std::vector<std::filesystem::path>& places = SocketPlaces());

  pid_t engine() const { return pid_; }

  /// Sends a request and waits for its answer: a line of JSON, without its end. kTimedOut: there is none by `deadline`;
  /// kUnavailable: the engine went away. What became of the request is not known then.
  Result<std::string> Ask(const RemoteRequest& request, TimePoint deadline);

 private:
  RemoteClient(FileDescriptor connection, pid_t pid) : connection_(std::move(connection)), pid_(pid) {}

  Status Send(const std::string& line, TimePoint deadline);

  FileDescriptor connection_;
  pid_t pid_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_REMOTE_REMOTE_CLIENT_H_
