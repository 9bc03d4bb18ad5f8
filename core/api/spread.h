#ifndef HOTSWAP_CORE_API_SPREAD_H_
#define HOTSWAP_CORE_API_SPREAD_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hotswap {

/// How often values fell between edges.
struct Histogram {
  std::vector<double> edges;          ///< They grow; one more than there are counts, none without any.
  std::vector<std::uint64_t> counts;  ///< Of the values from an edge on, and below the next one.
  std::uint64_t below = 0;            ///< Values below all edges; above: from the last one on.
  std::uint64_t above = 0;
};

/// The most counts that a histogram has.
inline constexpr std::size_t kMostBins = 160;

/// How the calls of one version that were timed are spread, since it first answered: their scores and how long they took. Flat out
/// one call in 64 is timed or so, at human rates each one.
struct VersionSpread {
  std::uint32_t slot = 0;  ///< Index into Snapshot::slots.
  std::uint32_t version = 0;
  std::chrono::nanoseconds first{0};  ///< When its first timed call was seen, since the engine started.
  std::chrono::nanoseconds last{0};   ///< So the latest one.

  /// Of finite scores out of all that time, at most kMostScores of them. Versions of a slot have the same edges; outliers (1 % at
  /// most of a version's scores) are outside of them.
  Histogram scores;
  std::uint64_t sampled = 0;
  double mean_score = 0;  ///< Of the sample; p50 and p99 likewise. 0 without any.
  double p50_score = 0;
  double p99_score = 0;

  Histogram latency;        ///< In ns. Four counts for each power of two.
  std::uint64_t timed = 0;  ///< Calls; all of them are in `latency`.
  double mean_ns = 0;       ///< Off by 3.1 % at most; p50 and p99 likewise. 0 without any.
  double p50_ns = 0;
  double p99_ns = 0;
};

/// Scores that stand for those of a version.
inline constexpr std::size_t kMostScores = 4096;

/// Of so many versions of all slots, those that answered last, the spread is kept.
inline constexpr std::size_t kMostSpreads = 16;

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_SPREAD_H_
