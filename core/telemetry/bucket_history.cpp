#include "core/telemetry/bucket_history.h"

#include <algorithm>

namespace hotswap {
namespace {

void Merge(Bucket& into, const Bucket& from) {
  into.end_ns = from.end_ns;
  into.requests += from.requests;
  into.errors += from.errors;
  if (from.min > from.max) return;
  const bool first = into.min > into.max;
  into.min = first ? from.min : std::min(into.min, from.min);
  into.max = first ? from.max : std::max(into.max, from.max);
  into.last = from.last;
}

/// The bucket of the coarse ring that the next one belongs to; null when it begins another. A canary's two versions lie side by side
/// in time and come in turns, so it may be the last but one.
Bucket* PartnerOf(const Bucket& bucket, std::deque<Bucket>& ring, std::int64_t width_ns) {
  const auto fits = [&](const Bucket& other) {
    return other.start_ns / width_ns == bucket.start_ns / width_ns && other.version == bucket.version &&
           other.slot == bucket.slot;
  };
  if (ring.empty()) return nullptr;
  if (fits(ring.back())) return &ring.back();
  if (ring.size() < 2) return nullptr;
  Bucket& before = ring[ring.size() - 2];
  const bool side_by_side = ring.back().start_ns < before.end_ns;
  return side_by_side && fits(before) ? &before : nullptr;
}

}  // namespace

void BucketHistory::Add(unsigned thread, const Bucket& bucket) {
  for (std::size_t level = 0; level < rings_.size(); ++level) {
    if (rings_[level].size() <= thread) rings_[level].resize(thread + 1);
    std::deque<Bucket>& ring = rings_[level][thread];
    const std::int64_t width_ns = width_.count() * kLevelFactors[level];
    if (Bucket* const partner = level == 0 ? nullptr : PartnerOf(bucket, ring, width_ns)) {
      Merge(*partner, bucket);
    } else {
      ring.push_back(bucket);
    }
    const auto oldest = bucket.start_ns / width_ns - static_cast<std::int64_t>(kMaxBuckets) + 1;
    while (ring.size() > kMostBuckets || ring.front().start_ns / width_ns < oldest) ring.pop_front();
  }
}

void BucketHistory::CopyTo(std::size_t level, HistoryLevel& out) const {
  out.bucket_width = width_ * kLevelFactors[level];
  out.threads.resize(rings_[level].size());
  for (std::size_t thread = 0; thread < rings_[level].size(); ++thread) {
    const auto& ring = rings_[level][thread];
    out.threads[thread].assign(ring.begin(), ring.end());
  }
}

}  // namespace hotswap
