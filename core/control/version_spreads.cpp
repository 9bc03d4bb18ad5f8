#include "core/control/version_spreads.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace hotswap {

std::shared_ptr<const std::vector<VersionSpread>> VersionSpreads::Look(const ControlState& state, std::chrono::nanoseconds now) {
  bool changed = false;
  for (const ControlState::VersionRow& row : state.versions) {
    if (!row.info.earlier && Refresh(row, now)) changed = true;
  }
  if (!changed) return spreads_;
  ForgetOldest();
  BinScores();
  std::vector<VersionSpread> spreads;
  for (const auto& [key, kept] : kept_) spreads.push_back(kept.spread);
  spreads_ = std::make_shared<const std::vector<VersionSpread>>(std::move(spreads));
  return spreads_;
}

/// False when the version answered nothing since the last look: nothing is read but its counters then.
bool VersionSpreads::Refresh(const ControlState::VersionRow& row, std::chrono::nanoseconds now) {
  std::uint64_t& requests = answered_[{row.info.slot, row.info.number}];
  if (const std::uint64_t answered = row.cells->Requests(); answered == std::exchange(requests, answered)) return false;
  const LatencyCounts latency = row.cells->Latency();
  if (latency.total() == 0) return false;
  const auto [place, is_new] = kept_.try_emplace({row.info.slot, row.info.number});
  Kept& kept = place->second;
  VersionSpread& spread = kept.spread;
  if (is_new) {
    spread.slot = row.info.slot;
    spread.version = row.info.number;
    spread.first = now;
  }
  if (latency.total() != spread.timed) spread.last = now;
  spread.latency = BinnedLatency(latency);
  spread.timed = latency.total();
  spread.mean_ns = latency.Mean();
  spread.p50_ns = latency.Quantile(0.50);
  spread.p99_ns = latency.Quantile(0.99);
  TakeScores(row, kept);
  SumUpScores(kept);
  return true;
}

void VersionSpreads::TakeScores(const ControlState::VersionRow& row, Kept& kept) {
  for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
    const VersionCell* cell = row.cells->Find(thread);
    if (cell == nullptr) continue;
    kept.taken[thread] = cell->scores.TakeSince(kept.taken[thread], [&kept](double score) { kept.sample.Add(score); });
  }
}

void VersionSpreads::SumUpScores(Kept& kept) {
  std::vector<double> sorted = kept.sample.items();
  if (sorted.empty()) return;
  std::ranges::sort(sorted);
  kept.range = RangeWithoutOutliers(sorted);
  VersionSpread& spread = kept.spread;
  spread.sampled = sorted.size();
  const auto count = static_cast<double>(sorted.size());
  // Each by itself: their sum may be too large for a number.
  spread.mean_score =
      std::accumulate(sorted.begin(), sorted.end(), 0.0, [count](double sum, double score) { return sum + score / count; });
  spread.p50_score = QuantileOf(sorted, 0.50);
  spread.p99_score = QuantileOf(sorted, 0.99);
}

void VersionSpreads::ForgetOldest() {
  while (kept_.size() > kMostSpreads) {
    kept_.erase(std::ranges::min_element(
        kept_, [](const auto& a, const auto& b) { return a.second.spread.last < b.second.spread.last; }));
  }
}

/// Versions of a slot have the same edges, or they could not be compared: around what all of them answered.
void VersionSpreads::BinScores() {
  std::map<std::uint32_t, ValueRange> ranges;
  for (const auto& [key, kept] : kept_) {
    if (!kept.range) continue;
    ValueRange& range = ranges.try_emplace(key.first, *kept.range).first->second;
    range = {std::min(range.low, kept.range->low), std::max(range.high, kept.range->high)};
  }
  for (auto& [key, kept] : kept_) {
    if (kept.range) kept.spread.scores = Binned(kept.sample.items(), ranges.at(key.first));
  }
}

}  // namespace hotswap
