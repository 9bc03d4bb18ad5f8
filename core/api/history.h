#ifndef HOTSWAP_CORE_API_HISTORY_H_
#define HOTSWAP_CORE_API_HISTORY_H_

#include <array>
#include <chrono>
#include <cstdint>
#include <vector>

namespace hotswap {

/// What one thread did within one stretch of time on one version.
///
/// A bucket's stretch lies inside [index * width, (index + 1) * width) of its level; a swap ends it early and starts another
/// with the same index, so no bucket ever mixes two versions.
struct Bucket {
  std::int64_t start_ns = 0;  ///< Of the stretch, since the engine started.
  std::int64_t end_ns = 0;
  double min = 0;  ///< Of the finite scores; min > max when there was none.
  double max = 0;
  double last = 0;  ///< The last finite score.
  std::uint32_t version = 0;
  std::uint32_t slot = 0;  ///< Index into Snapshot::slots.
  std::uint64_t requests = 0;
  std::uint64_t errors = 0;
};

/// All threads together over one stretch of time.
struct TotalsPoint {
  std::int64_t end_ns = 0;  ///< Of the stretch, since the engine started.
  double requests_per_s = 0;
  double errors_per_s = 0;
  double p50_ns = 0;  ///< Of the timed calls; 0 when there was none. So p99 and max.
  double p99_ns = 0;
  double max_ns = 0;

  /// Requests of each version within the stretch; versions without any are left out.
  struct Share {
    std::uint32_t slot = 0;
    std::uint32_t version = 0;
    std::uint64_t requests = 0;
  };
  std::vector<Share> shares;

  /// Of the stretch, where it is wider than its level's, as a recording's are further back; else 0.
  std::int64_t width_ns = 0;
};

/// One resolution of the past: rings of closed stretches, oldest first.
struct HistoryLevel {
  std::chrono::nanoseconds bucket_width{0};
  std::vector<std::vector<Bucket>> threads;  ///< By thread number; at most kMaxBuckets indices each.
  std::chrono::nanoseconds totals_width{0};
  std::vector<TotalsPoint> totals;  ///< At most kMaxTotals.
};

/// How long the stretch of a level's point is.
inline std::int64_t WidthNs(const HistoryLevel& level, const TotalsPoint& point) {
  return point.width_ns > 0 ? point.width_ns : level.totals_width.count();
}

inline constexpr std::size_t kMaxBuckets = 500;
inline constexpr std::size_t kMaxTotals = 300;

/// The past at three resolutions: x1 (120 ms buckets: 60 s), x5 (5 min), x30 (30 min).
struct History {
  std::array<HistoryLevel, 3> levels;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_HISTORY_H_
