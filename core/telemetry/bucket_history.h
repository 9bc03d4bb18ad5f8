#ifndef HOTSWAP_CORE_TELEMETRY_BUCKET_HISTORY_H_
#define HOTSWAP_CORE_TELEMETRY_BUCKET_HISTORY_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "core/api/history.h"

namespace hotswap {

/// Width of a bucket of the finest level; 500 of them are a minute. The coarser levels are 5 and 30 times as wide.
inline constexpr std::chrono::milliseconds kBucketWidth{120};
inline constexpr std::array<int, 3> kLevelFactors{1, 5, 30};

/// The closed buckets of every thread at three widths.
///
/// A coarse bucket is merged from finer ones of the same version, so it never mixes two; each level keeps the last 500
/// stretches of a thread, and at most 2,000 buckets where swaps split the stretches.
///
/// Threads  One thread at a time.
class BucketHistory {
 public:
  explicit BucketHistory(std::chrono::nanoseconds width = kBucketWidth) : width_(width) {}

  /// Adds a thread's next closed bucket, in order of time.
  void Add(unsigned thread, const Bucket& bucket);

  /// The widths and rings of `level`, oldest first, the one that is still being merged included.
  void CopyTo(std::size_t level, HistoryLevel& out) const;

 private:
  static constexpr std::size_t kMostBuckets = 2000;

  std::chrono::nanoseconds width_;
  std::array<std::vector<std::deque<Bucket>>, 3> rings_;  // by level, then thread
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_BUCKET_HISTORY_H_
