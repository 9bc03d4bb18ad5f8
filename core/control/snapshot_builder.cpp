#include "core/control/snapshot_builder.h"

#include <algorithm>
#include <utility>

namespace hotswap {
namespace {

constexpr std::size_t kSamplesShown = 512;

LatencySummary Summarize(const LatencyCounts& counts) {
  return {counts.Quantile(0.50), counts.Quantile(0.99), counts.Quantile(0.999), counts.Max()};
}

/// Of a canary's two versions, which lie side by side, the one that answered more.
void KeepNewest(std::vector<Bucket>& newest, const Bucket& bucket) {
  if (bucket.requests == 0) return;
  const auto place = std::ranges::lower_bound(newest, bucket.slot, {}, &Bucket::slot);
  if (place == newest.end() || place->slot != bucket.slot) {
    newest.insert(place, bucket);
  } else if (bucket.start_ns >= place->end_ns || bucket.version == place->version || bucket.requests > place->requests) {
    *place = bucket;
  }
}

std::vector<ThreadAnswer> OtherAnswers(const std::vector<Bucket>& newest, std::uint32_t but) {
  std::vector<ThreadAnswer> others;
  for (const Bucket& bucket : newest) {
    if (bucket.slot == but) continue;
    const bool scored = bucket.min <= bucket.max;
    others.push_back({bucket.slot, bucket.version, scored ? std::optional(bucket.last) : std::nullopt});
  }
  return others;
}

}  // namespace

std::shared_ptr<const Snapshot> SnapshotBuilder::Build(const ControlState& state, std::optional<Activity> activity,
                                                       std::chrono::nanoseconds now, bool last) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->sequence = ++sequence_;
  snapshot->origin = origin_;
  snapshot->at = now;
  snapshot->workers = state.workers;
  snapshot->paused = state.paused;
  snapshot->config = state.config;
  snapshot->slots = state.slots;
  snapshot->events = state.events != nullptr ? state.events : std::make_shared<const std::vector<Event>>();
  snapshot->receipts = state.receipts != nullptr ? state.receipts : std::make_shared<const std::vector<SwapReceipt>>();
  snapshot->outcomes = state.outcomes;
  snapshot->rollouts = state.rollouts;
  snapshot->shadows = state.shadows;
  snapshot->pending_swaps = state.pending_swaps;
  snapshot->resources = state.resources;
  snapshot->activity = std::move(activity);
  snapshot->scenario = state.scenario;
  if (snapshot->scenario && state.scenario_started) snapshot->scenario->elapsed = now - *state.scenario_started;
  snapshot->totals.swaps = state.swaps;
  snapshot->totals.late = state.late;
  snapshot->parked = state.parked;
  if (state.source != nullptr) {
    RequestSource::Health health = state.source->CurrentHealth();
    snapshot->source = state.source->Name();
    snapshot->source_bad_rows = health.bad_rows;
    snapshot->source_warnings = std::move(health.warnings);
  }
  ReadThreads(state, *snapshot);
  ReadVersions(state, *snapshot, last);
  if (keep_history_) RefreshHistory(now.count());
  snapshot->history = history_;
  snapshot->spreads = spreads_;
  snapshot->qualities = qualities_;
  return snapshot;
}

LatencySummary SnapshotBuilder::whole_run() const { return Summarize(last_stretch_.latency); }

