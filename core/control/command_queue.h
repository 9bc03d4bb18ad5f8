#ifndef HOTSWAP_CORE_CONTROL_COMMAND_QUEUE_H_
#define HOTSWAP_CORE_CONTROL_COMMAND_QUEUE_H_

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

#include "core/api/command.h"
#include "core/base/clock.h"
#include "core/base/mutex.h"

namespace hotswap {

/// Commands on their way to the controller, in order.
///
/// Threads  Push() and Close() on any; the others on the controller's.
class CommandQueue {
 public:
  struct Item {
    CommandId id;
    Command command;
  };

  CommandId Push(Command command) EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    items_.push_back({++last_id_, std::move(command)});
    changed_.NotifyAll();
    return last_id_;
  }

  /// Nothing more is to be carried out: Take() returns at once from now on.
  void Close() EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    closed_ = true;
    changed_.NotifyAll();
  }

  bool closed() const EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    return closed_;
  }

  /// The next command, or nothing at `deadline` or when closed.
  std::optional<Item> Take(TimePoint deadline) EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    while (items_.empty() && !closed_ && SteadyClock().Now() < deadline) changed_.WaitUntil(mutex_, deadline);
    return closed_ ? std::nullopt : Pop();
  }

  /// The next command when there is one and `may` (bool(const Command&)) says so. Waits for nothing.
  template <typename May>
  std::optional<Item> TakeIf(May may) EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    if (closed_ || items_.empty() || !may(items_.front().command)) return std::nullopt;
    return Pop();
  }

  /// Whether `is` (bool(const Command&)) says so of a command that waits. Waits for nothing.
  template <typename Is>
  bool Any(Is is) const EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    return std::ranges::any_of(items_, [&](const Item& item) { return is(item.command); });
  }

 private:
  std::optional<Item> Pop() REQUIRES(mutex_) {
    if (items_.empty()) return std::nullopt;
    Item item = std::move(items_.front());
    items_.pop_front();
    return item;
  }

  mutable Mutex mutex_;
  CondVar changed_;
  std::deque<Item> items_ GUARDED_BY(mutex_);
  CommandId last_id_ GUARDED_BY(mutex_) = 0;
  bool closed_ GUARDED_BY(mutex_) = false;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_COMMAND_QUEUE_H_
