#ifndef HOTSWAP_CORE_CONTROL_TRAFFIC_H_
#define HOTSWAP_CORE_CONTROL_TRAFFIC_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/api/worker_settings.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/control/event_log.h"
#include "core/control/version_catalogue.h"
#include "core/engine/request_source.h"
#include "core/engine/worker_pool.h"
#include "core/telemetry/thread_cells.h"

namespace hotswap {

/// The requests and who answers them: workers, their settings, their source, and what went wrong with either.
///
/// Threads  Control thread only.
class Traffic {
 public:
  struct Parts {
    std::chrono::steady_clock::time_point origin;
    std::shared_ptr<RequestSource> source;
    ThreadCells* cells = nullptr;
    RequestRecorder* recorder = nullptr;  ///< Null: no record.
    int niceness = 0;
    Nanoseconds call_limit{std::chrono::seconds(1)};  ///< A call that lasts longer may be stuck.
    /// Before a rescue that comes while workers are ended: the chance to publish another version. May be empty.
    std::function<void(const StuckCall&)> before_rescue{};
  };

  Traffic(const Parts& parts, VersionCatalogue& catalogue, EventLog& events);

  /// kInvalidArgument for settings out of range.
  static Status Check(const WorkerSettings& settings);

  /// Starts, ends and tells workers, whose cells every version has. Fails as Check() does.
  Status Apply(const WorkerSettings& settings);
  void SetPaused(bool paused) { pool_.SetPaused(paused); }
  void RestartRounds() { pool_.RestartRounds(); }
  void UseSource(std::shared_ptr<RequestSource> source);
  void Stop() { pool_.Stop(); }

  /// Calls that do not come back; publish what shall answer instead, then Rescue() each.
  std::vector<StuckCall> FindStuck() { return pool_.FindStuck(SteadyClock().Now()); }
  RescueOutcome Rescue(const StuckCall& stuck) { return pool_.Rescue(stuck); }
  TimePoint NextLook() const { return pool_.NextLook(); }
  std::vector<ParkedThread> parked() const { return pool_.Parked(); }
  std::uint64_t late() const { return pool_.late(); }

  bool started() const { return started_; }  ///< Workers were applied once.
  const WorkerSettings& settings() const { return pool_.settings(); }
  bool paused() const { return pool_.paused(); }
  const std::shared_ptr<RequestSource>& source() const { return source_; }

  /// Every worker has answered a request since the start.
  bool EveryWorkerAnswered() const;

  /// Every worker is out of rounds or of requests.
  bool Finished() const { return pool_.Finished(); }

  /// Tells, as events, the first exception of each version, with the time at which it was thrown, and the rows that the source
  /// could not read.
  void TellTroubles();

 private:
  WorkerPool::Parts PoolParts();
  void TellLeftBehind(const StuckCall& ending);
  void TellErrors(std::uint32_t slot);
  std::chrono::nanoseconds Now() const;

  const Parts parts_;
  VersionCatalogue& catalogue_;
  EventLog& events_;
  std::shared_ptr<RequestSource> source_;  // outlives the pool's workers
  WorkerPool pool_;
  bool started_ = false;
  std::vector<const Version*> told_versions_;
  // How many of each source; by owner, so that an address that is used again is another source.
  std::map<std::weak_ptr<const RequestSource>, std::size_t, std::owner_less<>> told_warnings_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_TRAFFIC_H_
