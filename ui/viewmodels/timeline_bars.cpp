#include "ui/viewmodels/timeline_bars.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace hotswap::ui {
namespace {

/// Stretches that one bar's time may hold before those of the same version are joined.
constexpr std::size_t kMaxStretches = 4;

/// Shares of a canary that are told apart: finer ones would change with every bar.
constexpr double kShareStep = 0.05;

bool sameVersion(const Bucket& a, const Bucket& b) { return a.version == b.version && a.slot == b.slot; }

bool hasScore(const Bucket& bucket) { return bucket.min <= bucket.max; }

void join(Bucket& bar, const Bucket& next) {
  bar.end_ns = std::max(bar.end_ns, next.end_ns);
  bar.requests += next.requests;
  bar.errors += next.errors;
  if (!hasScore(next)) return;
  const bool first = !hasScore(bar);  // What it holds instead of a range is no score.
  bar.min = first ? next.min : std::min(bar.min, next.min);
  bar.max = first ? next.max : std::max(bar.max, next.max);
  bar.last = next.last;
}

/// The bar among the last `count` that `next` can be joined to without being seen; null when it needs a bar of its own.
Bucket* joinable(std::vector<Bucket>& bars, std::size_t count, const Bucket& next) {
  if (count == 0) return nullptr;
  if (sameVersion(bars.back(), next)) return &bars.back();
  if (count < kMaxStretches) return nullptr;
  const auto first = bars.rbegin();
  const auto last = first + static_cast<std::ptrdiff_t>(count);
  const auto found = std::find_if(first, last, [&](const Bucket& bar) { return sameVersion(bar, next); });
  return found == last ? nullptr : &*found;
}

/// The last swap to a version within [from_ns, to_ns]; null when there is none.
const SwapMarker* latestSwapTo(std::uint32_t version, const std::vector<SwapMarker>& markers, std::int64_t from_ns,
                               std::int64_t to_ns) {
  auto marker = std::upper_bound(markers.begin(), markers.end(), to_ns,
                                 [](std::int64_t at_ns, const SwapMarker& m) { return at_ns < m.at_ns; });
  while (marker != markers.begin() && (--marker)->at_ns >= from_ns) {
    if (marker->to == version) return &*marker;
  }
  return nullptr;
}

/// Bars of one version, or of two that overlap in time.
struct Stretch {
  std::int64_t start_ns;
  std::int64_t end_ns;
  std::uint32_t version;
  std::uint64_t requests;
  std::uint32_t beside = 0;
  std::uint64_t beside_requests = 0;

  LaneRun run() const {
    LaneRun run{start_ns, kOpenEnd, version};
    if (beside == 0) return run;
    const bool in_order = version < beside;
    const double higher = static_cast<double>(in_order ? beside_requests : requests);
    const double share = higher / static_cast<double>(std::max<std::uint64_t>(requests + beside_requests, 1));
    run.version = std::min(version, beside);
    run.beside = std::max(version, beside);
    run.share = std::clamp(std::round(share / kShareStep) * kShareStep, kShareStep, 1 - kShareStep);
    return run;
  }
};

/// Adds a bar to the stretch that it overlaps; false when it overlaps none, or a third version.
bool addTo(Stretch& stretch, const Bucket& bar) {
  if (bar.start_ns >= stretch.end_ns) return false;
  if (bar.version == stretch.version) {
    stretch.requests += bar.requests;
  } else if (stretch.beside == 0 || stretch.beside == bar.version) {
    stretch.beside = bar.version;
    stretch.beside_requests += bar.requests;
  } else {
    return false;
  }
  stretch.end_ns = std::max(stretch.end_ns, bar.end_ns);
  return true;
}

std::vector<Stretch> stretchesOf(const std::vector<Bucket>& bars) {
  std::vector<Stretch> stretches;
  stretches.reserve(bars.size());
  for (const Bucket& bar : bars) {
    if (bar.version == 0 || (!stretches.empty() && addTo(stretches.back(), bar))) continue;
    stretches.push_back({bar.start_ns, bar.end_ns, bar.version, bar.requests});
  }
  return stretches;
}

bool sameAnswers(const LaneRun& a, const LaneRun& b) {
  return a.version == b.version && a.beside == b.beside && a.share == b.share;
}

}  // namespace

