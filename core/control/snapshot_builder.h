#ifndef HOTSWAP_CORE_CONTROL_SNAPSHOT_BUILDER_H_
#define HOTSWAP_CORE_CONTROL_SNAPSHOT_BUILDER_H_

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/api/snapshot.h"
#include "core/control/control_state.h"
#include "core/control/version_qualities.h"
#include "core/control/version_spreads.h"
#include "core/telemetry/bucket_history.h"
#include "core/telemetry/rate_meter.h"
#include "core/telemetry/thread_cells.h"
#include "core/telemetry/totals_history.h"

namespace hotswap {

/// Puts the workers' counters and the controller's state together into snapshots.
///
/// Threads  One thread at a time: it is the only consumer of the cells' rings.
class SnapshotBuilder {
 public:
  /// `keep_history`: also keep the buckets and totals that charts draw.
  SnapshotBuilder(std::chrono::steady_clock::time_point origin, const ThreadCells& cells, bool keep_history)
      : origin_(origin), cells_(cells), keep_history_(keep_history) {}

  /// `now` counts from the engine's start and never goes back. The `last` one also closes the stretch that is not over.
  std::shared_ptr<const Snapshot> Build(const ControlState& state, std::optional<Activity> activity, std::chrono::nanoseconds now,
                                        bool last);

  /// Of every timed call since the start, as of the stretch that was closed last: all of them after the `last` Build().
  LatencySummary whole_run() const;

 private:
  struct PerThread {
    std::uint64_t consumed_serial = 0;  // of the last bucket that went into the history
    RateMeter meter;
    LatencyCounts latency;  // at the last totals stretch
    double requests_per_s = 0;
    double p50_ns = 0;
    double p99_ns = 0;
    std::vector<Bucket> newest;         // closed: one a slot, by slot
    std::uint64_t requests_before = 0;  // answered when it was last taken away
  };

  struct VersionRate {
    RateMeter meter;
    double requests_per_s = 0;
  };

  VersionRate& RateOf(std::uint32_t slot, std::uint32_t number);
  void ReadThreads(const ControlState& state, Snapshot& snapshot);
  void TakeBuckets(unsigned thread, ThreadCell& cell, const ClosedBucket& open, std::int64_t now_ns);
  void TakeSamples(Snapshot& snapshot);
  void ReadVersions(const ControlState& state, Snapshot& snapshot, bool last);
  void CloseStretch(const ControlState& state, Snapshot& snapshot);
  void RefreshThreadRates(const std::vector<LatencyCounts>& latency, std::int64_t now_ns);
  void RefreshHistory(std::int64_t now_ns);

  // Fixed after construction.
  const std::chrono::steady_clock::time_point origin_;
  const ThreadCells& cells_;
  const bool keep_history_;

  std::uint64_t sequence_ = 0;
  std::uint64_t sample_number_ = 0;
  std::array<PerThread, kMaxThreads> threads_;
  std::deque<RequestSample> samples_;
  BucketHistory buckets_;
  TotalsHistory totals_;
  CumulativeTotals last_stretch_;
  LatencySummary recent_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, VersionRate> version_rates_;  // by slot and number
  RateMeter requests_;
  double requests_per_s_ = 0;
  std::int64_t built_ns_ = 0;
  std::shared_ptr<const History> history_;
  std::int64_t history_stretch_ = -1;
  VersionSpreads version_spreads_;
  std::shared_ptr<const std::vector<VersionSpread>> spreads_;
  VersionQualities version_qualities_;
  std::shared_ptr<const std::vector<VersionQuality>> qualities_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_SNAPSHOT_BUILDER_H_
