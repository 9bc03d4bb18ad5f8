#ifndef HOTSWAP_CORE_TELEMETRY_LATEST_SCORES_H_
#define HOTSWAP_CORE_TELEMETRY_LATEST_SCORES_H_

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace hotswap {

/// The latest scores of one worker on one version, for a reader that looks now and then.
///
/// A reader that is slower than the worker misses some, and one that is overtaken while it looks may take a newer score in an older
/// one's place: each is a whole score of the same version all the same, and more a sample does not need.
/// Threads  Record() on one thread, wait-free, no read-modify-write; TakeSince() on any.
class LatestScores {
 public:
  static constexpr std::size_t kKept = 256;

  void Record(double score) {
    const std::uint64_t count = count_.load(std::memory_order_relaxed);
    scores_[count % kKept].store(score, std::memory_order_relaxed);
    count_.store(count + 1, std::memory_order_release);
  }

  /// How many there were so far.
  std::uint64_t count() const { return count_.load(std::memory_order_relaxed); }

  /// Calls `take` with the scores after the first `taken` ones, as far as they are kept. Returns how many there were so far.
  template <typename Take>
  std::uint64_t TakeSince(std::uint64_t taken, Take take) const {
    const std::uint64_t count = count_.load(std::memory_order_acquire);
    for (std::uint64_t i = std::max(taken, count - std::min<std::uint64_t>(count, kKept)); i < count; ++i) {
      take(scores_[i % kKept].load(std::memory_order_relaxed));
    }
    return count;
  }

 private:
  std::array<std::atomic<double>, kKept> scores_{};
  std::atomic<std::uint64_t> count_{0};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_LATEST_SCORES_H_
