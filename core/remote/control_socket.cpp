#include "core/remote/control_socket.h"

#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <utility>

#include "core/base/descriptor_poll.h"
#include "core/remote/request.h"

namespace hotswap {
namespace {

/// How often outcomes are looked for while somebody waits for one; snapshots come every 33 ms or later.
constexpr std::chrono::milliseconds kOutcomePeriod{10};
/// Until a descriptor may be free again.
constexpr std::chrono::milliseconds kAcceptPause{200};
/// In one turn, so that a flood of them leaves others theirs.
constexpr int kAcceptsAtOnce = 64;

/// For a client that is not taken in: it gets the line if it fits into its buffer, as it does for one that just came.
void TurnAway(int connection, const Error& reason) {
  const std::string line = RefusalLine(reason) + "\n";
  static_cast<void>(send(connection, line.data(), line.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
}

/// As the protocol spells it.
struct CommandWords {
  const char* operator()(const LoadLibrary&) const { return "load"; }
  const char* operator()(const SwapToVersion&) const { return "swap"; }
  const char* operator()(const SwapToLibrary&) const { return "swap"; }
  const char* operator()(const Configure&) const { return "configure"; }
  const char* operator()(const RollBack&) const { return "rollback"; }
  const char* operator()(const StartRollout&) const { return "rollout"; }
  const char* operator()(const Promote&) const { return "promote"; }
  const char* operator()(const PauseRollout& command) const { return command.paused ? "pause" : "resume"; }
  const char* operator()(const Abort&) const { return "abort"; }
  const char* operator()(const StartShadow&) const { return "shadow"; }
  const char* operator()(const StopShadow&) const { return "stop_shadow"; }
  template <typename Other>
  const char* operator()(const Other&) const {
    return "";
  }
};

/// The slot that a command names; empty: the first.
struct SlotOf {
  const std::string& operator()(const StartRollout& command) const { return command.plan.slot; }
  const std::string& operator()(const StartShadow& command) const { return command.plan.slot; }
  template <typename Other>
  const std::string& operator()(const Other& command) const {
    static const std::string none;
    if constexpr (requires { command.slot; }) return command.slot;
    return none;
  }
};

}  // namespace

ControlSocket::ControlSocket(ListeningSocket socket, Engine& engine, EngineIdentity identity, RemoteLimits limits)
    : engine_(engine),
      identity_(std::move(identity)),
      limits_(limits),
      wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      socket_(std::move(socket)),
      thread_("hs-remote", [this] { Serve(); }) {}

void ControlSocket::Stop() {
  stop_.store(true, std::memory_order_release);
  const std::uint64_t one = 1;
  static_cast<void>(write(wake_.get(), &one, sizeof(one)));
  thread_.Join();
}

void ControlSocket::Serve() {
  while (!stop_.load(std::memory_order_acquire)) {
    Wait();
    TellOutcomes();
    DropThoseOver(SteadyClock().Now());
  }
  // Its descriptor stays until the end of this object: a run compares those that it has at its start and at its end.
  socket_.Remove();
  TellEnd();
  clients_.clear();
  TurnLatecomersAway();
}

std::chrono::milliseconds ControlSocket::PollTimeout(TimePoint now) const {
  // An operator may have closed the descriptor that tells the end, and what has its number since tells nothing.
  TimePoint wake = now + std::chrono::seconds(1);
  for (const auto& client : clients_) {
    wake = std::min(wake, client->Ready() ? now : client->Deadline().value_or(now + kOutcomePeriod));
  }
  if (accept_from_ > now) wake = std::min(wake, accept_from_);
  // A stop whose wake could not be made is seen within a moment.
  if (!wake_.valid()) wake = std::min(wake, now + kAcceptPause);
  return std::chrono::ceil<std::chrono::milliseconds>(std::max(wake - now, Nanoseconds(0)));
}

void ControlSocket::Wait() {
  const TimePoint before = SteadyClock().Now();
  std::vector<pollfd> watched{{wake_.get(), POLLIN, 0}, {accept_from_ > before ? -1 : socket_.get(), POLLIN, 0}};
  for (const auto& client : clients_) watched.push_back({client->get(), client->Wanted(), 0});
  if (PollOpen(watched, PollTimeout(before)) < 0) return;
  const TimePoint now = SteadyClock().Now();
  for (std::size_t i = 0; i < clients_.size(); ++i) Attend(*clients_[i], watched[i + 2].revents, now);
  if (watched[1].revents != 0) Accept(now);
}

void ControlSocket::Accept(TimePoint now) {
  for (int i = 0; i < kAcceptsAtOnce; ++i) {
    FileDescriptor connection(accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!connection.valid()) {
      if (errno == EINTR || errno == ECONNABORTED) continue;
      if (errno != EAGAIN && errno != EWOULDBLOCK) accept_from_ = now + kAcceptPause;
      return;
    }
    if (!PeerIsThisUser(connection.get())) {
      TurnAway(connection.get(), {Errc::kPermissionDenied, "this engine obeys the user only who started it"});
    } else if (clients_.size() >= limits_.connections) {
      TurnAway(connection.get(), {Errc::kUnavailable, "this engine talks to " + std::to_string(limits_.connections) +
                                                          " clients already, which is its limit; try again later"});
    } else {
      clients_.push_back(std::make_unique<Connection>(std::move(connection), now, limits_.patience));
    }
  }
}

void ControlSocket::Attend(Connection& client, short seen, TimePoint now) {
  if ((seen & POLLIN) != 0) client.Read();
  if (client.TooLong()) {
    client.Answer(RefusalLine({Errc::kTooLarge, "the request is longer than " + std::to_string(kMaxRequestLine) +
                                                    " bytes, which is the limit of a line"}),
                  true);
  } else if (const auto line = client.TakeLine()) {
    CarryOut(client, *line);
  }
  client.Write(now);
  if ((seen & (POLLERR | POLLHUP | POLLNVAL)) != 0) client.Break();
}

void ControlSocket::CarryOut(Connection& client, const std::string& line) {
  auto request = ReadRequest(line);
  if (!request.ok()) {
    client.Answer(RefusalLine(request.error()));
  } else if (!request->command) {
    client.Answer(StatusLine(*engine_.Latest(), identity_));
  } else {
    Connection::Pending pending{.slot = std::visit(SlotOf(), *request->command),
                                .command = std::visit(CommandWords(), *request->command)};
    pending.id = engine_.Submit(*std::move(request->command));
    client.Await(std::move(pending));
  }
}

/// Snapshots keep the outcomes of 64 commands, and every client here waits for one at most: none is missed.
void ControlSocket::TellOutcomes() {
  const TimePoint now = SteadyClock().Now();
  std::shared_ptr<const Snapshot> snapshot;
  for (const auto& client : clients_) {
    if (!client->pending()) continue;
    if (snapshot == nullptr) snapshot = engine_.Latest();
    const auto outcome = std::ranges::find(snapshot->outcomes, client->pending()->id, &CommandOutcome::id);
    if (outcome == snapshot->outcomes.end()) continue;
    client->Answer(OutcomeLine(*outcome, client->pending()->command, client->pending()->slot, *snapshot));
    client->Write(now);
  }
}

void ControlSocket::TellEnd() {
  TellOutcomes();
  const Error ending{Errc::kUnavailable,
                     "the engine ends, so what became of the command is not known here; `hotswap journal` tells what was done"};
  for (const auto& client : clients_) {
    if (client->pending()) client->Answer(RefusalLine(ending), true);
    client->Write(SteadyClock().Now());
  }
}

/// Those who connected before the name was gone: they would wait for an answer for as long as this object lives.
void ControlSocket::TurnLatecomersAway() {
  for (;;) {
    const FileDescriptor connection(accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (connection.valid()) {
      TurnAway(connection.get(), {Errc::kUnavailable, "the engine ends and takes no command any more"});
    } else if (errno != EINTR && errno != ECONNABORTED) {
      return;
    }
  }
}

void ControlSocket::DropThoseOver(TimePoint now) {
  std::erase_if(clients_, [now](const auto& client) {
    const auto deadline = client->Deadline();
    return client->Over() || (deadline && *deadline <= now);
  });
}

}  // namespace hotswap
