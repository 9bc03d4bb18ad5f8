#ifndef HOTSWAP_CORE_REMOTE_CONTROL_SOCKET_H_
#define HOTSWAP_CORE_REMOTE_CONTROL_SOCKET_H_

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "core/api/engine.h"
#include "core/base/clock.h"
#include "core/base/file_descriptor.h"
#include "core/base/named_thread.h"
#include "core/remote/answer.h"
#include "core/remote/connection.h"
#include "core/remote/listening_socket.h"

namespace hotswap {

/// How much clients may ask of an engine.
struct RemoteLimits {
  std::size_t connections = 16;                                 ///< At once; one more is told and left.
  std::chrono::nanoseconds patience{std::chrono::seconds(30)};  ///< For a client to write a line, or to read an answer.
};

/// Carries out what other processes of this user ask of an engine: a line of JSON each, as request.h and answer.h spell them.
///
/// Threads   Owns "hs-remote", which waits for no client and no command: a client that is slow, hostile or gone delays neither
///           the engine nor the others.
/// Lifetime  The engine outlives it; stop it before the engine ends. The destructor stops.
/// Failure   A client's fault is told to that client; an answer that it does not take is dropped.
class ControlSocket {
 public:
  ControlSocket(ListeningSocket socket, Engine& engine, EngineIdentity identity, RemoteLimits limits = {});
  ~ControlSocket() { Stop(); }
  ControlSocket(const ControlSocket&) = delete;
  ControlSocket& operator=(const ControlSocket&) = delete;

  /// Removes the socket's file, answers nobody any more and tells clients that wait for an outcome that the engine ends. Later calls do nothing.
  void Stop();

 private:
  void Serve();
  void Wait();
  std::chrono::milliseconds PollTimeout(TimePoint now) const;
  void Accept(TimePoint now);
  void Attend(Connection& client, short seen, TimePoint now);
  void CarryOut(Connection& client, const std::string& line);
  void TellOutcomes();
  void TellEnd();
  void TurnLatecomersAway();
  void DropThoseOver(TimePoint now);

  // Fixed after construction.
  Engine& engine_;
  const EngineIdentity identity_;
  const RemoteLimits limits_;
  FileDescriptor wake_;

  // Shared.
  std::atomic<bool> stop_{false};

  // Only on hs-remote.
  ListeningSocket socket_;
  std::vector<std::unique_ptr<Connection>> clients_;
  TimePoint accept_from_{};  // no descriptor was left before

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_REMOTE_CONTROL_SOCKET_H_
