#include "core/telemetry/cycle_clock.h"

#include <algorithm>
#include <limits>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace hotswap {
namespace {

#if defined(__x86_64__)
/// CPUID leaf 0x80000007, EDX bit 8: the counter ticks at a constant rate in every power state (Intel SDM vol. 3, 18.17.1).
bool CounterIsInvariant() {
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  return __get_cpuid(0x80000007U, &a, &b, &c, &d) != 0 && (d & (1U << 8)) != 0;
}
#endif

}  // namespace

CycleClock::CycleClock() {
#if defined(__x86_64__)
  use_counter_ = CounterIsInvariant();
  if (use_counter_) {
    const auto start = std::chrono::steady_clock::now();
    const std::uint64_t first = __rdtsc();
    auto now = start;
    while (now - start < std::chrono::milliseconds(2)) now = std::chrono::steady_clock::now();
    const std::uint64_t ticks = __rdtsc() - first;
    const auto ns = static_cast<std::uint64_t>((now - start).count());
    ns_per_tick_q20_ = std::max<std::uint64_t>(1, (ns << 20) / ticks);
  }
#endif
  overhead_ = std::numeric_limits<std::uint64_t>::max();
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t from = Now();
    overhead_ = std::min(overhead_, Now() - from);
  }
}

}  // namespace hotswap
