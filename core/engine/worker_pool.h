#ifndef HOTSWAP_CORE_ENGINE_WORKER_POOL_H_
#define HOTSWAP_CORE_ENGINE_WORKER_POOL_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/api/worker_settings.h"
#include "core/engine/request_source.h"
#include "core/engine/worker.h"
#include "core/slot/route.h"
#include "core/telemetry/cycle_clock.h"
#include "core/telemetry/thread_cells.h"

namespace hotswap {

/// The worker threads and what they are told: how many, how fast, how long.
///
/// Threads   Control thread only, Stop() included.
/// Lifetime  Slots, source, cells and recorder outlive it. Every version's cells cover kMaxThreads or what threads() grows to:
///           the owner sees to that before it calls Apply().
class WorkerPool {
 public:
  struct Parts {
    std::chrono::steady_clock::time_point origin;
    std::vector<RouteSlot*> slots;
    RequestSource* source = nullptr;
    ThreadCells* cells = nullptr;
    RequestRecorder* recorder = nullptr;  ///< Null: no record.
    int niceness = 0;                     ///< Added to the workers' nice value, 0 to 19.
  };

  explicit WorkerPool(Parts parts) : parts_(std::move(parts)) {}

  /// Starts or ends workers and tells the rest. Ended workers finish the requests that they took.
  void Apply(const WorkerSettings& settings);
  void SetPaused(bool paused);
  /// Another source for all workers: ends and starts them; the next Apply() starts them on it.
  void UseSource(RequestSource& source);
  /// Rounds count from zero again.
  void RestartRounds();
  /// Ends all workers after the requests that they took.
  void Stop() { Shrink(0); }

  /// Every worker is out of rounds or of requests, under the orders that it was given last.
  bool Finished() const;

  const WorkerSettings& settings() const { return settings_; }
  bool paused() const { return paused_; }

 private:
  WorkerOrders Orders() const;
  void TellAll();
  void Shrink(std::size_t count);

  Parts parts_;
  const CycleClock cycle_clock_;
  WorkerSettings settings_;
  bool paused_ = false;
  std::uint64_t series_ = 1;
  std::array<std::uint64_t, kMaxThreads> rounds_{};  // of workers that ended, in this series
  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_WORKER_POOL_H_
