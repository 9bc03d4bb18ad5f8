#ifndef HOTSWAP_APP_VET_PROCESSOR_TIME_H_
#define HOTSWAP_APP_VET_PROCESSOR_TIME_H_

#include <time.h>

#include <cstdint>

namespace hotswap::vet {

inline std::int64_t ReadClockNs(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

/// Time that this thread ran. A busy machine does not lengthen it.
inline std::int64_t ThreadTimeNs() { return ReadClockNs(CLOCK_THREAD_CPUTIME_ID); }

inline std::int64_t WallTimeNs() { return ReadClockNs(CLOCK_MONOTONIC); }

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_PROCESSOR_TIME_H_
