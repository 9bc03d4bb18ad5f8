#include "core/session/session_history.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hotswap {
namespace {

/// The part of a stretch before a moment within it. Scores are those of the whole.
Bucket CutAt(Bucket bucket, std::int64_t at_ns) {
  if (bucket.end_ns <= at_ns) return bucket;
  const double kept = static_cast<double>(at_ns - bucket.start_ns) / static_cast<double>(bucket.end_ns - bucket.start_ns);
  bucket.end_ns = at_ns;
  bucket.requests = static_cast<std::uint64_t>(static_cast<double>(bucket.requests) * kept);
  bucket.errors = std::min(bucket.requests, static_cast<std::uint64_t>(static_cast<double>(bucket.errors) * kept));
  return bucket;
}

/// What began before `at_ns` and ended after `from_ns`.
std::vector<Bucket> Between(const std::vector<Bucket>& ring, std::int64_t from_ns, std::int64_t at_ns) {
  std::vector<Bucket> part;
  for (const Bucket& bucket : ring) {
    if (bucket.start_ns < at_ns && bucket.end_ns > from_ns) part.push_back(CutAt(bucket, at_ns));
  }
  return part;
}

std::vector<TotalsPoint> Between(const std::vector<TotalsPoint>& totals, std::int64_t from_ns, std::int64_t at_ns) {
  std::vector<TotalsPoint> part;
  std::ranges::copy_if(totals, std::back_inserter(part),
                       [&](const TotalsPoint& point) { return point.end_ns > from_ns && point.end_ns <= at_ns; });
  return part;
}

std::int64_t FirstStart(const std::vector<Bucket>& ring, std::int64_t otherwise) {
  for (const Bucket& bucket : ring) otherwise = std::min(otherwise, bucket.start_ns);
  return otherwise;
}

template <typename T>
void Prepend(std::vector<T>& later, std::vector<T> earlier) {
  std::ranges::move(later, std::back_inserter(earlier));
  later = std::move(earlier);
}

void LengthenBy(HistoryLevel& level, const HistoryLevel& coarser) {
  level.threads.resize(std::max(level.threads.size(), coarser.threads.size()));
  for (std::size_t thread = 0; thread < coarser.threads.size(); ++thread) {
    auto& ring = level.threads[thread];
    Prepend(ring, Between(coarser.threads[thread], -1, FirstStart(ring, INT64_MAX)));
  }
  const std::int64_t known_from =
      level.totals.empty() ? INT64_MAX : level.totals.front().end_ns - WidthNs(level, level.totals.front());
  std::vector<TotalsPoint> earlier = Between(coarser.totals, -1, known_from);
  for (TotalsPoint& point : earlier) point.width_ns = WidthNs(coarser, point);
  Prepend(level.totals, std::move(earlier));
}

}  // namespace

History Lengthened(const History& history) {
  History longer = history;
  for (std::size_t level = longer.levels.size() - 1; level-- > 0;) LengthenBy(longer.levels[level], longer.levels[level + 1]);
  return longer;
}

History HistoryUntil(const History& history, std::int64_t at_ns) {
  History past;
  for (std::size_t i = 0; i < history.levels.size(); ++i) {
    const HistoryLevel& level = history.levels[i];
    HistoryLevel& then = past.levels[i];
    then.bucket_width = level.bucket_width;
    then.totals_width = level.totals_width;
    // Divided, as widths of a file may be any: a product could overflow.
    const auto reach = [at_ns](std::int64_t width_ns, std::size_t count) {
      return at_ns / static_cast<std::int64_t>(count) < width_ns ? -1 : at_ns - width_ns * static_cast<std::int64_t>(count);
    };
    const std::int64_t from_ns = reach(level.bucket_width.count(), kMaxBuckets);
    for (const auto& ring : level.threads) then.threads.push_back(Between(ring, from_ns, at_ns));
    then.totals = Between(level.totals, reach(level.totals_width.count(), kMaxTotals), at_ns);
  }
  return past;
}

std::int64_t FirstMoment(const History& history, std::int64_t otherwise) {
  for (const HistoryLevel& level : history.levels) {
    for (const auto& ring : level.threads) otherwise = FirstStart(ring, otherwise);
  }
  return otherwise;
}

}  // namespace hotswap
