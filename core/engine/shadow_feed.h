#ifndef HOTSWAP_CORE_ENGINE_SHADOW_FEED_H_
#define HOTSWAP_CORE_ENGINE_SHADOW_FEED_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "core/abi/operator_interface.h"
#include "core/telemetry/spsc_ring.h"

namespace hotswap {

/// A request with what the live version answered.
struct ShadowRequest {
  Feature feature;
  double score;             ///< Finite or not; NaN after an error.
  std::int64_t latency_ns;  ///< Negative: the call was not timed.
};

/// Takes copies of requests from the workers to the shadow's threads: a bounded ring for each worker.
///
/// Threads   Each worker uses its own lane's writing end, one shadow thread its reading end; all wait-free. dropped() on any.
/// Lifetime  Outlives every route that names it.
/// Failure   A full ring drops the copy and counts it; a worker never waits.
class ShadowFeed {
 public:
  static constexpr std::size_t kCapacity = 1024;  ///< Requests of one worker that wait for a shadow thread.

  class alignas(64) Lane {
   public:
    /// On the worker.
    bool Push(const ShadowRequest& request) { return ring_.Push(request); }
    void CountDropped(std::uint64_t requests) {
      dropped_.store(dropped_.load(std::memory_order_relaxed) + requests, std::memory_order_relaxed);
    }

    /// On the shadow thread.
    bool Pop(ShadowRequest& request) { return ring_.Pop(request); }

    std::uint64_t dropped() const { return dropped_.load(std::memory_order_relaxed); }

   private:
    SpscRing<ShadowRequest, kCapacity> ring_;
    std::atomic<std::uint64_t> dropped_{0};
  };

  /// For the workers 0 to `workers` - 1; requests of others are not shadowed.
  explicit ShadowFeed(unsigned workers);
  ShadowFeed(const ShadowFeed&) = delete;
  ShadowFeed& operator=(const ShadowFeed&) = delete;

  /// Null for a worker that came later.
  Lane* Of(unsigned worker) { return worker < workers_ ? &lanes_[worker] : nullptr; }
  unsigned workers() const { return workers_; }

  /// Of all workers.
  std::uint64_t dropped() const;

 private:
  const unsigned workers_;
  const std::unique_ptr<Lane[]> lanes_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_SHADOW_FEED_H_
