#ifndef HOTSWAP_CORE_TELEMETRY_THREAD_CELL_H_
#define HOTSWAP_CORE_TELEMETRY_THREAD_CELL_H_

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

#include "core/api/history.h"
#include "core/api/snapshot.h"
#include "core/telemetry/gap_track.h"
#include "core/telemetry/observation.h"
#include "core/telemetry/spsc_ring.h"

namespace hotswap {

/// What a worker is doing.
enum class WorkerState {
  kRunning,
  kPaused,
  kWaiting,   ///< For a request, or for a first version.
  kFinished,  ///< Out of rounds, or the source is exhausted.
  kStopped,
};

/// What a run of requests on one version came to.
struct RunSummary {
  std::uint32_t slot = 0;
  std::uint32_t version = 0;
  std::uint64_t requests = 0;  ///< Answered: scored or counted as an error.
  std::uint64_t errors = 0;
  std::uint64_t nonfinite = 0;
  double min = std::numeric_limits<double>::infinity();  ///< Of the finite scores.
  double max = -std::numeric_limits<double>::infinity();
  double last = 0;  ///< The last finite score; meaningless when min > max.
  /// By the candidate of a canary by users: its runs alternate with those of the stable version, and that is no switch.
  bool beside = false;
};

/// A bucket of the finest history with the serial number that its worker gave it.
struct ClosedBucket {
  std::uint64_t serial = 0;
  Bucket bucket;
};

/// Everything that one worker tells about itself: counters, the open bucket of its history, closed ones, gaps, samples.
///
/// Threads   Record(), RecordGap(), SetState(), AddLost(), AddSample() and AddObservation() on its worker, wait-free, once per block;
///           PopObservation() on the control thread; the rest on the sampler. The open bucket is read under a sequence lock whose fields are atomics, so a torn read is only repeated.
/// Lifetime  Outlives its worker: a worker that starts again under the same number goes on counting.
class alignas(128) ThreadCell {
 public:
  static constexpr std::size_t kObservations = 2048;  ///< That wait for the control thread.

  explicit ThreadCell(std::chrono::nanoseconds bucket_width) : width_ns_(bucket_width.count()) {}

  void Record(const RunSummary& run, std::int64_t end_ns);
  void RecordGap(std::int64_t end_ns, std::int64_t gap_ns) { gaps_.Record(end_ns, gap_ns); }
  /// Requests that were taken from the source and got neither a score nor a counted error.
  void AddLost(std::uint64_t requests) {
    lost_.store(lost_.load(std::memory_order_relaxed) + requests, std::memory_order_relaxed);
  }
  void AddSample(const RequestSample& sample) { samples_.Push(sample); }
  /// Dropped and counted when the control thread has not taken what came before.
  void AddObservation(const Observation& observation) {
    if (observations_.Push(observation)) [[likely]]
      return;
    observations_dropped_.store(observations_dropped_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  }
  void SetState(WorkerState state) { state_.store(state, std::memory_order_relaxed); }
  WorkerState state() const { return state_.load(std::memory_order_relaxed); }

  struct Reading {
    std::uint64_t requests = 0;
    std::uint64_t errors = 0;
    std::uint64_t lost = 0;
    std::uint32_t switches = 0;
    ClosedBucket open;  ///< The bucket being filled; serial 0 before the first.
  };
  Reading Read() const;

  bool PopClosed(ClosedBucket& bucket) { return closed_.Pop(bucket); }
  bool PopSample(RequestSample& sample) { return samples_.Pop(sample); }
  bool PopObservation(Observation& observation) { return observations_.Pop(observation); }
  std::uint64_t observations_dropped() const { return observations_dropped_.load(std::memory_order_relaxed); }
  const GapTrack& gaps() const { return gaps_; }
  std::uint64_t lost() const { return lost_.load(std::memory_order_relaxed); }
  std::uint64_t requests() const { return requests_.load(std::memory_order_relaxed); }

  /// When its newest request was answered, since the engine started; 0 before the first.
  std::chrono::nanoseconds last_end() const {
    return std::chrono::nanoseconds(published_.end_ns.load(std::memory_order_acquire));
  }

 private:
  /// The open bucket as the worker last published it.
  struct Published {
    std::atomic<std::uint64_t> serial{0};
    std::atomic<std::int64_t> start_ns{0};
    std::atomic<std::int64_t> end_ns{0};
    std::atomic<double> min{0};
    std::atomic<double> max{0};
    std::atomic<double> last{0};
    std::atomic<std::uint32_t> version{0};
    std::atomic<std::uint32_t> slot{0};
    std::atomic<std::uint64_t> requests{0};
    std::atomic<std::uint64_t> errors{0};
  };

  /// At once: the versions of other slots, and candidates. More than that close what is open early.
  static constexpr std::size_t kAside = 15;

  bool GoesAside(const RunSummary& run, std::int64_t index) const;
  void RecordAside(const RunSummary& run, std::int64_t index, std::int64_t end_ns);
  void CountSwitch(const RunSummary& run);
  void OpenBucket(std::uint32_t version, std::uint32_t slot, std::int64_t index);
  void CloseAside();
  void Publish();
  ClosedBucket ReadOpen() const;

  // Fixed after construction.
  const std::int64_t width_ns_;

  // Only on the worker.
  ClosedBucket open_;
  std::int64_t open_index_ = -1;
  bool open_is_beside_ = false;       // by a candidate: no other version has answered yet
  std::array<Bucket, kAside> aside_;  // of the same stretch; they get their serials when they are closed
  std::size_t aside_count_ = 0;
  std::array<std::uint32_t, 256> stable_{};  // by slot: the version that answered last, other than as a candidate

  // Shared: written by the worker.
  std::atomic<std::uint64_t> sequence_{0};  // odd while the open bucket is being written
  Published published_;
  std::atomic<std::uint64_t> requests_{0};
  std::atomic<std::uint64_t> errors_{0};
  std::atomic<std::uint64_t> lost_{0};
  std::atomic<std::uint32_t> switches_{0};
  std::atomic<WorkerState> state_{WorkerState::kStopped};
  GapTrack gaps_;
  SpscRing<ClosedBucket, 128> closed_;
  SpscRing<RequestSample, 256> samples_;
  std::atomic<std::uint64_t> observations_dropped_{0};
  SpscRing<Observation, kObservations> observations_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_THREAD_CELL_H_
