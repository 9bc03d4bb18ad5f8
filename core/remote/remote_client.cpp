#include "core/remote/remote_client.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace hotswap {
namespace {

/// Far above the longest answer; something else listens there when one is longer.
constexpr std::size_t kMaxAnswer = 64UL * 1024 * 1024;

struct Found {
  pid_t pid = 0;
  FileDescriptor connection;
};

/// The engines of a store that answer, in every place that may be used.
Result<std::vector<Found>> Engines(const std::string& key, std::optional<pid_t> pid,
                                   const std::vector<std::filesystem::path>& places) {
  std::vector<Found> found;
  std::optional<Error> failure;
  for (const auto& place : places) {
    const auto folder = SocketFolder::Open(place);
    if (!folder.ok()) {
      if (folder.error().code != Errc::kNotFound) failure = folder.error();
      continue;
    }
    for (const pid_t engine : folder->Engines(key)) {
      if (pid && engine != *pid) continue;
      const std::string name = SocketFolder::NameOf(key, engine);
      auto connection = folder->Connect(name);
      if (connection.ok()) {
        found.push_back({engine, std::move(connection).value()});
      } else if (connection.error().code == Errc::kUnavailable) {
        folder->Remove(name);
      } else if (connection.error().code != Errc::kNotFound) {  // it may just have ended
        failure = connection.error();
      }
    }
  }
  if (found.empty() && failure) return *std::move(failure);
  return found;
}

/// Until something happens on the connection; at most until `deadline`, and no longer than poll() can.
void Wait(int connection, short what, TimePoint deadline) {
  using std::chrono::milliseconds;
  const auto left = std::chrono::ceil<milliseconds>(deadline - SteadyClock().Now());
  pollfd watched{connection, what, 0};
  poll(&watched, 1, static_cast<int>(std::clamp<milliseconds>(left, milliseconds(0), std::chrono::hours(1)).count()));
}

Error Late() { return {Errc::kTimedOut, "the engine did not answer in time"}; }

Error Gone() { return {Errc::kUnavailable, "the engine went away before it answered"}; }

}  // namespace

Result<RemoteClient> RemoteClient::Find(const std::string& key, std::optional<pid_t> pid,
                                        const std::vector<std::filesystem::path>& places) {
  auto engines = Engines(key, pid, places);
  if (!engines.ok()) return std::move(engines).error();
  if (engines->empty()) {
    return Error{Errc::kNotFound,
                 pid ? "no engine with the process number " + std::to_string(*pid) + " runs" : std::string("no engine runs")};
  }
  if (engines->size() == 1) return RemoteClient(std::move(engines->front().connection), engines->front().pid);
  std::string numbers;
  for (const Found& engine : *engines) numbers += (numbers.empty() ? "" : ", ") + std::to_string(engine.pid);
  return Error{Errc::kInvalidArgument, "several engines run (process numbers " + numbers + "); name one with --pid"};
}

Status RemoteClient::Send(const std::string& line, TimePoint deadline) {
  std::string_view left = line;
  while (!left.empty()) {
    const ssize_t sent = send(connection_.get(), left.data(), left.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0) {
      left.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EPIPE || errno == ECONNRESET) {
      return {};  // it may have said why
    } else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
      return SystemError("the engine's socket", errno);
    } else {
      if (SteadyClock().Now() >= deadline) return Late();
      Wait(connection_.get(), POLLOUT, deadline);
    }
  }
  return {};
}

Result<std::string> RemoteClient::Ask(const RemoteRequest& request, TimePoint deadline) {
  const std::string line = RequestLine(request);
  if (line.size() > kMaxRequestLine) return Error{Errc::kTooLarge, "the request is longer than an engine reads"};
  if (Status sent = Send(line + "\n", deadline); !sent.ok()) return std::move(sent).error();
  std::string answer;
  std::array<char, 64UL * 1024> piece;
  for (;;) {
    const ssize_t got = recv(connection_.get(), piece.data(), piece.size(), MSG_DONTWAIT);
    if (got > 0) {
      answer.append(piece.data(), static_cast<std::size_t>(got));
      const std::size_t end = answer.find('\n', answer.size() - static_cast<std::size_t>(got));
      if (end != std::string::npos) return answer.substr(0, end);
      if (answer.size() > kMaxAnswer) return Error{Errc::kTooLarge, "the engine's answer has no end"};
      continue;
    }
    if (got == 0 || errno == ECONNRESET || errno == EPIPE) return Gone();
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return SystemError("the engine's socket", errno);
    if (SteadyClock().Now() >= deadline) return Late();
    Wait(connection_.get(), POLLIN, deadline);
  }
}

}  // namespace hotswap
