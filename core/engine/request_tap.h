#ifndef HOTSWAP_CORE_ENGINE_REQUEST_TAP_H_
#define HOTSWAP_CORE_ENGINE_REQUEST_TAP_H_

#include <cstddef>
#include <cstdint>

#include "core/base/random_draw.h"
#include "core/engine/block_scorer.h"
#include "core/engine/request_source.h"
#include "core/slot/route.h"
#include "core/telemetry/thread_cell.h"

namespace hotswap {

/// Copies sampled answers of a worker to those who judge a version: observations to its cell, requests to the route's shadow.
///
/// One request of each stride is copied, counted over the worker's requests on routes that ask for it: which one is drawn, as a file's
/// rows may come in a pattern. Where calls are timed more rarely than the stride asks, every copy that falls due waits for the next
/// timed call: it then tells a latency, too.
///
/// Threads  One per worker. No lock, allocation or system call; what finds its ring full is dropped and counted.
class RequestTap {
 public:
  /// A committed run of an arm of `route`: the answers that `scorer` has to the requests of `block` from `begin` on.
  struct Run {
    const Route& route;
    const Arm& arm;
    std::uint32_t slot;
    const RequestBlock& block;
    std::size_t begin;
    const BlockScorer& scorer;
  };

  /// True when the route asks for copies: else Take() need not be called.
  static bool Asked(const Route& route) { return route.observe_stride != 0 || route.shadow != nullptr; }

  void Take(const Run& run, unsigned worker, ThreadCell& cell);

 private:
  /// Which request is copied next.
  struct Due {
    std::int64_t begin = 0;   ///< Of its stride, in requests from the next run's first; negative: before that.
    std::int64_t offset = 0;  ///< In its stride.

    std::int64_t at() const { return begin + offset; }
  };

  template <typename Copy>
  void ForEachDue(const BlockScorer& scorer, std::int64_t stride, Due& due, const Copy& copy);
  void Advance(Due& due, std::int64_t stride);
  static void Observe(const Run& run, std::size_t index, std::int64_t latency_ns, ThreadCell& cell);

  Due observed_;
  Due shadowed_;
  RandomDraw draw_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_REQUEST_TAP_H_
