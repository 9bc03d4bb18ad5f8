#ifndef HOTSWAP_CORE_TELEMETRY_CYCLE_CLOCK_H_
#define HOTSWAP_CORE_TELEMETRY_CYCLE_CLOCK_H_

#include <chrono>
#include <cstdint>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace hotswap {

/// The cheapest clock for the length of one call: the processor's time-stamp counter where it runs at a constant rate (about a
/// third of a clock_gettime), else the monotonic clock.
///
/// Threads  Immutable after construction. Not for times that are compared across long stretches: the rate is calibrated once, to
///          about 0.1 %.
class CycleClock {
 public:
  /// Takes about 2 ms to calibrate.
  CycleClock();

  std::uint64_t Now() const {
#if defined(__x86_64__)
    if (use_counter_) [[likely]]
      return __rdtsc();
#endif
    return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  }

  /// The length in ns of what ran between two readings, the cost of reading left out; 0 at least. Signed inside, because the
  /// counters of two processors may differ: a thread that moved can read an earlier time.
  std::uint64_t Elapsed(std::uint64_t from, std::uint64_t to) const {
    const auto ticks = static_cast<std::int64_t>(to - from) - static_cast<std::int64_t>(overhead_);
    return ticks <= 0 ? 0 : (static_cast<std::uint64_t>(ticks) * ns_per_tick_q20_) >> 20;
  }

 private:
  bool use_counter_ = false;
  std::uint64_t ns_per_tick_q20_ = 1U << 20;  // fixed point with 20 fractional bits: no overflow below 4 h
  std::uint64_t overhead_ = 0;                // ticks between two readings with nothing in between
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_CYCLE_CLOCK_H_
