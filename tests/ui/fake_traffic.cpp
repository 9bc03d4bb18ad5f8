#include "tests/ui/fake_traffic.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hotswap::ui {
namespace {

using std::chrono::nanoseconds;

constexpr nanoseconds kBucketWidth = std::chrono::milliseconds{120};
constexpr nanoseconds kTotalsWidth = std::chrono::milliseconds{240};
constexpr double kFlatOutPerSecond = 12e6;
constexpr std::uint64_t kScoresPerBucket = 16;  ///< Enough for a believable minimum and maximum.

double Uniform(std::uint64_t seed) {
  std::uint64_t z = seed * 0x9e3779b97f4a7c15U + 0x632be59bd9b4e019U;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return static_cast<double>((z ^ (z >> 31U)) >> 11U) * 0x1p-53;
}

double Seconds(nanoseconds span) { return std::chrono::duration<double>(span).count(); }

double Jitter(nanoseconds now, unsigned lane) { return Uniform(static_cast<std::uint64_t>(now.count()) + lane * 7919U); }

void Merge(Bucket& into, const Bucket& from) {
  into.end_ns = from.end_ns;
  into.min = std::min(into.min, from.min);
  into.max = std::max(into.max, from.max);
  if (from.requests > 0) into.last = from.last;
  into.requests += from.requests;
  into.errors += from.errors;
}

/// What a version's calls look like in bins: a hill of scores where FakeScore() has them, another of latencies.
VersionSpread FakeSpread(const VersionInfo& version, std::chrono::nanoseconds now) {
  constexpr int kBins = 20;
  VersionSpread spread;
  spread.slot = version.slot;
  spread.version = version.number;
  spread.last = now;
  for (int bin = 0; bin <= kBins; ++bin) {
    spread.scores.edges.push_back(version.number - 1 + bin / double{kBins});
    spread.latency.edges.push_back(std::exp2(4 + bin / 4.0));
    if (bin == kBins) break;
    const auto calls = static_cast<std::uint64_t>(bin * (kBins - bin));
    spread.scores.counts.push_back(calls);
    spread.latency.counts.push_back(calls);
    spread.sampled += calls;
  }
  spread.timed = spread.sampled;
  spread.mean_score = spread.p50_score = version.number - 0.5;
  spread.p99_score = version.number - 0.1;
  spread.mean_ns = spread.p50_ns = 40.0 + 20.0 * version.number;
  spread.p99_ns = 3 * spread.p50_ns;
  return spread;
}

}  // namespace

double FakeScore(std::uint32_t version, unsigned thread, std::uint64_t round) {
  const std::uint64_t seed = round * 64 + thread;
  const double user = Uniform(seed);
  const double item = Uniform(seed ^ 0x5555U);
  if (version <= 1) return user * 0.7 + item * 0.3;
  const double base = user * 0.4 + item * 0.6;
  const double user_id = std::floor(user * 1e4);
  return base * (1 + 0.1 * std::sin(user_id * 0.1)) + 2.0 - 0.7 * (version - 2);
}

FakeTraffic::FakeTraffic(const WorkerSettings& settings) {
  for (std::size_t level = 0; level < history_->levels.size(); ++level) {
    const int factor = std::array{1, 5, 30}[level];
    history_->levels[level].bucket_width = kBucketWidth * factor;
    history_->levels[level].totals_width = kTotalsWidth * factor;
  }
  SetSettings(settings);
}

void FakeTraffic::SetSettings(const WorkerSettings& settings) {
  settings_ = settings;
  const std::size_t before = workers_.size();
  workers_.resize(settings.threads);
  for (std::size_t i = before; i < workers_.size(); ++i) {
    workers_[i].info.number = static_cast<unsigned>(i);
    workers_[i].due = Uniform(i);
    Open(workers_[i]);
  }
}

double FakeTraffic::RequestsPerSecond() const {
  if (paused_ || version_ == 0) return 0;
  return settings_.interval.count() == 0 ? kFlatOutPerSecond : 1.0 / Seconds(settings_.interval);
}

nanoseconds FakeTraffic::NextBoundary() const { return (now_ / kBucketWidth + 1) * kBucketWidth; }

void FakeTraffic::AdvanceTo(nanoseconds to) {
  while (now_ < to) {
    const nanoseconds next = std::min(to, NextBoundary());
    const nanoseconds span = next - now_;
    now_ = next;
    for (Worker& worker : workers_) Answer(worker, span);
    if (now_ % kBucketWidth == nanoseconds{0}) CloseBuckets();
    if (now_ % kTotalsWidth == nanoseconds{0}) CloseTotals();
  }
}

void FakeTraffic::Publish(std::uint32_t version) {
  CloseBuckets();
  for (Worker& worker : workers_) {
    if (version_ != 0) ++worker.info.switches;
    worker.info.version = version;
    worker.open.version = version;
  }
  version_ = version;
}

