#include "core/session/session_check.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

namespace hotswap {
namespace {

Error Wrong(const std::string& what) { return {Errc::kDamaged, what}; }

/// The first element whose slot is none of `slots`.
template <typename Items>
Status CheckSlots(const char* name, const Items& items, std::size_t slots) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].slot < slots) continue;
    return Wrong(std::string(name) + "[" + std::to_string(i) + "] is of slot " + std::to_string(items[i].slot) +
                 ", and there are " + std::to_string(slots) + " slots");
  }
  return {};
}

Status CheckVersions(const std::vector<VersionInfo>& versions) {
  for (std::size_t i = 1; i < versions.size(); ++i) {
    const VersionInfo& before = versions[i - 1];
    if (std::tie(before.slot, before.number) < std::tie(versions[i].slot, versions[i].number)) continue;
    return Wrong("versions[" + std::to_string(i) + "] is out of order");
  }
  return {};
}

template <typename Items>
Status CheckNumbers(const char* name, const Items& items) {
  for (std::size_t i = 1; i < items.size(); ++i) {
    if (items[i - 1].number + 1 != items[i].number)
      return Wrong(std::string(name) + "[" + std::to_string(i) + "] is out of order");
  }
  return {};
}

bool IsFigure(double value) { return std::isfinite(value) && value >= 0; }

Status CheckTotals(const std::vector<TotalsPoint>& totals, std::size_t slots) {
  std::int64_t before = 0;
  for (const TotalsPoint& point : totals) {
    if (point.end_ns < before) return Wrong("the totals of its history are out of order");
    before = point.end_ns;
    for (const double value : {point.requests_per_s, point.errors_per_s, point.p50_ns, point.p99_ns, point.max_ns}) {
      if (!IsFigure(value)) return Wrong("the totals of its history hold a figure that none can be");
    }
    if (Status shares = CheckSlots("shares", point.shares, slots); !shares.ok()) return shares;
  }
  return {};
}

Status CheckRing(const std::vector<Bucket>& ring, std::size_t slots) {
  for (const Bucket& bucket : ring) {
    if (bucket.start_ns < 0 || bucket.end_ns < bucket.start_ns) return Wrong("a stretch of its history ends before it begins");
    if (bucket.min <= bucket.max && !(std::isfinite(bucket.min) && std::isfinite(bucket.max))) {
      return Wrong("a stretch of its history has an endless range of scores");
    }
  }
  return CheckSlots("a thread's stretches", ring, slots);
}

Status CheckHistory(const History& history, std::size_t slots) {
  for (const HistoryLevel& level : history.levels) {
    if (level.bucket_width.count() <= 0 || level.totals_width.count() <= 0) return Wrong("a level of its history has no width");
    if (level.threads.size() > kMaxThreads) return Wrong("its history has more threads than there can be");
    for (const auto& ring : level.threads) {
      if (Status sound = CheckRing(ring, slots); !sound.ok()) return sound;
    }
    if (Status sound = CheckTotals(level.totals, slots); !sound.ok()) return sound;
  }
  return {};
}

/// Counts that are drawn between edges need edges that grow.
Status CheckHistogram(const char* of, const Histogram& histogram) {
  const std::vector<double>& edges = histogram.edges;
  if (histogram.counts.size() > kMostBins) return Wrong(std::string("a histogram of ") + of + " has more counts than any");
  if (edges.size() != (histogram.counts.empty() ? 0 : histogram.counts.size() + 1)) {
    return Wrong(std::string("a histogram of ") + of + " has other edges than its counts need");
  }
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (!std::isfinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1])) {
      return Wrong(std::string("the edges of a histogram of ") + of + " do not grow");
    }
  }
  return {};
}

