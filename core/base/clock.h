#ifndef HOTSWAP_CORE_BASE_CLOCK_H_
#define HOTSWAP_CORE_BASE_CLOCK_H_

#include <chrono>

namespace hotswap {

using TimePoint = std::chrono::steady_clock::time_point;
using Nanoseconds = std::chrono::nanoseconds;

/// Where a component reads the time, so that a test can set it.
///
/// Threads  Now() may be called from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual TimePoint Now() const = 0;
};

/// The machine's monotonic clock.
class SteadyClock final : public Clock {
 public:
  TimePoint Now() const override { return std::chrono::steady_clock::now(); }
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_BASE_CLOCK_H_
