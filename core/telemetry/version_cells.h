#ifndef HOTSWAP_CORE_TELEMETRY_VERSION_CELLS_H_
#define HOTSWAP_CORE_TELEMETRY_VERSION_CELLS_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/api/worker_settings.h"
#include "core/telemetry/latency_histogram.h"

namespace hotswap {

/// What one worker did on one version. Written by that worker only, once per block, timed calls apart.
struct alignas(128) VersionCell {
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> errors{0};     ///< Calls that threw.
  std::atomic<std::uint64_t> nonfinite{0};  ///< Scores that were NaN or infinite.
  std::atomic<double> last_score{0};        ///< The last finite score; meaningless while scored is false.
  std::atomic<bool> scored{false};
  LatencyHistogram latency;

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

/// The cells of one version, one per worker; they stay for the version's life, whatever is loaded and unloaded.
///
/// Threads   EnsureThreads() on the control thread, before a worker with that number starts; Of() by that worker; the rest by any.
class VersionCells {
 public:
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

  /// Keeps the text of the first exception; later ones are only counted. Lock-free, no allocation: texts are cut at 199 bytes.
  void NoteError(std::string_view text);
  std::optional<std::string> first_error() const;

 private:
  enum class ErrorText : int { kNone, kBeingWritten, kThere };

  std::array<std::atomic<VersionCell*>, kMaxThreads> cells_{};
  std::atomic<ErrorText> error_state_{ErrorText::kNone};
  std::array<char, 200> error_{};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_VERSION_CELLS_H_
