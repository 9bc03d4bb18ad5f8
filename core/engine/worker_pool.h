#ifndef HOTSWAP_CORE_ENGINE_WORKER_POOL_H_
#define HOTSWAP_CORE_ENGINE_WORKER_POOL_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/api/snapshot.h"
#include "core/api/worker_settings.h"
#include "core/engine/parked_workers.h"
#include "core/engine/request_source.h"
#include "core/engine/worker.h"
#include "core/slot/route.h"
#include "core/telemetry/cycle_clock.h"
#include "core/telemetry/thread_cells.h"

namespace hotswap {

/// What became of a stuck call.
enum class RescueOutcome {
  kCameBack,     ///< It returned in time; nothing was done.
  kReplaced,     ///< Another worker goes on with its requests; its thread is parked.
  kNotReplaced,  ///< No other worker was started: its requests are errors of the stuck version, its number is not at work.
};

/// The worker threads and what they are told: how many, how fast, how long.
///
/// Threads   Control thread only, Stop() included; that thread also publishes the slots' routes and collects them.
/// Lifetime  Slots, source, cells and recorder outlive it. Every version's cells cover kMaxThreads or what threads() grows to:
///           the owner sees to that before it calls Apply().
/// Failure   A call that never returns is answered elsewhere: see FindStuck(). Its thread and what it is in stay for ever, as does a
///           thread that does not end.
class WorkerPool {
 public:
  /// More threads than this are never left stuck: beyond it a stuck worker is not replaced.
  static constexpr std::size_t kMostParked = 32;

  struct Parts {
    std::chrono::steady_clock::time_point origin;
    std::vector<RouteSlot*> slots;
    RequestSource* source = nullptr;
    ThreadCells* cells = nullptr;
    RequestRecorder* recorder = nullptr;              ///< Null: no record.
    int niceness = 0;                                 ///< Added to the workers' nice value, 0 to 19; kIdlePriority: SCHED_IDLE.
    Nanoseconds call_limit{std::chrono::seconds(1)};  ///< Positive. A call that lasts longer may be stuck; see CallWatch.
    /// May be empty. Called before a rescue that the pool makes by itself, while Apply(), UseSource() or Stop() waits for workers
    /// to end: the chance to publish another version. Must not call the pool.
    std::function<void(const StuckCall&)> before_rescue;
    /// May be empty. Called when a worker's thread does not end within a call limit after its work is done, and is parked. Must
    /// not call the pool.
    std::function<void(const StuckCall&)> left_behind;
  };

  explicit WorkerPool(Parts parts) : parts_(std::move(parts)) {}
  ~WorkerPool() { Stop(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Starts or ends workers and tells the rest. Ended workers finish the requests that they took. Throws std::system_error when
  /// the system has no thread left.
  void Apply(const WorkerSettings& settings);
  void SetPaused(bool paused);
  /// Another source for all workers: ends and starts them; the next Apply() starts them on it.
  void UseSource(RequestSource& source);
  /// Rounds count from zero again.
  void RestartRounds();
  /// Ends all workers after the calls that they are in; what they took and did not begin is given back, but for a block that a
  /// canary by users sorted, which is answered. A worker that is stuck meanwhile is replaced once, then its requests are errors:
  /// it takes at most about two call limits longer, and one more where threads do not end. What a rescue or such a block leaves
  /// during a hold (RouteMode::kHold) is lost, unless the hold came with whole_blocks: publish something that answers before.
  void Stop() { Shrink(0); }

  /// Every worker is out of rounds or of requests, under the orders that it was given last.
  bool Finished() const;

  /// Looks at every worker. Those whose call does not come back are the caller's to deal with: publish the route that shall answer
  /// instead, then Rescue(). Also lets go of parked workers whose thread came back.
  std::vector<StuckCall> FindStuck(TimePoint now);

  /// When FindStuck() can tell something new; calls at these times find a stuck call when its limit is reached.
  TimePoint NextLook() const { return next_look_; }

  /// Answers the stuck call's run and the rest of its block elsewhere; see Handover.
  RescueOutcome Rescue(const StuckCall& stuck) { return Rescue(stuck, true); }

  /// The threads that are stuck, oldest first, as of the last FindStuck().
  std::vector<ParkedThread> Parked() const { return parked_.List(parts_.origin); }
  /// Answers that came after their request was answered elsewhere and were discarded, as of the last FindStuck().
  std::uint64_t late() const { return parked_.late(); }

  const WorkerSettings& settings() const { return settings_; }
  bool paused() const { return paused_; }

 private:
  WorkerSurroundings Surroundings(unsigned number) const;
  WorkerOrders Orders() const;
  void TellAll();
  void Shrink(std::size_t count);
  void WaitForEnd(std::size_t number, std::size_t count);
  void WaitForThread(std::size_t number, std::size_t count, TimePoint until);
  void RescueWhileEnding(std::size_t count);
  RescueOutcome Rescue(const StuckCall& stuck, bool may_replace);

  Parts parts_;
  const CycleClock cycle_clock_;
  WorkerSettings settings_;
  bool paused_ = false;
  std::uint64_t series_ = 1;
  std::array<std::uint64_t, kMaxThreads> rounds_{};  // of workers that ended, in this series
  std::array<bool, kMaxThreads> replaced_at_end_{};  // during the present Shrink()
  TimePoint next_look_;
  std::vector<std::unique_ptr<Worker>> workers_;  // null: stuck and not replaced
  ParkedWorkers parked_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_WORKER_POOL_H_
