#include "core/telemetry/totals_history.h"

#include <algorithm>
#include <utility>

#include "core/telemetry/bucket_history.h"

namespace hotswap {
namespace {

std::int64_t WidthNs(std::size_t level) { return std::chrono::nanoseconds(kTotalsWidth).count() * kLevelFactors[level]; }

std::uint64_t RequestsOf(const std::vector<TotalsPoint::Share>& shares, const TotalsPoint::Share& which) {
  const auto found =
      std::ranges::find_if(shares, [&](const auto& share) { return share.slot == which.slot && share.version == which.version; });
  return found == shares.end() ? 0 : found->requests;
}

}  // namespace

TotalsPoint PointBetween(const CumulativeTotals& from, const CumulativeTotals& to) {
  TotalsPoint point;
  point.end_ns = to.at_ns;
  const double seconds = static_cast<double>(to.at_ns - from.at_ns) / 1e9;
  if (seconds <= 0) return point;
  point.requests_per_s = static_cast<double>(to.requests - from.requests) / seconds;
  point.errors_per_s = static_cast<double>(to.errors - from.errors) / seconds;
  LatencyCounts latency = to.latency;
  latency -= from.latency;
  point.p50_ns = latency.Quantile(0.50);
  point.p99_ns = latency.Quantile(0.99);
  point.max_ns = latency.Max();
  for (const auto& share : to.shares) {
    const std::uint64_t requests = share.requests - RequestsOf(from.shares, share);
    if (requests != 0) point.shares.push_back({share.slot, share.version, requests});
  }
  return point;
}

bool TotalsHistory::Add(const CumulativeTotals& now) {
  bool closed = false;
  for (std::size_t i = 0; i < levels_.size(); ++i) {
    Level& level = levels_[i];
    // Closed on multiples of the width, whenever the reading comes, so that late readings do not add up.
    if (now.at_ns / WidthNs(i) == level.last.at_ns / WidthNs(i)) continue;
    TotalsPoint point = PointBetween(level.last, now);
    const double rate = level.requests.Add(now.at_ns, now.requests);
    point.requests_per_s = i == 0 ? now.requests_per_s.value_or(rate) : rate;
    point.errors_per_s = level.errors.Add(now.at_ns, now.errors);
    level.points.push_back(std::move(point));
    if (level.points.size() > kMaxTotals) level.points.pop_front();
    level.last = now;
    closed = true;
  }
  return closed;
}

void TotalsHistory::CopyTo(std::size_t level, HistoryLevel& out) const {
  out.totals_width = std::chrono::nanoseconds(WidthNs(level));
  out.totals.assign(levels_[level].points.begin(), levels_[level].points.end());
}

}  // namespace hotswap
