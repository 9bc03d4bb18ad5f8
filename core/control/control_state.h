#ifndef HOTSWAP_CORE_CONTROL_CONTROL_STATE_H_
#define HOTSWAP_CORE_CONTROL_CONTROL_STATE_H_

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "core/api/snapshot.h"
#include "core/base/mutex.h"
#include "core/engine/request_source.h"
#include "core/telemetry/version_cells.h"

namespace hotswap {

/// What the controller tells the sampler: everything in a snapshot that is not counted by workers.
struct ControlState {
  /// A version without its counts, and where those are.
  struct VersionRow {
    VersionInfo info;
    std::shared_ptr<const VersionCells> cells;
  };

  WorkerSettings workers;
  bool workers_started = false;  ///< False: `workers` only tells what is intended.
  bool paused = false;
  std::shared_ptr<const RequestSource> source;
  std::shared_ptr<const Config> config;
  std::vector<SlotInfo> slots;
  std::vector<VersionRow> versions;
  std::vector<RolloutStatus> rollouts;
  std::vector<ShadowStatus> shadows;
  std::vector<PendingSwapInfo> pending_swaps;
  std::vector<ParkedThread> parked;
  std::uint64_t late = 0;
  std::uint64_t swaps = 0;
  ResourceUse resources;
  std::shared_ptr<const std::vector<Event>> events;
  std::shared_ptr<const std::vector<SwapReceipt>> receipts;
  std::vector<CommandOutcome> outcomes;

  std::optional<ScenarioProgress> scenario;                  ///< `elapsed` only counts once the scenario ended.
  std::optional<std::chrono::nanoseconds> scenario_started;  ///< While it runs, since the engine started.
};

/// Where the controller leaves its state for the sampler.
///
/// Threads  Any.
class ControlBoard {
 public:
  void Post(std::shared_ptr<const ControlState> state) EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    state_ = std::move(state);
  }
  std::shared_ptr<const ControlState> Latest() const EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    return state_;
  }

  /// What is under way changes within one command, so it has a place of its own.
  void PostActivity(std::optional<Activity> activity) EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    activity_ = std::move(activity);
  }
  std::optional<Activity> LatestActivity() const EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    return activity_;
  }

 private:
  mutable Mutex mutex_;
  std::shared_ptr<const ControlState> state_ GUARDED_BY(mutex_) = std::make_shared<const ControlState>();
  std::optional<Activity> activity_ GUARDED_BY(mutex_);
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_CONTROL_STATE_H_
