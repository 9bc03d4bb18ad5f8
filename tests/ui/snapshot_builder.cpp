#include "tests/ui/snapshot_builder.h"

#include <algorithm>
#include <cmath>

namespace hotswap::ui::testing {
namespace {

using std::chrono_literals::operator""ms;

constexpr std::uint64_t kMachineRate = 1'000'000;

/// A number in [0, 1) that looks random and is the same each time (splitmix64).
double noise(std::uint64_t seed) {
  seed += 0x9e3779b97f4a7c15ULL;
  seed = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9ULL;
  seed = (seed ^ (seed >> 27)) * 0x94d049bb133111ebULL;
  return static_cast<double>((seed ^ (seed >> 31)) >> 11) * 0x1.0p-53;
}

/// Scores of the two shipped operators over uniform features, alternating by version.
double score(std::uint32_t version, std::uint64_t seed) {
  const double user = noise(seed * 2);
  const double item = noise(seed * 2 + 1);
  if (version % 2 == 1) return user * 0.7 + item * 0.3;
  return (user * 0.4 + item * 0.6) * (1 + 0.1 * std::sin(static_cast<double>(seed % 10000) * 0.1)) + 2.0;
}

}  // namespace

SnapshotBuilder::SnapshotBuilder(unsigned threads) : threads_(threads) {}

SnapshotBuilder& SnapshotBuilder::at(std::chrono::nanoseconds when) {
  at_ = when;
  return *this;
}

SnapshotBuilder& SnapshotBuilder::interval(std::chrono::nanoseconds interval) {
  interval_ = interval;
  return *this;
}

SnapshotBuilder& SnapshotBuilder::swap(std::chrono::nanoseconds when, std::uint32_t version, bool rolled_back) {
  if (when == std::chrono::nanoseconds{0}) changes_.clear();
  changes_.push_back({when, version, rolled_back});
  return *this;
}

SnapshotBuilder& SnapshotBuilder::stagger(std::chrono::nanoseconds per_thread) {
  stagger_ = per_thread;
  return *this;
}

SnapshotBuilder& SnapshotBuilder::scores(double least, double most) {
  scores_ = {least, most};
  return *this;
}

SnapshotBuilder& SnapshotBuilder::trafficEnds(std::chrono::nanoseconds when) {
  traffic_ends_ = when;
  return *this;
}

std::shared_ptr<const Snapshot> SnapshotBuilder::build() const {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->sequence = static_cast<std::uint64_t>(at_.count());
  snapshot->at = at_;
  auto history = std::make_shared<History>();
  history->levels = {level(1), level(5), level(30)};
  snapshot->history = std::move(history);
  snapshot->events = std::make_shared<std::vector<Event>>();
  addState(*snapshot);
  addReceipts(*snapshot);
  addSpreads(*snapshot);
  return snapshot;
}

HistoryLevel SnapshotBuilder::level(std::int64_t factor) const {
  HistoryLevel level;
  level.bucket_width = 120ms * factor;
  level.totals_width = 250ms * factor;
  for (unsigned thread = 0; thread < threads_; ++thread) level.threads.push_back(threadBuckets(thread, level.bucket_width));
  level.totals = totals(level.totals_width);
  return level;
}

std::vector<Bucket> SnapshotBuilder::threadBuckets(unsigned thread, std::chrono::nanoseconds width) const {
  const std::int64_t width_ns = width.count();
  const std::int64_t last = std::min(at_, traffic_ends_).count() / width_ns;
  std::vector<Bucket> buckets;
  for (std::int64_t i = std::max<std::int64_t>(last - static_cast<std::int64_t>(kMaxBuckets), 0); i < last; ++i) {
    std::int64_t from_ns = i * width_ns;
    for (const Change& change : changes_) {
      const std::int64_t at_ns = change.at.count() + stagger_.count() * thread;
      if (at_ns <= from_ns || at_ns >= (i + 1) * width_ns) continue;
      addBuckets(buckets, thread, from_ns, at_ns);
      from_ns = at_ns;
    }
    addBuckets(buckets, thread, from_ns, (i + 1) * width_ns);
  }
  return buckets;
}

void SnapshotBuilder::addBuckets(std::vector<Bucket>& buckets, unsigned thread, std::int64_t from_ns, std::int64_t to_ns) const {
  Bucket bucket;
  bucket.start_ns = from_ns;
  bucket.end_ns = to_ns;
  bucket.version = versionAt(thread, from_ns);
  addScores(bucket, thread);
  if (bucket.requests > 0) buckets.push_back(bucket);
}

void SnapshotBuilder::addScores(Bucket& bucket, unsigned thread) const {
  const std::int64_t interval_ns = interval_.count();
  std::uint64_t first = static_cast<std::uint64_t>(bucket.start_ns) / 1000;
  std::uint64_t count = static_cast<std::uint64_t>(bucket.end_ns - bucket.start_ns) * kMachineRate / 1'000'000'000;
  if (interval_ns > 0) {
    const std::int64_t phase = interval_ns * thread / threads_;
    const auto before = [&](std::int64_t t) {
      return static_cast<std::uint64_t>((t + interval_ns - 1 - phase + interval_ns) / interval_ns);
    };
    first = before(bucket.start_ns);
    count = before(bucket.end_ns) - first;
  }
  bucket.requests = count;
  bucket.min = 1;
  bucket.max = 0;
  // More than these would not change the range that is seen.
  for (std::uint64_t i = 0; i < std::min<std::uint64_t>(count, 60); ++i) {
    const std::uint64_t seed = (first + i) * 64 + thread;
    // Not least + share * (most - least): the difference of the largest numbers is none.
    const double share = noise(seed);
    const double value = scores_ ? scores_->first * (1 - share) + scores_->second * share : score(bucket.version, seed);
    bucket.min = i == 0 ? value : std::min(bucket.min, value);
    bucket.max = i == 0 ? value : std::max(bucket.max, value);
    bucket.last = value;
  }
}

std::vector<TotalsPoint> SnapshotBuilder::totals(std::chrono::nanoseconds width) const {
  const std::int64_t width_ns = width.count();
  const std::int64_t last = std::min(at_, traffic_ends_).count() / width_ns;
  std::vector<TotalsPoint> points;
  for (std::int64_t i = std::max<std::int64_t>(last - static_cast<std::int64_t>(kMaxTotals), 0); i < last; ++i) {
    const auto seed = static_cast<std::uint64_t>(i);
    const double per_s = interval_.count() > 0 ? 1e9 / static_cast<double>(interval_.count()) : 1e6;
    TotalsPoint point;
    point.end_ns = (i + 1) * width_ns;
    point.requests_per_s = per_s * threads_ * (0.96 + 0.04 * noise(seed));
    point.p50_ns = 28 + 6 * noise(seed + 1);
    point.p99_ns = 120 + 60 * noise(seed + 2);
    point.max_ns = 2000 * std::pow(10.0, 1.5 * noise(seed + 3));
    for (unsigned thread = 0; thread < threads_; ++thread) {
      point.shares.push_back({0, versionAt(thread, point.end_ns - 1), 1000});
    }
    points.push_back(std::move(point));
  }
  return points;
}

std::uint32_t SnapshotBuilder::versionAt(unsigned thread, std::int64_t at_ns) const {
  std::uint32_t version = 0;
  for (const Change& change : changes_) {
    const std::int64_t delay_ns = change.at.count() == 0 ? 0 : stagger_.count() * thread;
    if (change.at.count() + delay_ns <= at_ns) version = change.version;
  }
  return version;
}

void SnapshotBuilder::addState(Snapshot& snapshot) const {
  snapshot.workers.threads = threads_;
  snapshot.workers.interval = interval_;
  snapshot.slots.push_back({"score", versionAt(0, at_.count()), 0});
  std::uint32_t highest = 0;
  for (const Change& change : changes_) highest = std::max(highest, change.version);
  for (std::uint32_t number = 1; number <= highest; ++number) {
    VersionInfo info;
    info.number = number;
    info.name = "ScoreOperatorV" + std::to_string(number);
    snapshot.versions.push_back(info);
  }
  for (unsigned thread = 0; thread < threads_; ++thread) {
    ThreadInfo info;
    info.number = thread;
    info.running = true;
    info.version = versionAt(thread, at_.count());
    snapshot.threads.push_back(info);
  }
}

void SnapshotBuilder::addSpreads(Snapshot& snapshot) const {
  auto spreads = std::make_shared<std::vector<VersionSpread>>();
  for (const VersionInfo& info : snapshot.versions) {
    VersionSpread spread;
    spread.version = info.number;
    bool answered = false;
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      if (changes_[i].version != info.number || changes_[i].at >= at_) continue;
      if (!answered) spread.first = changes_[i].at;
      spread.last = i + 1 < changes_.size() ? changes_[i + 1].at : at_;
      answered = true;
    }
    if (!answered) continue;
    for (int i = 0; i <= 20; ++i) {
      const double middle = 6 + 3.0 * info.number;
      spread.scores.edges.push_back(0.05 * i);
      spread.latency.edges.push_back(std::pow(2, 4 + i / 4.0));
      if (i == 20) break;
      const auto calls = static_cast<std::uint64_t>(1000 * std::exp(-(i - middle) * (i - middle) / 8));
      spread.scores.counts.push_back(calls);
      spread.latency.counts.push_back(calls);
      spread.sampled += calls;
    }
    spread.scores.above = 3;
    spread.sampled += 3;
    spread.timed = spread.sampled - 3;
    spread.mean_score = spread.p50_score = 0.3 + 0.15 * info.number;
    spread.p99_score = spread.p50_score + 0.2;
    spread.mean_ns = spread.p50_ns = 50.0 * info.number;
    spread.p99_ns = 3 * spread.p50_ns;
    spreads->push_back(spread);
  }
  snapshot.spreads = std::move(spreads);
}

void SnapshotBuilder::addReceipts(Snapshot& snapshot) const {
  auto receipts = std::make_shared<std::vector<SwapReceipt>>();
  std::uint32_t before = 0;
  for (const Change& change : changes_) {
    SwapReceipt receipt;
    receipt.number = receipts->size() + 1;
    receipt.at = change.at;
    receipt.slot = "score";
    if (before != 0) receipt.from = before;
    receipt.to = change.version;
    receipt.outcome = change.rolled_back ? SwapOutcome::kRolledBack : SwapOutcome::kPublished;
    before = change.version;
    receipts->push_back(receipt);
  }
  snapshot.receipts = std::move(receipts);
}

}  // namespace hotswap::ui::testing
