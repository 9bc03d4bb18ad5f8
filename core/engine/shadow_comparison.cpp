#include "core/engine/shadow_comparison.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "core/engine/rank_agreement.h"
#include "core/telemetry/value_bins.h"

namespace hotswap {
namespace {

constexpr unsigned kDroppedBits = 48;  // leaves 11 bits of exponent and 4 of the fraction; the sign of a magnitude is 0
constexpr std::size_t kMagnitudes = std::size_t{1} << (63 - kDroppedBits);

std::size_t BucketOf(double magnitude) { return std::bit_cast<std::uint64_t>(magnitude) >> kDroppedBits; }

double MiddleOf(std::size_t bucket) {
  if (bucket == 0) return 0;  // no difference, or one that is next to none
  return std::bit_cast<double>(std::uint64_t{bucket} << kDroppedBits | std::uint64_t{1} << (kDroppedBits - 1));
}

void Count(LatencyCounts& counts, std::int64_t latency_ns) {
  counts.Add(LatencyBuckets::IndexOf(static_cast<std::uint64_t>(std::max<std::int64_t>(latency_ns, 0))), 1);
}

}  // namespace

ShadowComparison::ShadowComparison() : magnitudes_(kMagnitudes) { latest_.reserve(kLatestPairs); }

void ShadowComparison::Add(const ShadowRequest& live, const ShadowAnswer& candidate) {
  ++asked_;
  if (candidate.error) {
    ++errors_;
    return;
  }
  if (live.latency_ns >= 0) {
    Count(live_latency_, live.latency_ns);
    Count(candidate_latency_, candidate.latency_ns);
  }
  if (!std::isfinite(candidate.score)) {
    ++nonfinite_;
    return;
  }
  if (!std::isfinite(live.score)) return;  // nothing to compare with
  constexpr double kLargest = std::numeric_limits<double>::max();
  const double difference = std::clamp(candidate.score - live.score, -kLargest, kLargest);
  const std::pair<double, double> pair{live.score, candidate.score};
  if (latest_.size() < kLatestPairs) {
    latest_.push_back(pair);
  } else {
    latest_[scored_ % kLatestPairs] = pair;
  }
  ++scored_;
  const auto count = static_cast<double>(scored_);
  mean_ += difference / count - mean_ / count;  // each by itself: their difference may be too large for a number
  max_ = std::max(max_, std::abs(difference));
  min_ = std::min(min_, std::abs(difference));
  ++magnitudes_[BucketOf(std::abs(difference))];
}

void ShadowComparison::FillIn(ShadowStatus& status) const {
  status.scored = scored_;
  status.dropped = dropped_;
  status.errors = errors_;
  status.nonfinite = nonfinite_;
  status.mean_difference = mean_;
  status.p99_difference = P99();
  status.max_difference = max_;
  status.differences = Differences();
  status.rank_agreement = RankAgreement(latest_);
  status.latency_ratio.reset();
  const double live_median = live_latency_.Quantile(0.5);
  // Those that were dropped came while the candidate was at others: each would have lasted longer than what it came to.
  const double middle = 0.5 * static_cast<double>(asked_ + dropped_) / static_cast<double>(std::max<std::uint64_t>(asked_, 1));
  if (live_median > 0 && middle < 1) status.latency_ratio = candidate_latency_.Quantile(middle) / live_median;
}

Histogram ShadowComparison::Differences() const {
  constexpr double kLargest = std::numeric_limits<double>::max();
  std::vector<double> differences;
  differences.reserve(latest_.size());
  for (const auto& [live, candidate] : latest_) differences.push_back(std::clamp(candidate - live, -kLargest, kLargest));
  std::ranges::sort(differences);
  const auto range = RangeWithoutOutliers(differences);
  return range ? Binned(differences, *range) : Histogram();
}

double ShadowComparison::P99() const {
  const auto rank = static_cast<std::uint64_t>(std::ceil(0.99 * static_cast<double>(scored_)));
  std::uint64_t seen = 0;
  for (std::size_t bucket = 0; bucket < magnitudes_.size(); ++bucket) {
    seen += magnitudes_[bucket];
    if (seen >= rank) return std::clamp(MiddleOf(bucket), min_, max_);
  }
  return 0;
}

}  // namespace hotswap
