#ifndef HOTSWAP_CORE_ENGINE_SHADOW_COMPARISON_H_
#define HOTSWAP_CORE_ENGINE_SHADOW_COMPARISON_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "core/api/rollout.h"
#include "core/engine/shadow_feed.h"
#include "core/telemetry/latency_histogram.h"

namespace hotswap {

/// What a candidate made of a request that the live version had answered.
struct ShadowAnswer {
  double score = 0;
  std::int64_t latency_ns = 0;
  bool error = false;  ///< It threw: no score.
};

/// Sums up how a candidate's answers differ from the live ones, in bounded memory (280 KiB). Pure.
class ShadowComparison {
 public:
  static constexpr std::size_t kLatestPairs = 1024;  ///< That the rank agreement is taken over, and the histogram of differences.

  ShadowComparison();

  void Add(const ShadowRequest& live, const ShadowAnswer& candidate);
  /// A request that the candidate was not asked for.
  void AddDropped(std::uint64_t requests) { dropped_ += requests; }

  /// Fills in the figures, from `scored` on. The p99 is off by 3.1 % at most: it is the middle of a bucket of the differences'
  /// magnitudes, 16 for each power of two, but never outside of them. The ratio of medians is off by as much for each of them; what
  /// was dropped counts as slower than all that was not, and with more than half of it there is no ratio.
  void FillIn(ShadowStatus& status) const;

 private:
  double P99() const;
  Histogram Differences() const;

  std::uint64_t asked_ = 0;
  std::uint64_t scored_ = 0;
  std::uint64_t dropped_ = 0;
  std::uint64_t errors_ = 0;
  std::uint64_t nonfinite_ = 0;
  double mean_ = 0;
  double max_ = 0;  // of the magnitudes, and the least
  double min_ = std::numeric_limits<double>::max();
  std::vector<std::uint64_t> magnitudes_;  // of the differences; by the sixteen highest bits of a double
  std::vector<std::pair<double, double>> latest_;
  LatencyCounts live_latency_;  // of the requests that both timed
  LatencyCounts candidate_latency_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_SHADOW_COMPARISON_H_
