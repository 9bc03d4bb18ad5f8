#ifndef HOTSWAP_CORE_API_WORKER_SETTINGS_H_
#define HOTSWAP_CORE_API_WORKER_SETTINGS_H_

#include <chrono>
#include <cstdint>

namespace hotswap {

inline constexpr unsigned kMaxThreads = 64;

/// How the worker threads draw requests. All of it can change while they run.
struct WorkerSettings {
  unsigned threads = 4;  ///< 1 to kMaxThreads.
  std::chrono::nanoseconds interval{
      std::chrono::milliseconds{300}};  ///< Between two requests of a thread; 0 = as fast as possible.
  std::uint64_t rounds = 0;             ///< Requests a thread answers; 0 = until stopped.

  friend bool operator==(const WorkerSettings&, const WorkerSettings&) = default;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_WORKER_SETTINGS_H_
