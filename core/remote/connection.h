#ifndef HOTSWAP_CORE_REMOTE_CONNECTION_H_
#define HOTSWAP_CORE_REMOTE_CONNECTION_H_

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "core/api/command.h"
#include "core/base/clock.h"
#include "core/base/file_descriptor.h"

namespace hotswap {

/// One client: what it wrote and was not read yet, what it is to get, and how long it may take. It says one thing at a time: its
/// next line is not read before it got the answer to the last, so that what it can make an engine keep is bounded.
///
/// Threads  hs-remote only; no call waits.
class Connection {
 public:
  /// What a client asked for that the engine has not finished.
  struct Pending {
    CommandId id = 0;
    std::string slot;  ///< As the client wrote it.
    const char* command = "";
  };

  Connection(FileDescriptor socket, TimePoint now, std::chrono::nanoseconds patience);

  int get() const { return socket_.get(); }

  /// What poll() should tell of it.
  short Wanted() const;

  /// Reads what is there, up to one line and a little more.
  void Read();

  /// A whole line is there, and its turn.
  bool Ready() const { return !pending_ && out_.empty() && !last_ && !broken_ && !TooLong() && HasLine(); }

  /// That line; nothing when there is none.
  std::optional<std::string> TakeLine();

  /// A line is longer than it may be, and the client was not told so yet.
  bool TooLong() const;

  /// It is now told what becomes of a command, and nothing else before.
  void Await(Pending pending) { pending_ = std::move(pending); }
  const std::optional<Pending>& pending() const { return pending_; }

  /// Queues an answer. `last`: the connection ends when the client has it.
  void Answer(const std::string& line, bool last = false);

  /// Writes as much as the client takes.
  void Write(TimePoint now);

  /// Nothing more can or will come of it.
  bool Over() const { return broken_ || (out_.empty() && !pending_ && (last_ || (ended_ && !HasLine()))); }

  /// The client went away: nobody reads an answer.
  void Break() { broken_ = true; }

  /// When it has taken too long to write a line, or to read an answer; nothing while the engine works for it.
  std::optional<TimePoint> Deadline() const;

 private:
  bool HasLine() const { return in_.find('\n') != std::string::npos; }

  // Fixed after construction.
  FileDescriptor socket_;
  const std::chrono::nanoseconds patience_;

  std::string in_;
  std::string out_;
  std::optional<Pending> pending_;
  TimePoint deadline_;
  bool ended_ = false;  // the client writes nothing more
  bool last_ = false;
  bool broken_ = false;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_REMOTE_CONNECTION_H_
