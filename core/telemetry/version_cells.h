#ifndef HOTSWAP_CORE_TELEMETRY_VERSION_CELLS_H_
#define HOTSWAP_CORE_TELEMETRY_VERSION_CELLS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/api/worker_settings.h"
#include "core/base/clock.h"
#include "core/telemetry/labelled_scores.h"
#include "core/telemetry/latency_histogram.h"
#include "core/telemetry/latest_scores.h"

namespace hotswap {

/// What one worker did on one version. Written by that worker only, once per block, timed calls apart.
struct alignas(128) VersionCell {
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> errors{0};     ///< Calls that threw.
  std::atomic<std::uint64_t> nonfinite{0};  ///< Scores that were NaN or infinite.
  std::atomic<double> last_score{0};        ///< The last finite score; meaningless while scored is false.
  std::atomic<bool> scored{false};
  LatencyHistogram latency;
  LatestScores scores;      ///< Finite ones, of the calls that are in `latency`.
  LabelledScores labelled;  ///< A sample of the requests whose label is known; see LabelTap.

  void Add(std::uint64_t more_requests, std::uint64_t more_errors, std::uint64_t more_nonfinite) {
    Bump(requests, more_requests);
    if (more_errors != 0) Bump(errors, more_errors);
    if (more_nonfinite != 0) Bump(nonfinite, more_nonfinite);
  }

 private:
  static void Bump(std::atomic<std::uint64_t>& counter, std::uint64_t more) {
    counter.store(counter.load(std::memory_order_relaxed) + more, std::memory_order_relaxed);
  }
};

/// What went wrong on one version so far.
struct VersionFaults {
  std::uint64_t errors = 0;               ///< Calls that threw or never came back.
  std::uint64_t nonfinite = 0;            ///< Scores that were NaN or infinite.
  std::optional<std::string> first_text;  ///< Of the first error.

  bool any() const { return errors != 0 || nonfinite != 0; }
};

/// The cells of one version, one per worker; they stay for the version's life, whatever is loaded and unloaded.
///
/// Threads   EnsureThreads() on the control thread, before a worker with that number starts; Of() by that worker; the rest by any.
class VersionCells {
 public:
  static constexpr std::size_t kLongestErrorText = 199;

  VersionCells() = default;
  ~VersionCells();
  VersionCells(const VersionCells&) = delete;
  VersionCells& operator=(const VersionCells&) = delete;

  /// Makes cells for the workers 0 to count - 1.
  void EnsureThreads(unsigned count);

  /// The cell of a worker that EnsureThreads() covered.
  VersionCell& Of(unsigned thread) { return *cells_[thread].load(std::memory_order_acquire); }

  /// Null when the worker never had one.
  const VersionCell* Find(unsigned thread) const { return cells_[thread].load(std::memory_order_acquire); }

  /// Makes faults known to whoever watches this version, beside the cells' counts. On the good path nobody calls it.
  void NoteFaults(std::uint64_t errors, std::uint64_t nonfinite) {
    if (errors != 0) errors_.fetch_add(errors, std::memory_order_relaxed);
    if (nonfinite != 0) nonfinite_.fetch_add(nonfinite, std::memory_order_relaxed);
  }

  /// All threads' faults, without a look at their cells: two loads when there is none.
  VersionFaults Faults() const;

  /// Answered by all threads, errors included: of a slot, the sum over its versions only grows. 64 loads; with a RateMeter, a load.
  std::uint64_t Requests() const;

  /// All threads' timed calls together, for quantiles. Reads 5 KiB a thread.
  LatencyCounts Latency() const;

  /// Keeps text and time of the first exception; later ones are only counted. Lock-free, no allocation: texts are cut at
  /// kLongestErrorText bytes.
  void NoteError(std::string_view text, TimePoint at);
  std::optional<std::string> first_error() const;
  /// When it was thrown; meaningless while there is no first_error().
  TimePoint first_error_at() const { return error_at_; }

 private:
  enum class ErrorText : int { kNone, kBeingWritten, kThere };

  std::array<std::atomic<VersionCell*>, kMaxThreads> cells_{};
  std::atomic<std::uint64_t> errors_{0};
  std::atomic<std::uint64_t> nonfinite_{0};
  std::atomic<ErrorText> error_state_{ErrorText::kNone};
  // Written before error_state_ says so, never again after.
  std::array<char, kLongestErrorText + 1> error_{};
  TimePoint error_at_{};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_VERSION_CELLS_H_
