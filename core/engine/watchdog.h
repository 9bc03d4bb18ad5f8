#ifndef HOTSWAP_CORE_ENGINE_WATCHDOG_H_
#define HOTSWAP_CORE_ENGINE_WATCHDOG_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/base/clock.h"
#include "core/base/thread_probe.h"

namespace hotswap {

/// Why a call is taken for stuck.
enum class StuckCause {
  kBusy,         ///< It computes without end.
  kAsleep,       ///< It waits for something without end.
  kStarved,      ///< It got no processor for so long that nobody can tell; answered elsewhere all the same.
  kThreadEnded,  ///< The operator ended the thread that it was called on.
  kEnding        ///< No call: the thread's work is done, and it does not end. Never told by a CallWatch.
};

/// What one look at a worker in a call shows.
struct CallSight {
  std::uint64_t run = 0;
  std::size_t call = 0;                                 ///< Index in its run.
  TimePoint run_begin;                                  ///< The call began then or later.
  Nanoseconds cpu{0};                                   ///< Processor time of its thread since the thread started.
  ThreadActivity activity = ThreadActivity::kRunnable;  ///< Only told for a call that was seen before.
  std::optional<Nanoseconds> queued{};                  ///< What QueueTimeOfThread() tells.
};

/// Decides whether the call that one worker is in is stuck. Pure: no clock, no thread inside.
///
/// A call is stuck when it has lasted for the limit, as far as looks came on time, and is not merely waiting for its turn on a processor: it has used half of
/// the limit in processor time since it was first seen, or was asleep at every look for a quarter of it, or has had the whole
/// limit for itself, whether it ran or slept: one that naps in a loop is awake at some looks when the machine is busy. Flat-out
/// workers beside more urgent work stand still for hundreds of milliseconds, and nothing is wrong with their operator. After
/// twenty limits under watch it is taken for stuck whatever it does. Looks a quarter of the limit apart (NextLook) find a stuck call
/// when the limit is reached.
class CallWatch {
 public:
  explicit CallWatch(Nanoseconds limit) : limit_(limit) {}

  /// The worker is between runs.
  void Idle(TimePoint now) {
    seen_.reset();
    last_look_ = now;
  }

  /// True when the call of this sight was seen at the look before: its activity matters.
  bool Seen(std::uint64_t run, std::size_t call) const { return seen_ && seen_->run == run && seen_->call == call; }

  /// Takes a look's sight in. Why the call is stuck; nothing while it may be fine.
  std::optional<StuckCause> Look(const CallSight& sight, TimePoint now);

  /// When the call that was seen last began, as far as looks can tell: at this time or a little later.
  TimePoint since() const { return seen_ ? seen_->since : TimePoint{}; }

  /// When the next look can tell something new, for looks that come on time.
  TimePoint NextLook(TimePoint now) const;

 private:
  struct KnownCall {
    std::uint64_t run;
    std::size_t call;
    TimePoint since;
    Nanoseconds first_cpu;
    Nanoseconds cpu;
    std::optional<TimePoint> asleep_since{};
    std::optional<Nanoseconds> queued{};
    Nanoseconds watched{0};  ///< Since it began, as far as looks came on time.
    Nanoseconds own{0};      ///< Time since the first look in which it did not wait for a processor.
  };

  Nanoseconds Watched(Nanoseconds passed) const;
  void NoteOwnTime(const CallSight& sight, Nanoseconds watched);

  const Nanoseconds limit_;
  std::optional<KnownCall> seen_;
  TimePoint last_look_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_WATCHDOG_H_
