#ifndef HOTSWAP_CORE_CONTROL_EVENT_LOG_H_
#define HOTSWAP_CORE_CONTROL_EVENT_LOG_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "core/api/event.h"

namespace hotswap {

/// The newest events, numbered.
///
/// Threads  Control thread only; what Shared() returned may be read on any.
class EventLog {
 public:
  /// Keeps the `most` newest. `listener` is called with each event as it comes, on the control thread; may be empty.
  explicit EventLog(std::size_t most, std::function<void(const Event&)> listener = {})
      : most_(most), listener_(std::move(listener)) {}

  /// Numbers and keeps an event.
  void Add(Event event) {
    event.number = ++last_number_;
    if (listener_) listener_(event);
    events_.push_back(std::move(event));
    if (events_.size() > most_) events_.pop_front();
    shared_ = nullptr;
  }

  /// An event that is about no slot.
  void Tell(std::chrono::nanoseconds at, EventLevel level, std::string text) {
    Event event;
    event.at = at;
    event.level = level;
    event.text = std::move(text);
    Add(std::move(event));
  }

  /// Never null; the same object until an event is added.
  std::shared_ptr<const std::vector<Event>> Shared() {
    if (shared_ == nullptr) shared_ = std::make_shared<const std::vector<Event>>(events_.begin(), events_.end());
    return shared_;
  }

 private:
  const std::size_t most_;
  const std::function<void(const Event&)> listener_;
  std::uint64_t last_number_ = 0;
  std::deque<Event> events_;
  std::shared_ptr<const std::vector<Event>> shared_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_EVENT_LOG_H_
