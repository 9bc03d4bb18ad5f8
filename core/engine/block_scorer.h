#ifndef HOTSWAP_CORE_ENGINE_BLOCK_SCORER_H_
#define HOTSWAP_CORE_ENGINE_BLOCK_SCORER_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/abi/operator_interface.h"
#include "core/engine/request_source.h"
#include "core/slot/route.h"
#include "core/telemetry/cycle_clock.h"
#include "core/telemetry/request_record.h"
#include "core/telemetry/thread_cell.h"
#include "core/telemetry/version_cells.h"

namespace hotswap {

/// Answers runs of requests with an operator and sums up what came of them: the hot path.
///
/// Threads   One per worker. No lock, allocation, log line or system call, but for an operator that throws.
/// Failure   An exception out of compute_score makes that request's score NaN, counts as an error of the version, and the rest of
///           the run goes on.
class BlockScorer {
 public:
  /// Timing every call costs more than all other statistics together; 1 in 64 costs 0.3 ns a call.
  static constexpr std::size_t kSparseStride = 64;
  /// A run ends early, at a timed call, when it has taken this long: its worker holds the version no longer than needed.
  static constexpr std::chrono::microseconds kLongestRun{80};

  explicit BlockScorer(const CycleClock& clock, std::chrono::nanoseconds longest_run = kLongestRun)
      : clock_(clock), longest_run_ns_(static_cast<std::uint64_t>(longest_run.count())) {}

  /// Scores requests, RequestBlock::kCapacity at most and one at least, and times one call in `stride`. Counts go to the
  /// version's `cell`; the summary's `requests` tells how many it came to.
  RunSummary Score(const Route& route, VersionCell& cell, std::span<const Feature> features, std::size_t stride);

  /// The same with a record row for each request, every call timed. `row` has what is the same for all; its round is the first.
  RunSummary ScoreAndRecord(const Route& route, VersionCell& cell, std::span<const Feature> features, RecordRow row,
                            std::chrono::steady_clock::time_point origin, RecordLane& lane);

  /// Of the last run, in its order; NaN where the operator threw.
  std::span<const double> scores() const { return {scores_.data(), count_}; }

 private:
  std::uint64_t Call(const Route& route, VersionCell& cell, std::span<const Feature> features, std::size_t stride);

  const CycleClock& clock_;
  const std::uint64_t longest_run_ns_;
  std::size_t count_ = 0;
  std::array<double, RequestBlock::kCapacity> scores_{};
};

/// Smallest, largest and last of the finite scores and how many are not finite.
struct ScoreRange {
  double min;  ///< min > max when no score is finite.
  double max;
  double last;
  std::uint64_t nonfinite;
};
ScoreRange RangeOf(std::span<const double> scores);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_BLOCK_SCORER_H_
