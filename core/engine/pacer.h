#ifndef HOTSWAP_CORE_ENGINE_PACER_H_
#define HOTSWAP_CORE_ENGINE_PACER_H_

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "core/base/clock.h"
#include "core/engine/request_source.h"

namespace hotswap {

/// Decides how many requests a worker draws next. Pure: no clock inside.
///
/// With an interval, one request falls due each interval on a fixed grid; those that fell due while the worker could not run are
/// made up for, at most a second's worth. A block, paced or flat out, grows while it takes less than kShortBlock and shrinks
/// above kLongBlock: a fast operator pays for the bookkeeping once in many calls, a slow one sees a swap at its next request.
/// What is fast on one version may be slow on the next, so a new route starts with a block of one.
class Pacer {
 public:
  static constexpr std::chrono::microseconds kShortBlock{20};
  static constexpr std::chrono::microseconds kLongBlock{80};
  static constexpr std::size_t kLargestBlock = 512;  ///< 12 KiB of features: stays in the first-level cache with the scores.

  void SetInterval(std::chrono::nanoseconds interval, TimePoint now) {
    interval_ = interval;
    next_ = now;
    block_ = 1;
  }

  /// Another route answers from now on.
  void StartOver() { block_ = 1; }

  /// Starts the grid anew, so that a pause is not made up for.
  void Resume(TimePoint now) { next_ = now; }

  bool flat_out() const { return interval_.count() == 0; }

  /// When the next request falls due; meaningless when flat_out().
  TimePoint next() const { return next_; }

  /// How many requests are due at `now`; 0 when the time of the next has not come.
  std::size_t Due(TimePoint now) {
    if (flat_out()) return block_;
    if (now < next_) return 0;
    if (now - next_ > std::chrono::seconds(1)) next_ = now - std::chrono::seconds(1);
    const auto due = static_cast<std::size_t>((now - next_) / interval_) + 1;
    return std::min(due, block_);
  }

  /// Tells that a block of `count` requests was answered within `took`.
  void Answered(std::size_t count, std::chrono::nanoseconds took) {
    if (!flat_out()) next_ += interval_ * static_cast<std::int64_t>(count);
    if (took < kShortBlock && count >= block_) {
      block_ = std::min(block_ * 2, kLargestBlock);
    } else if (took > kLongBlock) {
      block_ = std::max<std::size_t>(block_ / 2, 1);
    }
  }

 private:
  std::chrono::nanoseconds interval_{0};
  TimePoint next_;
  std::size_t block_ = 1;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_PACER_H_