void SnapshotBuilder::ReadThreads(const ControlState& state, Snapshot& snapshot) {
  unsigned finished = 0;
  for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
    ThreadCell* cell = cells_.Find(thread);
    // Also before there is one: its rate begins when it does.
    threads_[thread].meter.Look(snapshot.at.count(), cell == nullptr ? 0 : cell->requests());
    if (cell == nullptr) continue;
    const ThreadCell::Reading reading = cell->Read();
    snapshot.totals.requests += reading.requests;
    snapshot.totals.errors += reading.errors;
    snapshot.totals.lost += reading.lost;
    if (keep_history_) TakeBuckets(thread, *cell, reading.open, snapshot.at.count());
    if (!state.workers_started || thread >= state.workers.threads) {
      threads_[thread].requests_before = reading.requests;
      threads_[thread].newest.clear();
      continue;
    }
    const WorkerState worker = cell->state();
    finished += worker == WorkerState::kFinished ? 1 : 0;
    const Bucket& open = reading.open.bucket;
    ThreadInfo info;
    info.number = thread;
    info.running = worker == WorkerState::kRunning;
    info.rounds = reading.requests;
    info.errors = reading.errors;
    info.switches = reading.switches;
    // A thread that was taken away and given back has not answered yet: what it did before says nothing about it now.
    if (reading.requests != threads_[thread].requests_before) {
      info.slot = open.slot;
      info.version = open.version;
      if (reading.open.serial != 0 && open.min <= open.max) info.last_score = open.last;
    }
    if (info.version != 0) info.others = OtherAnswers(threads_[thread].newest, info.slot);
    snapshot.threads.push_back(std::move(info));
  }
  snapshot.finished = !snapshot.threads.empty() && finished == snapshot.threads.size();
  TakeSamples(snapshot);
}

void SnapshotBuilder::TakeBuckets(unsigned thread, ThreadCell& cell, const ClosedBucket& open, std::int64_t now_ns) {
  PerThread& state = threads_[thread];
  const auto take = [&](const ClosedBucket& closed) {
    if (closed.serial <= state.consumed_serial) return;
    state.consumed_serial = closed.serial;
    buckets_.Add(thread, closed.bucket);
    KeepNewest(state.newest, closed.bucket);
  };
  ClosedBucket closed;
  while (cell.PopClosed(closed)) take(closed);
  // A worker that is slow or waits closes its bucket only with its next request. Two widths later it will not add to it.
  const std::int64_t width_ns = std::chrono::nanoseconds(kBucketWidth).count();
  if (open.serial > state.consumed_serial && now_ns / width_ns >= open.bucket.start_ns / width_ns + 2) take(open);
}

void SnapshotBuilder::TakeSamples(Snapshot& snapshot) {
  std::vector<RequestSample> fresh;
  for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
    RequestSample sample;
    while (cells_.Find(thread) != nullptr && cells_.Find(thread)->PopSample(sample)) fresh.push_back(sample);
  }
  std::ranges::stable_sort(fresh, {}, &RequestSample::at);
  for (RequestSample& sample : fresh) {
    sample.number = ++sample_number_;
    samples_.push_back(sample);
  }
  while (samples_.size() > kSamplesShown) samples_.pop_front();
  snapshot.samples.assign(samples_.begin(), samples_.end());
}

void SnapshotBuilder::ReadVersions(const ControlState& state, Snapshot& snapshot, bool last) {
  const std::int64_t width_ns = std::chrono::nanoseconds(kTotalsWidth).count();
  requests_.Look(snapshot.at.count(), snapshot.totals.requests);
  const bool over = snapshot.at.count() / width_ns != last_stretch_.at_ns / width_ns;
  if (over || last) CloseStretch(state, snapshot);
  for (ThreadInfo& thread : snapshot.threads) {
    thread.requests_per_s = threads_[thread.number].requests_per_s;
    thread.p50_ns = threads_[thread.number].p50_ns;
    thread.p99_ns = threads_[thread.number].p99_ns;
  }
  snapshot.totals.requests_per_s = requests_per_s_;
  snapshot.totals.recent = recent_;
  for (const ControlState::VersionRow& row : state.versions) {
    VersionInfo info = row.info;
    for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
      const VersionCell* cell = row.cells->Find(thread);
      if (cell == nullptr) continue;
      info.requests += cell->requests.load(std::memory_order_relaxed);
      info.errors += cell->errors.load(std::memory_order_relaxed);
      info.nonfinite += cell->nonfinite.load(std::memory_order_relaxed);
    }
    snapshot.totals.nonfinite += info.nonfinite;
    for (const ThreadInfo& thread : snapshot.threads) {
      const ThreadAnswer answer = AnswerIn(thread, info.slot);
      if (answer.version != info.number) continue;
      ++info.threads;
      if (!info.last_score) info.last_score = answer.last_score;
    }
    if (!info.earlier) {
      VersionRate& rate = RateOf(info.slot, info.number);
      rate.meter.Look(snapshot.at.count(), info.requests);
      info.requests_per_s = rate.requests_per_s;
    }
    snapshot.versions.push_back(std::move(info));
  }
  built_ns_ = snapshot.at.count();
}

