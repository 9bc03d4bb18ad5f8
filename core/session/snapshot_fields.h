#ifndef HOTSWAP_CORE_SESSION_SNAPSHOT_FIELDS_H_
#define HOTSWAP_CORE_SESSION_SNAPSHOT_FIELDS_H_

#include "core/api/snapshot.h"
#include "core/session/history_fields.h"

namespace hotswap {

// After history_fields.h: what a snapshot says of its moment, and the snapshot itself.

template <typename F, Is<WorkerSettings> T>
void Describe(F& fields, T& workers) {
  fields("threads", workers.threads);
  fields("interval_ns", workers.interval);
  fields("rounds", workers.rounds);
}

template <typename F, Is<Moment> T>
void Describe(F& fields, T& moment) {
  fields("kind", moment.kind);
  fields("period_ns", moment.period);
  fields("request", moment.request);
  fields("time_ns", moment.time);
  fields("requests_per_s", moment.requests_per_s);
  fields("deadline_ns", moment.deadline);
}

template <typename F, Is<SlotInfo> T>
void Describe(F& fields, T& slot) {
  fields("name", slot.name);
  fields("active", slot.active);
  fields("rollback_target", slot.rollback_target);
  fields("watch", slot.watch);
  fields("policy", slot.policy);
  fields("strategy", slot.strategy);
  fields("moment", slot.moment);
}

template <typename F, Is<RolloutStep> T>
void Describe(F& fields, T& step) {
  fields("share", step.share);
  fields("threads", step.threads);
  fields("min_time_ns", step.min_time);
  fields("min_requests", step.min_requests);
}

template <typename F, Is<GuardReading> T>
void Describe(F& fields, T& guard) {
  fields("name", guard.name);
  fields("limit", guard.limit);
  fields("figure", guard.figure);
  fields("verdict", guard.verdict);
  fields("sample", guard.sample);
  fields("needed", guard.needed);
  fields("unit", guard.unit);
  fields("text", guard.text);
}

template <typename F, Is<RolloutStatus> T>
void Describe(F& fields, T& rollout) {
  fields("number", rollout.number);
  fields("slot", rollout.slot);
  fields("path", rollout.path);
  fields("candidate", rollout.candidate);
  fields("stable", rollout.stable);
  fields("steps", rollout.steps);
  fields("step", rollout.step);
  fields("paused", rollout.paused);
  fields("since_ns", rollout.since);
  fields("step_since_ns", rollout.step_since);
  fields("time_missing_ns", rollout.time_missing);
  fields("requests_missing", rollout.requests_missing);
  fields("requests_candidate", rollout.requests_candidate);
  fields("guards", rollout.guards);
  fields("outcome", rollout.outcome);
  fields("reason", rollout.reason);
  fields("decided_ns", rollout.decided);
  fields("published_by_hand", rollout.published_by_hand);
}

template <typename F, Is<Histogram> T>
void Describe(F& fields, T& histogram) {
  fields("edges", histogram.edges);
  fields("counts", histogram.counts);
  fields("below", histogram.below);
  fields("above", histogram.above);
}

template <typename F, Is<VersionSpread> T>
void Describe(F& fields, T& spread) {
  fields("slot", spread.slot);
  fields("version", spread.version);
  fields("first_ns", spread.first);
  fields("last_ns", spread.last);
  fields("scores", spread.scores);
  fields("sampled", spread.sampled);
  fields("mean_score", spread.mean_score);
  fields("p50_score", spread.p50_score);
  fields("p99_score", spread.p99_score);
  fields("latency", spread.latency);
  fields("timed", spread.timed);
  fields("mean_ns", spread.mean_ns);
  fields("p50_ns", spread.p50_ns);
  fields("p99_ns", spread.p99_ns);
}

template <typename F, Is<ShadowStatus> T>
void Describe(F& fields, T& shadow) {
  fields("slot", shadow.slot);
  fields("path", shadow.path);
  fields("candidate", shadow.candidate);
  fields("stable", shadow.stable);
  fields("since_ns", shadow.since);
  fields("running", shadow.running);
  fields("reason", shadow.reason);
  fields("scored", shadow.scored);
  fields("dropped", shadow.dropped);
  fields("errors", shadow.errors);
  fields("nonfinite", shadow.nonfinite);
  fields("mean_difference", shadow.mean_difference);
  fields("p99_difference", shadow.p99_difference);
  fields("max_difference", shadow.max_difference);
  fields("differences", shadow.differences);
  fields("rank_agreement", shadow.rank_agreement);
  fields("latency_ratio", shadow.latency_ratio);
}

template <typename F, Is<PendingSwapInfo> T>
void Describe(F& fields, T& pending) {
  fields("slot", pending.slot);
  fields("version", pending.version);
  fields("moment", pending.moment);
  fields("since_ns", pending.since);
}

template <typename F, Is<ThreadAnswer> T>
void Describe(F& fields, T& answer) {
  fields("slot", answer.slot);
  fields("version", answer.version);
  fields("last_score", answer.last_score);
}

template <typename F, Is<ThreadInfo> T>
void Describe(F& fields, T& thread) {
  fields("number", thread.number);
  fields("running", thread.running);
  fields("rounds", thread.rounds);
  fields("errors", thread.errors);
  fields("slot", thread.slot);
  fields("version", thread.version);
  fields("switches", thread.switches);
  fields("last_score", thread.last_score);
  fields("requests_per_s", thread.requests_per_s);
  fields("p50_ns", thread.p50_ns);
  fields("p99_ns", thread.p99_ns);
  fields("others", thread.others);
}

template <typename F, Is<ParkedThread> T>
void Describe(F& fields, T& parked) {
  fields("number", parked.number);
  fields("name", parked.name);
  fields("slot", parked.slot);
  fields("version", parked.version);
  fields("since_ns", parked.since);
  fields("ending", parked.ending);
}

template <typename F, Is<LatencySummary> T>
void Describe(F& fields, T& latency) {
  fields("p50_ns", latency.p50_ns);
  fields("p99_ns", latency.p99_ns);
  fields("p999_ns", latency.p999_ns);
  fields("max_ns", latency.max_ns);
}

template <typename F, Is<Totals> T>
void Describe(F& fields, T& totals) {
  fields("requests", totals.requests);
  fields("errors", totals.errors);
  fields("nonfinite", totals.nonfinite);
  fields("lost", totals.lost);
  fields("late", totals.late);
  fields("swaps", totals.swaps);
  fields("requests_per_s", totals.requests_per_s);
  fields("recent", totals.recent);
}

template <typename F, Is<ResourceUse> T>
void Describe(F& fields, T& use) {
  fields("rss_kib", use.rss_kib);
  fields("fds", use.fds);
  fields("mappings", use.mappings);
}

template <typename F, Is<RequestSample> T>
void Describe(F& fields, T& sample) {
  fields("number", sample.number);
  fields("at_ns", sample.at);
  fields("thread", sample.thread);
  fields("round", sample.round);
  fields("slot", sample.slot);
  fields("version", sample.version);
  fields("score", sample.score);
  fields("error", sample.error);
  fields("latency_ns", sample.latency);
}

template <typename F, Is<ScenarioProgress> T>
void Describe(F& fields, T& scenario) {
  fields("name", scenario.name);
  fields("elapsed_ns", scenario.elapsed);
  fields("duration_ns", scenario.duration);
  fields("running", scenario.running);
}

/// All but `origin`, a moment of this machine's clock, and what only a client that commands is told: outcomes and activity.
template <typename F, Is<Snapshot> T>
void Describe(F& fields, T& snapshot) {
  fields("sequence", snapshot.sequence);
  fields("at_ns", snapshot.at);
  fields("workers", snapshot.workers);
  fields("paused", snapshot.paused);
  fields("finished", snapshot.finished);
  fields("source", snapshot.source);
  fields("source_warnings", snapshot.source_warnings);
  fields("source_bad_rows", snapshot.source_bad_rows);
  fields("slots", snapshot.slots);
  fields("versions", snapshot.versions);
  fields("rollouts", snapshot.rollouts);
  fields("shadows", snapshot.shadows);
  fields("pending_swaps", snapshot.pending_swaps);
  fields("threads", snapshot.threads);
  fields("parked", snapshot.parked);
  fields("totals", snapshot.totals);
  fields("resources", snapshot.resources);
  fields("scenario", snapshot.scenario);
  fields("samples", snapshot.samples);
  fields("events", snapshot.events);
  fields("receipts", snapshot.receipts);
  fields("history", snapshot.history);
  fields("spreads", snapshot.spreads);
  fields("qualities", snapshot.qualities);
}

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SESSION_SNAPSHOT_FIELDS_H_