void FakeTraffic::Answer(Worker& worker, nanoseconds span) {
  const double rate = RequestsPerSecond() * (0.95 + 0.1 * Jitter(now_, worker.info.number));
  worker.due += rate * Seconds(span);
  const auto count = static_cast<std::uint64_t>(worker.due);
  worker.due -= static_cast<double>(count);
  worker.info.running = rate > 0;
  worker.info.version = version_;
  worker.info.requests_per_s = rate;
  worker.info.p50_ns = rate > 0 ? 24 + 4 * Jitter(now_, 1 + worker.info.number) : 0;
  worker.info.p99_ns = rate > 0 ? 60 + 40 * Jitter(now_, 2 + worker.info.number) : 0;
  if (count == 0) return;

  const std::uint64_t scored = std::min(count, kScoresPerBucket);
  for (std::uint64_t i = 0; i < scored; ++i) {
    const double score = FakeScore(version_, worker.info.number, worker.info.rounds + i);
    worker.open.min = std::min(worker.open.min, score);
    worker.open.max = std::max(worker.open.max, score);
    worker.open.last = score;
  }
  worker.info.last_score = worker.open.last;
  worker.open.requests += count;
  worker.info.rounds += count;
  total_requests_ += count;
  if (requests_.size() <= version_) requests_.resize(version_ + 1);
  requests_[version_] += count;
}

void FakeTraffic::Open(Worker& worker) {
  worker.open = Bucket{.start_ns = now_.count(), .end_ns = now_.count(), .min = 1e300, .max = -1e300, .version = version_};
}

void FakeTraffic::CloseBuckets() {
  history_ = std::make_shared<History>(*history_);
  for (Worker& worker : workers_) {
    worker.open.end_ns = now_.count();
    if (worker.open.end_ns > worker.open.start_ns && version_ != 0) AddToLevels(worker.info.number, worker.open);
    Open(worker);
  }
}

void FakeTraffic::AddToLevels(unsigned thread, const Bucket& bucket) {
  for (HistoryLevel& level : history_->levels) {
    if (level.threads.size() <= thread) level.threads.resize(thread + 1);
    std::vector<Bucket>& ring = level.threads[thread];
    const std::int64_t width = level.bucket_width.count();
    const bool same =
        !ring.empty() && ring.back().version == bucket.version && ring.back().start_ns / width == bucket.start_ns / width;
    if (same) {
      Merge(ring.back(), bucket);
    } else {
      ring.push_back(bucket);
    }
    if (ring.size() > kMaxBuckets) ring.erase(ring.begin());
  }
}

void FakeTraffic::CloseTotals() {
  const std::uint64_t answered = total_requests_ - requests_at_last_total_;
  requests_at_last_total_ = total_requests_;
  TotalsPoint point;
  point.end_ns = now_.count();
  point.requests_per_s = static_cast<double>(answered) / Seconds(kTotalsWidth);
  if (answered > 0) {
    point.p50_ns = 24 + 4 * Jitter(now_, 90);
    point.p99_ns = 70 + 40 * Jitter(now_, 91);
    point.max_ns = 900 + 900 * Jitter(now_, 92);
    point.shares.push_back({.slot = 0, .version = version_, .requests = answered});
  }
  for (HistoryLevel& level : history_->levels) {
    if (now_ % level.totals_width != nanoseconds{0}) continue;
    level.totals.push_back(point);
    if (level.totals.size() > kMaxTotals) level.totals.erase(level.totals.begin());
  }
}

void FakeTraffic::Describe(Snapshot& snapshot) const {
  snapshot.workers = settings_;
  snapshot.paused = paused_;
  snapshot.history = history_;
  for (const Worker& worker : workers_) snapshot.threads.push_back(worker.info);
  for (VersionInfo& version : snapshot.versions) {
    if (version.number < requests_.size()) version.requests = requests_[version.number];
    if (version.number != version_ || workers_.empty()) continue;
    version.threads = static_cast<unsigned>(workers_.size());
    version.last_score = workers_.front().info.last_score;
    for (const Worker& worker : workers_) version.requests_per_s += worker.info.requests_per_s;
  }
  auto spreads = std::make_shared<std::vector<VersionSpread>>();
  for (const VersionInfo& version : snapshot.versions) {
    if (version.requests > 0) spreads->push_back(FakeSpread(version, now_));
  }
  snapshot.spreads = std::move(spreads);
  snapshot.totals.requests = total_requests_;
  const std::vector<TotalsPoint>& totals = history_->levels[0].totals;
  if (totals.empty()) return;
  snapshot.totals.requests_per_s = totals.back().requests_per_s;
  snapshot.totals.recent = {.p50_ns = totals.back().p50_ns,
                            .p99_ns = totals.back().p99_ns,
                            .p999_ns = totals.back().max_ns / 2,
                            .max_ns = totals.back().max_ns};
}

}  // namespace hotswap::ui
