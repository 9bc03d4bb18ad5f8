#include "core/remote/connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "core/remote/request.h"

namespace hotswap {
namespace {

/// What one call reads: bounds what is kept beyond a line.
constexpr std::size_t kPiece = 16 * 1024;

}  // namespace

Connection::Connection(FileDescriptor socket, TimePoint now, std::chrono::nanoseconds patience)
    : socket_(std::move(socket)), patience_(patience), deadline_(now + patience) {}

short Connection::Wanted() const {
  // A client that goes away is always told.
  if (!out_.empty()) return POLLOUT;
  return pending_ || ended_ || last_ ? 0 : POLLIN;
}

void Connection::Read() {
  std::array<char, kPiece> piece;
  while (!ended_ && !broken_ && !HasLine() && in_.size() <= kMaxRequestLine) {
    const ssize_t got = recv(socket_.get(), piece.data(), piece.size(), MSG_DONTWAIT);
    if (got > 0) {
      in_.append(piece.data(), static_cast<std::size_t>(got));
    } else if (got == 0) {
      ended_ = true;
    } else if (errno != EINTR) {
      broken_ = broken_ || (errno != EAGAIN && errno != EWOULDBLOCK);
      return;
    }
  }
}

std::optional<std::string> Connection::TakeLine() {
  if (!Ready()) return std::nullopt;
  const std::size_t end = in_.find('\n');
  std::string line = in_.substr(0, end);
  in_.erase(0, end + 1);
  return line;
}

bool Connection::TooLong() const {
  const std::size_t end = in_.find('\n');
  return !last_ && (end == std::string::npos ? in_.size() : end) > kMaxRequestLine;
}

void Connection::Answer(const std::string& line, bool last) {
  out_ += line;
  out_ += '\n';
  last_ = last_ || last;
  pending_.reset();
}

void Connection::Write(TimePoint now) {
  while (!out_.empty() && !broken_) {
    const ssize_t sent = send(socket_.get(), out_.data(), out_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno == EINTR) continue;
      broken_ = errno != EAGAIN && errno != EWOULDBLOCK;
      return;
    }
    out_.erase(0, static_cast<std::size_t>(sent));
    if (out_.empty()) deadline_ = now + patience_;
  }
}

std::optional<TimePoint> Connection::Deadline() const { return pending_ ? std::nullopt : std::optional<TimePoint>(deadline_); }

}  // namespace hotswap
