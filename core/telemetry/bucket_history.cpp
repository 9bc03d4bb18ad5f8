#include "core/telemetry/bucket_history.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>

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

/// How far back the one is looked for that a bucket belongs to: so many versions side by side.
constexpr std::ptrdiff_t kLookBack = 16;

/// The bucket of the coarse ring that the next one belongs to; null when it begins another. Slots, and a canary's two versions, lie
/// side by side in time and come in turns, so it need not be the last. It never lies beyond another version of its slot that came
/// after it.
Bucket* PartnerOf(const Bucket& bucket, std::deque<Bucket>& ring, std::int64_t width_ns) {
  std::int64_t latest_start_ns = std::numeric_limits<std::int64_t>::min();  // of the slot's other versions on the way
  const auto last = ring.rbegin() + std::min<std::ptrdiff_t>(kLookBack, std::ssize(ring));
  for (auto other = ring.rbegin(); other != last && other->start_ns / width_ns == bucket.start_ns / width_ns; ++other) {
    if (other->slot != bucket.slot) continue;
    if (other->version == bucket.version) return latest_start_ns < other->end_ns ? &*other : nullptr;
    latest_start_ns = std::max(latest_start_ns, other->start_ns);
  }
  return nullptr;
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
