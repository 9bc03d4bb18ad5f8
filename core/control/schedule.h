#ifndef HOTSWAP_CORE_CONTROL_SCHEDULE_H_
#define HOTSWAP_CORE_CONTROL_SCHEDULE_H_

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "core/api/command.h"

namespace hotswap {

/// Commands that fall due at a time, and one list of commands that repeats. Pure: no clock inside; all times count from the
/// engine's start.
class Schedule {
 public:
  using Time = std::chrono::nanoseconds;

  void At(Time time, Command command) {
    const auto later = std::ranges::upper_bound(once_, time, {}, &Entry::first);
    once_.insert(later, {time, std::move(command)});
  }

  /// Every `period` (positive) from `start` + period on, the next of `commands`, in a cycle.
  void Every(Time start, Time period, std::vector<Command> commands) {
    period_ = period;
    next_turn_ = start + period;
    cycle_ = std::move(commands);
    turn_ = 0;
  }

  void Clear() {
    once_.clear();
    cycle_.clear();
  }

  /// Takes what fell due before `time` and is not of the cycle: for whoever tells that its turn never came.
  std::vector<Command> TakeMissed(Time time) {
    std::vector<Command> missed;
    while (!once_.empty() && once_.front().first < time) {
      missed.push_back(std::move(once_.front().second));
      once_.erase(once_.begin());
    }
    return missed;
  }

  /// Whether something is left that is not of the cycle.
  bool waits() const { return !once_.empty(); }

  /// When something falls due next; nothing when the schedule is empty.
  std::optional<Time> Next() const {
    std::optional<Time> next;
    if (!once_.empty()) next = once_.front().first;
    if (!cycle_.empty() && (!next || next_turn_ < *next)) next = next_turn_;
    return next;
  }

  /// A cycle of which no command fits is asked again after this at the earliest, however short its period is.
  static constexpr std::chrono::milliseconds kRest{10};

  /// Takes the next command that is due at `now`. A cycle that fell behind skips the turns that it missed instead of
  /// hurrying through them. Of a cycle it takes the next command that `fits` (bool(const Command&)), and nothing when none does.
  template <typename Fits>
  std::optional<Command> TakeDue(Time now, Fits fits) {
    const std::optional<Time> next = Next();
    if (!next || *next > now) return std::nullopt;
    if (!once_.empty() && once_.front().first == *next) {
      Command command = std::move(once_.front().second);
      once_.erase(once_.begin());
      return command;
    }
    for (std::size_t tried = 0; tried < cycle_.size(); ++tried) {
      const Command& command = cycle_[turn_++ % cycle_.size()];
      if (!fits(command)) continue;
      SkipTo(now);
      return command;
    }
    SkipTo(now + kRest);
    return std::nullopt;
  }
  std::optional<Command> TakeDue(Time now) {
    return TakeDue(now, [](const Command&) { return true; });
  }

 private:
  using Entry = std::pair<Time, Command>;

  /// To the next turn after `time`, on the cycle's grid.
  void SkipTo(Time time) { next_turn_ += period_ * ((time - next_turn_) / period_ + 1); }

  std::vector<Entry> once_;  // in order of time
  std::vector<Command> cycle_;
  std::size_t turn_ = 0;
  Time period_{0};
  Time next_turn_{0};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_SCHEDULE_H_
