#include "core/telemetry/value_bins.h"

#include <algorithm>
#include <cmath>

namespace hotswap {
namespace {

constexpr double kOutliers = 0.005;
constexpr double kBinsAtMost = 40;

/// Narrower than this part of its largest value a range has too few numbers to tell bins apart.
constexpr double kLeastWidth = 1e-9;

/// The width around a range that is too narrow, as a part of its largest value.
constexpr double kWidthAroundOne = 0.1;

/// Less than this is as good as 0: a fraction of it would be none.
constexpr double kSmallest = 1e-290;

/// Twice as much is still a number.
constexpr double kLargest = 1e300;

constexpr std::size_t kMerged = 4;  ///< Buckets of the latency histogram that make a bin.
static_assert(LatencyBuckets::kCount / kMerged <= kMostBins && LatencyBuckets::kCount % kMerged == 0);

/// The least of 1, 2 or 5 times a power of ten that is no less.
double RoundedUp(double step) {
  const double power = std::pow(10, std::floor(std::log10(step)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= step) return factor * power;
  }
  return 10 * power;
}

/// A range that can be divided: one value gets some room around it.
ValueRange Drawable(const ValueRange& range) {
  const double low = std::clamp(range.low, -kLargest, kLargest);
  const double high = std::clamp(range.high, -kLargest, kLargest);
  const double magnitude = std::max(std::abs(low), std::abs(high));
  if (magnitude < kSmallest) return {-kWidthAroundOne / 2, kWidthAroundOne / 2};
  if (high - low >= magnitude * kLeastWidth) return {low, high};
  const double room = magnitude * kWidthAroundOne / 2;
  return {low - room, high + room};
}

}  // namespace

double QuantileOf(std::span<const double> sorted, double q) {
  const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(sorted.size())));
  return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

std::optional<ValueRange> RangeWithoutOutliers(std::span<const double> sorted) {
  if (sorted.empty()) return std::nullopt;
  const auto left_out = static_cast<std::size_t>(kOutliers * static_cast<double>(sorted.size()));
  return ValueRange{sorted[left_out], sorted[sorted.size() - 1 - left_out]};
}

Histogram Binned(std::span<const double> values, const ValueRange& range) {
  const auto [low, high] = Drawable(range);
  const double step = RoundedUp((high - low) / kBinsAtMost);
  const double first = std::floor(low / step);
  const auto bins = static_cast<std::size_t>(std::floor(high / step) - first) + 1;

  Histogram histogram;
  for (std::size_t i = 0; i <= bins; ++i) histogram.edges.push_back((first + static_cast<double>(i)) * step);
  histogram.counts.resize(bins);
  for (const double value : values) {
    const auto above = std::ranges::upper_bound(histogram.edges, value);
    if (above == histogram.edges.begin()) {
      ++histogram.below;
    } else if (above == histogram.edges.end()) {
      ++histogram.above;
    } else {
      ++histogram.counts[static_cast<std::size_t>(above - histogram.edges.begin()) - 1];
    }
  }
  return histogram;
}

Histogram BinnedLatency(const LatencyCounts& counts) {
  Histogram histogram;
  std::vector<std::uint64_t> bins(LatencyBuckets::kCount / kMerged);
  for (std::size_t i = 0; i < LatencyBuckets::kCount; ++i) bins[i / kMerged] += counts.at(i);
  const auto in_use = [](std::uint64_t count) { return count != 0; };
  const auto first = std::ranges::find_if(bins, in_use);
  if (first == bins.end()) return histogram;
  const auto end = std::find_if(bins.rbegin(), bins.rend(), in_use).base();
  histogram.counts.assign(first, end);
  for (auto bin = first - bins.begin(); bin <= end - bins.begin(); ++bin) {
    histogram.edges.push_back(static_cast<double>(LatencyBuckets::LowerBound(static_cast<std::size_t>(bin) * kMerged)));
  }
  return histogram;
}

}  // namespace hotswap