void SnapshotBuilder::CloseStretch(const ControlState& state, Snapshot& snapshot) {
  CumulativeTotals now;
  now.at_ns = snapshot.at.count();
  now.requests = snapshot.totals.requests;
  now.errors = snapshot.totals.errors;
  std::vector<LatencyCounts> by_thread(keep_history_ ? kMaxThreads : 0);
  for (const ControlState::VersionRow& row : state.versions) {
    if (row.info.earlier) continue;
    std::uint64_t requests = 0;
    for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
      const VersionCell* cell = row.cells->Find(thread);
      if (cell == nullptr) continue;
      requests += cell->requests.load(std::memory_order_relaxed);
      cell->latency.AddTo(keep_history_ ? by_thread[thread] : now.latency);
    }
    now.shares.push_back({row.info.slot, row.info.number, requests});
  }
  for (const LatencyCounts& counts : by_thread) now.latency += counts;

  requests_per_s_ = requests_.Add(now.at_ns, now.requests);
  now.requests_per_s = requests_per_s_;
  LatencyCounts latency = now.latency;
  latency -= last_stretch_.latency;
  recent_ = Summarize(latency);
  for (const auto& share : now.shares) {
    VersionRate& rate = RateOf(share.slot, share.version);
    rate.requests_per_s = rate.meter.Add(now.at_ns, share.requests);
  }
  if (keep_history_) {
    RefreshThreadRates(by_thread, now.at_ns);
    totals_.Add(now);
    spreads_ = version_spreads_.Look(state, snapshot.at);
    qualities_ = version_qualities_.Look(state, snapshot.at);
  }
  last_stretch_ = std::move(now);
}

/// A version that is new answered nothing before the snapshot before this one.
SnapshotBuilder::VersionRate& SnapshotBuilder::RateOf(std::uint32_t slot, std::uint32_t number) {
  return version_rates_.try_emplace({slot, number}, VersionRate{.meter = RateMeter(built_ns_)}).first->second;
}

void SnapshotBuilder::RefreshThreadRates(const std::vector<LatencyCounts>& latency, std::int64_t now_ns) {
  for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
    const ThreadCell* cell = cells_.Find(thread);
    if (cell == nullptr) continue;
    PerThread& state = threads_[thread];
    state.requests_per_s = state.meter.Add(now_ns, cell->requests());
    LatencyCounts recent = latency[thread];
    recent -= state.latency;
    state.latency = latency[thread];
    if (recent.total() == 0) continue;  // At human rates most stretches have no call: what was measured last stands.
    state.p50_ns = recent.Quantile(0.50);
    state.p99_ns = recent.Quantile(0.99);
  }
}

/// Copying the rings costs up to a few milliseconds with 64 threads, so once per stretch and not per snapshot.
void SnapshotBuilder::RefreshHistory(std::int64_t now_ns) {
  const std::int64_t stretch = now_ns / std::chrono::nanoseconds(kBucketWidth).count();
  if (stretch == history_stretch_) return;
  history_stretch_ = stretch;
  auto history = std::make_shared<History>();
  for (std::size_t level = 0; level < history->levels.size(); ++level) {
    buckets_.CopyTo(level, history->levels[level]);
    totals_.CopyTo(level, history->levels[level]);
  }
  history_ = std::move(history);
}

}  // namespace hotswap