Status CheckSpreads(const Snapshot& snapshot) {
  for (const ShadowStatus& shadow : snapshot.shadows) {
    if (Status sound = CheckHistogram("differences", shadow.differences); !sound.ok()) return sound;
  }
  if (snapshot.spreads == nullptr) return {};
  for (const VersionSpread& spread : *snapshot.spreads) {
    if (Status sound = CheckHistogram("scores", spread.scores); !sound.ok()) return sound;
    if (Status sound = CheckHistogram("latencies", spread.latency); !sound.ok()) return sound;
    for (const double value : {spread.mean_ns, spread.p50_ns, spread.p99_ns}) {
      if (!IsFigure(value)) return Wrong("a version's spread has a latency that none can be");
    }
    for (const double value : {spread.mean_score, spread.p50_score, spread.p99_score}) {
      if (!std::isfinite(value)) return Wrong("a version's spread has a score that none can be");
    }
  }
  return CheckSlots("spreads", *snapshot.spreads, snapshot.slots.size());
}

Status CheckQualities(const Snapshot& snapshot) {
  if (snapshot.qualities == nullptr) return {};
  for (const VersionQuality& quality : *snapshot.qualities) {
    if (!std::ranges::is_sorted(quality.points, {}, &QualityPoint::end_ns)) {
      return Wrong("the points of a version's quality are out of order");
    }
    for (const QualityPoint& point : quality.points) {
      const bool sound = point.auc >= 0 && point.auc <= 1 && IsFigure(point.log_loss) && point.positives <= point.labelled;
      if (!sound) return Wrong("a version's quality has a figure that none can be");
    }
    if (quality.recent_positives > quality.recent) return Wrong("a version's quality has a figure that none can be");
  }
  return CheckSlots("qualities", *snapshot.qualities, snapshot.slots.size());
}

Status CheckMoment(const Snapshot& snapshot) {
  if (snapshot.slots.empty()) return Wrong("it has no slot");
  if (snapshot.at.count() < 0) return Wrong("it was taken before the engine started");
  const WorkerSettings& workers = snapshot.workers;
  if (workers.threads < 1 || workers.threads > kMaxThreads || workers.interval.count() < 0) {
    return Wrong("its workers' settings are none that can be");
  }
  if (snapshot.threads.size() > kMaxThreads) return Wrong("it has more threads than there can be");
  for (const RolloutStatus& rollout : snapshot.rollouts) {
    if (rollout.step > rollout.steps.size()) return Wrong("a rollout is at a step that it has not");
  }
  return IsFigure(snapshot.totals.requests_per_s) ? Status() : Wrong("its throughput is none that can be");
}

Status CheckIndices(const Snapshot& snapshot) {
  const std::size_t slots = snapshot.slots.size();
  for (const Status& status : {CheckSlots("versions", snapshot.versions, slots), CheckSlots("threads", snapshot.threads, slots),
                               CheckSlots("parked", snapshot.parked, slots), CheckSlots("samples", snapshot.samples, slots),
                               CheckVersions(snapshot.versions), CheckNumbers("events", *snapshot.events),
                               CheckNumbers("receipts", *snapshot.receipts)}) {
    if (!status.ok()) return status;
  }
  for (const ThreadInfo& thread : snapshot.threads) {
    if (Status others = CheckSlots("others", thread.others, slots); !others.ok()) return others;
  }
  return {};
}

}  // namespace

Status CheckSnapshot(Snapshot& snapshot) {
  if (snapshot.events == nullptr) snapshot.events = std::make_shared<const std::vector<Event>>();
  if (snapshot.receipts == nullptr) snapshot.receipts = std::make_shared<const std::vector<SwapReceipt>>();
  if (Status moment = CheckMoment(snapshot); !moment.ok()) return moment;
  if (Status indices = CheckIndices(snapshot); !indices.ok()) return indices;
  if (Status spreads = CheckSpreads(snapshot); !spreads.ok()) return spreads;
  if (Status qualities = CheckQualities(snapshot); !qualities.ok()) return qualities;
  return snapshot.history != nullptr ? CheckHistory(*snapshot.history, snapshot.slots.size()) : Status();
}

}  // namespace hotswap
