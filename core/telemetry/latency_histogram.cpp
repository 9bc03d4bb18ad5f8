#include "core/telemetry/latency_histogram.h"

#include <algorithm>
#include <cmath>

namespace hotswap {
namespace {

double Middle(std::size_t bucket) {
  const auto lower = static_cast<double>(LatencyBuckets::LowerBound(bucket));
  if (bucket + 1 >= LatencyBuckets::kCount) return lower;
  return (lower + static_cast<double>(LatencyBuckets::UpperBound(bucket))) / 2;
}

}  // namespace

LatencyCounts& LatencyCounts::operator+=(const LatencyCounts& other) {
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
  total_ += other.total_;
  return *this;
}

LatencyCounts& LatencyCounts::operator-=(const LatencyCounts& other) {
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] -= other.counts_[i];
  total_ -= other.total_;
  return *this;
}

double LatencyCounts::Quantile(double q) const {
  if (total_ == 0) return 0;
  const auto rank = std::clamp<std::uint64_t>(static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(total_))), 1, total_);
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    seen += counts_[i];
    if (seen >= rank) return Middle(i);
  }
  return Max();
}

double LatencyCounts::Mean() const {
  if (total_ == 0) return 0;
  double sum = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) sum += Middle(i) * static_cast<double>(counts_[i]);
  return sum / static_cast<double>(total_);
}

double LatencyCounts::Max() const {
  for (std::size_t i = counts_.size(); i-- > 0;) {
    if (counts_[i] != 0) return static_cast<double>(LatencyBuckets::UpperBound(i));
  }
  return 0;
}

}  // namespace hotswap
