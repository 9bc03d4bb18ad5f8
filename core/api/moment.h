#ifndef HOTSWAP_CORE_API_MOMENT_H_
#define HOTSWAP_CORE_API_MOMENT_H_

#include <chrono>
#include <cstdint>

namespace hotswap {

enum class MomentKind {
  kNow,            ///< Each thread's next run of requests.
  kBatchBoundary,  ///< A block of requests that a thread has begun is answered whole by the version that began it.
  /// One worker after another, `period` apart. The state goes over with the first of them; what the old version's changes to until
  /// the last is not handed over.
  kThreadByThread,
  kBarrier,    ///< No request of the new version starts before the last one of the old version has ended.
  kAtRequest,  ///< Not before the slot has answered `request` requests, and as soon as that is seen.
  kAtTime,     ///< At `time`.
  kLowLoad,    ///< When the slot answers fewer than `requests_per_s`, at `deadline` whatever the load.
};

/// When a version that is ready takes over from the one before.
struct Moment {
  MomentKind kind = MomentKind::kNow;
  std::chrono::nanoseconds period{0};    ///< For kThreadByThread.
  std::uint64_t request = 0;             ///< For kAtRequest: of the slot since the engine started.
  std::chrono::nanoseconds time{0};      ///< For kAtTime: since the engine started.
  double requests_per_s = 0;             ///< For kLowLoad.
  std::chrono::nanoseconds deadline{0};  ///< For kLowLoad: after the version became ready.
};

/// As receipts and files spell it: "now", "batch_boundary", "thread_by_thread", "barrier", "at_request", "at_time", "low_load".
const char* MomentName(MomentKind kind);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_MOMENT_H_
