// Who answers a run: the worker that scores it, or a rescuer that found the worker stuck in one of its calls.
//
// Problem   An operator's call may never return. Its request must be answered all the same, exactly once, and a thread cannot be
//           stopped from outside: it may come back at any moment with an answer of its own.
// Naive     A compare-and-swap per request. At 3 ns a call it would cost more than the call, and it would buy nothing: a worker
//           delivers its answers when a run ends, so no request of a run was answered before its last one was.
// Here      One word per worker. A run begins by a store, and ends by one compare-and-swap that either commits it or fails
//           because a rescuer claimed it by the other side of that compare-and-swap. At human rates a run is one request.
//
//             worker:   word = n running  (A)   calls …   word: n running -> idle     (B)
//             rescuer:                                     word: n running -> claimed  (C)
//
// Why it is exact   (B) and (C) are read-modify-writes of one word from one and the same value, so at most one of them succeeds.
//   What (B) commits is counted after (B) by the worker; after (C) the worker touches nothing but its own pin. A run's number is
//   never used again, so a rescuer that looked at an earlier run cannot claim a later one.
//
// Memory orders   (A) release, (C) acquire: the rescuer sees all that the worker did up to the run's beginning (its block, its
//   stream, its lane), and takes them over. (B) and (C) are both acquire and release, so the one that fails knows what the other
//   one knew. What a look shows is published by releases and read by acquires: a look that saw a field of a later run sees, when
//   it reads the word again, that the run is over. On x86 all of them are plain stores; only (B) locks, in the worker's own line.
#ifndef HOTSWAP_CORE_ENGINE_RUN_CLAIM_H_
#define HOTSWAP_CORE_ENGINE_RUN_CLAIM_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace hotswap {

/// What a run is about, for the watcher.
struct RunIntent {
  std::int64_t begin_ns = 0;  ///< Since the engine started.
  std::uint64_t route = 0;    ///< Sequence.
  std::uint32_t version = 0;
  std::uint32_t slot = 0;
};

/// The word by which a worker and its rescuer agree who answers a run, and how far the worker came.
///
/// Threads   Begin(), Reached(), Commit() and claimed() on the worker; Look() and Claim() on one watcher. All wait-free.
class alignas(128) RunClaim {
 public:
  void Begin(const RunIntent& intent) {
    begin_ns_.store(intent.begin_ns, std::memory_order_release);
    route_.store(intent.route, std::memory_order_release);
    version_.store(intent.version, std::memory_order_release);
    slot_.store(intent.slot, std::memory_order_release);
    call_.store(0, std::memory_order_release);
    ++run_;
    word_.store(run_ << kStateBits | kRunning, std::memory_order_release);
  }

  /// The call number `call` of the run, from 0, is about to begin.
  void Reached(std::size_t call) { call_.store(call, std::memory_order_release); }

  /// Ends the run. True when its answers count; false when a rescuer claimed it: the worker must touch nothing any more.
  bool Commit() {
    std::uint64_t running = run_ << kStateBits | kRunning;
    return word_.compare_exchange_strong(running, run_ << kStateBits | kIdle, std::memory_order_acq_rel);
  }

  bool claimed() const { return (word_.load(std::memory_order_relaxed) & kStateMask) == kClaimed; }

  /// A run in progress.
  struct Sight {
    std::uint64_t run = 0;
    std::size_t call = 0;  ///< Index of the request that is being answered.
    RunIntent intent;
  };

  /// The run that the worker is in; nothing between runs, or when the run ends while it is looked at.
  std::optional<Sight> Look() const {
    const std::uint64_t before = word_.load(std::memory_order_acquire);
    if ((before & kStateMask) != kRunning) return std::nullopt;
    Sight sight;
    sight.run = before >> kStateBits;
    sight.call = call_.load(std::memory_order_acquire);
    sight.intent.begin_ns = begin_ns_.load(std::memory_order_acquire);
    sight.intent.route = route_.load(std::memory_order_acquire);
    sight.intent.version = version_.load(std::memory_order_acquire);
    sight.intent.slot = slot_.load(std::memory_order_acquire);
    if (word_.load(std::memory_order_relaxed) != before) return std::nullopt;
    return sight;
  }

  /// What the run that began last is about. On the worker, or once that has ended.
  RunIntent Last() const {
    return {begin_ns_.load(std::memory_order_relaxed), route_.load(std::memory_order_relaxed),
            version_.load(std::memory_order_relaxed), slot_.load(std::memory_order_relaxed)};
  }

  /// Takes the run away from its worker. False when the worker committed it: everything is answered.
  bool Claim(std::uint64_t run) {
    std::uint64_t running = run << kStateBits | kRunning;
    return word_.compare_exchange_strong(running, run << kStateBits | kClaimed, std::memory_order_acq_rel);
  }

 private:
  static constexpr unsigned kStateBits = 2;
  static constexpr std::uint64_t kStateMask = (1U << kStateBits) - 1;
  static constexpr std::uint64_t kIdle = 0;
  static constexpr std::uint64_t kRunning = 1;
  static constexpr std::uint64_t kClaimed = 2;

  // Shared: written by the worker, the word by the watcher, too.
  std::atomic<std::uint64_t> word_{kIdle};
  std::atomic<std::size_t> call_{0};
  std::atomic<std::int64_t> begin_ns_{0};
  std::atomic<std::uint64_t> route_{0};
  std::atomic<std::uint32_t> version_{0};
  std::atomic<std::uint32_t> slot_{0};

  // Only on the worker.
  std::uint64_t run_ = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_RUN_CLAIM_H_