unsigned mergeFactor(std::size_t threads, std::size_t buckets, int columns) {
  const std::size_t bars = threads * buckets;
  std::size_t factor = (bars + kMaxBars - 1) / kMaxBars;
  if (columns > 0) {
    const auto width = static_cast<std::size_t>(columns);
    factor = std::max(factor, (buckets + width - 1) / width);
  }
  return static_cast<unsigned>(std::max<std::size_t>(factor, 1));
}

std::vector<Bucket> mergedBars(const std::vector<Bucket>& buckets, std::int64_t bucket_width_ns, unsigned factor,
                               std::int64_t from_ns) {
  auto first = std::partition_point(buckets.begin(), buckets.end(), [&](const Bucket& b) { return b.end_ns <= from_ns; });
  if (first != buckets.begin()) --first;
  const std::int64_t group_ns = std::max<std::int64_t>(bucket_width_ns, 1) * factor;

  std::vector<Bucket> bars;
  bars.reserve(static_cast<std::size_t>(buckets.end() - first) / factor + 4);
  std::int64_t group = -1;
  std::size_t in_group = 0;
  for (auto it = first; it != buckets.end(); ++it) {
    const std::int64_t its_group = it->start_ns / group_ns;
    if (its_group != group) {
      group = its_group;
      in_group = 0;
    }
    if (Bucket* bar = joinable(bars, in_group, *it)) {
      join(*bar, *it);
    } else {
      bars.push_back(*it);
      ++in_group;
    }
  }
  return bars;
}

void snapToMarkers(std::vector<Bucket>& bars, const std::vector<SwapMarker>& markers, std::int64_t tolerance_ns) {
  for (std::size_t i = 1; i < bars.size(); ++i) {
    Bucket& old_bar = bars[i - 1];
    Bucket& new_bar = bars[i];
    if (sameVersion(old_bar, new_bar)) continue;
    const SwapMarker* marker =
        latestSwapTo(new_bar.version, markers, new_bar.start_ns - tolerance_ns, new_bar.start_ns + tolerance_ns);
    if (!marker) continue;
    if (marker->at_ns <= old_bar.start_ns || marker->at_ns >= new_bar.end_ns) continue;
    new_bar.start_ns = marker->at_ns;
    if (old_bar.end_ns > marker->at_ns || marker->at_ns - old_bar.end_ns <= tolerance_ns) old_bar.end_ns = marker->at_ns;
  }
}

std::int64_t nextStop(std::int64_t at_ns, int bars, std::int64_t bar_ns, const std::vector<SwapMarker>& flags) {
  // Bars lie on multiples of their width.
  const auto bar = static_cast<std::int64_t>(std::floor(static_cast<double>(at_ns) / static_cast<double>(bar_ns)));
  std::int64_t next_ns = (bar + bars) * bar_ns + bar_ns / 2;
  for (const SwapMarker& flag : flags) {
    if (bars > 0 && flag.at_ns > at_ns && flag.at_ns < next_ns) next_ns = flag.at_ns;
    if (bars < 0 && flag.at_ns < at_ns && flag.at_ns > next_ns) next_ns = flag.at_ns;
  }
  return next_ns;
}

std::vector<LaneRun> laneRuns(const std::vector<Bucket>& bars, const std::vector<SwapMarker>& markers, const LaneRules& rules) {
  std::vector<LaneRun> runs;
  std::int64_t before_end_ns = 0;
  for (const Stretch& stretch : stretchesOf(bars)) {
    if (runs.empty()) {
      runs.push_back(stretch.run());
    } else if (stretch.start_ns - before_end_ns > rules.longest_pause_ns) {
      runs.back().end_ns = before_end_ns;
      runs.push_back(stretch.run());
    } else if (!sameAnswers(runs.back(), stretch.run())) {
      const SwapMarker* swap =
          latestSwapTo(stretch.version, markers, before_end_ns - rules.tolerance_ns, stretch.start_ns + rules.tolerance_ns);
      const std::int64_t edge_ns = swap ? std::max(swap->at_ns, runs.back().start_ns) : stretch.start_ns;
      runs.back().end_ns = edge_ns;
      runs.push_back(stretch.run());
      runs.back().start_ns = edge_ns;
    }
    before_end_ns = stretch.end_ns;
  }
  if (!runs.empty() && rules.now_ns - before_end_ns > rules.longest_pause_ns) runs.back().end_ns = before_end_ns;
  return runs;
}

}  // namespace hotswap::ui
