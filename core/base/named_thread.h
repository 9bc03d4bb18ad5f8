#ifndef HOTSWAP_CORE_BASE_NAMED_THREAD_H_
#define HOTSWAP_CORE_BASE_NAMED_THREAD_H_

#include <pthread.h>
#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "core/base/clock.h"

namespace hotswap {

/// A thread with a name that debuggers and /proc show.
///
/// Threads   Every signal but the synchronous ones is blocked in it, so that none is handled on it by chance.
/// Lifetime  Declared last in its owner: the destructor joins before anything that the body uses goes away. The owner asks the
///           body to end first; the thread itself has no way to be stopped.
/// Failure   A name over 15 characters is a broken contract. Throws std::system_error when the system has no thread left.
class NamedThread {
 public:
  NamedThread() = default;
  NamedThread(std::string name, std::function<void()> body);
  NamedThread(NamedThread&& other) noexcept : thread_(std::exchange(other.thread_, std::nullopt)) {}
  NamedThread& operator=(NamedThread&& other) noexcept {
    Join();
    thread_ = std::exchange(other.thread_, std::nullopt);
    return *this;
  }
  ~NamedThread() { Join(); }

  /// Waits for the thread to end; no effect when there is none. After the body come the destructors of the thread_local objects
  /// of every library that the thread called.
  void Join();

  /// The same, for as long as until `until`: false when the thread has not ended by then; it is still there to be joined.
  bool JoinUntil(TimePoint until);

  /// Lets the thread go its own way: neither Join() nor the destructor waits for it. For a thread that cannot be made to end;
  /// everything that its body may still use must stay alive for as long as it runs.
  void Detach();

  /// Whether the thread of this number (as gettid() tells) is one of this class that has not ended. Any thread.
  static bool IsOne(pid_t thread);

 private:
  std::optional<pthread_t> thread_;  // nothing: none, joined or detached
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_BASE_NAMED_THREAD_H_
