#ifndef HOTSWAP_CORE_ENGINE_BLOCK_SCORER_H_
#define HOTSWAP_CORE_ENGINE_BLOCK_SCORER_H_

#include <array>
#include <bitset>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/abi/operator_interface.h"
#include "core/base/random_draw.h"
#include "core/engine/request_source.h"
#include "core/engine/run_claim.h"
#include "core/slot/route.h"
#include "core/telemetry/cycle_clock.h"
#include "core/telemetry/request_record.h"
#include "core/telemetry/thread_cell.h"
#include "core/telemetry/version_cells.h"

namespace hotswap {

/// Answers runs of requests with an operator and sums up what came of them: the hot path.
///
/// Nothing is counted while the run lasts: latencies, rows and the text of an exception wait in here until the worker has
/// committed the run. A run that a rescuer claimed leaves no trace.
///
/// Threads   One per worker. No lock, allocation, log line or system call, but for an operator that throws; the first recorded run
///           allocates.
/// Lifetime  Holds on to nothing but itself during a call: an operator that comes back late finds everything it was called with.
/// Failure   An exception out of compute_score makes that request's score NaN, counts as an error of the version, and the rest of
///           the run goes on. The forced unwinding of a thread that an operator ends passes through.
class BlockScorer {
 public:
  /// Timing every call costs more than all other statistics together; 1 in 64 costs 0.3 ns a call.
  static constexpr std::size_t kSparseStride = 64;
  /// A run ends early, at a timed call, when it has taken this long: its worker holds the version no longer than needed.
  static constexpr std::chrono::microseconds kLongestRun{80};

  /// `thread`: the number of the worker, whose own instance is called where an operator has one for each.
  explicit BlockScorer(const CycleClock& clock, std::chrono::nanoseconds longest_run = kLongestRun, unsigned thread = 0)
      : clock_(clock), longest_run_ns_(static_cast<std::uint64_t>(longest_run.count())), thread_(thread) {}

  /// Scores requests, RequestBlock::kCapacity at most and one at least, and times one call in each `stride`, from a place that is
  /// drawn, and one at least. The worker has begun `claim`. Counts go to the version's `cell`; the summary's `requests` tells how many it
  /// came to. Nothing when a rescuer claimed the run: then nothing was counted, and neither arm nor cell may be touched any more.
  std::optional<RunSummary> Score(const Arm& arm, VersionCell& cell, std::span<const Feature> features, std::size_t stride,
                                  RunClaim& claim);

  /// What the rows of a run's requests have in common.
  struct Rows {
    RecordRow first;                            ///< kFirstOfBlock holds for this one only.
    std::span<const std::uint16_t> order = {};  ///< Empty: rounds count on from the first. Else each is first.round plus this.

    RecordRow At(std::size_t index) const;
  };

  /// The same with a record row for each request, every call timed.
  std::optional<RunSummary> ScoreAndRecord(const Arm& arm, VersionCell& cell, std::span<const Feature> features, const Rows& rows,
                                           std::chrono::steady_clock::time_point origin, RecordLane& lane, RunClaim& claim);

  /// Answers `count` requests by errors, without a call; `why` is the text. Rows go to the lane unless it is null.
  RunSummary Fail(const Arm& arm, VersionCell& cell, std::size_t count, std::string_view why, const Rows& rows, RecordLane* lane);

  /// Of the last run, in its order; NaN where the operator threw.
  std::span<const double> scores() const { return {scores_.data(), count_}; }
  /// The request of that index has no score but an error.
  bool failed(std::size_t index) const { return errors_ != 0 && failed_[index]; }

  struct TimedCall {
    std::uint64_t latency_ns;
    std::uint16_t index;  ///< In the run.
  };
  /// Of the last run, in its order.
  std::span<const TimedCall> timed() const { return {timed_calls_.data(), timed_}; }

 private:
  void Start();
  void Call(IScoreOperator& op, std::span<const Feature> features, std::size_t stride, RunClaim& claim);
  void NoteException(std::size_t index);
  void NoteError(std::size_t index, std::string_view text);
  RunSummary Deliver(const Arm& arm, VersionCell& cell);

  const CycleClock clock_;
  const std::uint64_t longest_run_ns_;
  const unsigned thread_;
  RandomDraw draw_;

  // Of the last run.
  std::size_t count_ = 0;
  std::size_t timed_ = 0;
  std::uint64_t errors_ = 0;
  TimePoint error_at_{};          // of the first error
  std::size_t error_length_ = 0;  // of its text
  std::array<char, VersionCells::kLongestErrorText> error_text_;
  std::array<double, RequestBlock::kCapacity> scores_{};
  std::array<TimedCall, RequestBlock::kCapacity> timed_calls_{};
  std::bitset<RequestBlock::kCapacity> failed_;  // none while errors_ is 0
  std::vector<RecordRow> rows_;
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
