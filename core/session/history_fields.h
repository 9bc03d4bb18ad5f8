#ifndef HOTSWAP_CORE_SESSION_HISTORY_FIELDS_H_
#define HOTSWAP_CORE_SESSION_HISTORY_FIELDS_H_

#include <concepts>
#include <type_traits>

#include "core/api/snapshot.h"

namespace hotswap {

// The fields of everything that a session file keeps, each once: writing and reading go through the same list, so that neither can
// forget what the other knows. `fields(key, value)` is called for each; a reader changes the value, a writer looks at it.

template <typename T, typename Struct>
concept Is = std::same_as<std::remove_const_t<T>, Struct>;

/// Structs that come by the ten thousand are written as rows, an array of their values in the order of the list.
template <typename T>
inline constexpr bool kIsRow = false;
template <>
inline constexpr bool kIsRow<Bucket> = true;
template <>
inline constexpr bool kIsRow<TotalsPoint> = true;
template <>
inline constexpr bool kIsRow<TotalsPoint::Share> = true;
template <>
inline constexpr bool kIsRow<QualityPoint> = true;

template <typename F, Is<Bucket> T>
void Describe(F& fields, T& bucket) {
  fields("start_ns", bucket.start_ns);
  fields("end_ns", bucket.end_ns);
  fields("min", bucket.min);
  fields("max", bucket.max);
  fields("last", bucket.last);
  fields("version", bucket.version);
  fields("slot", bucket.slot);
  fields("requests", bucket.requests);
  fields("errors", bucket.errors);
}

template <typename F, Is<TotalsPoint::Share> T>
void Describe(F& fields, T& share) {
  fields("slot", share.slot);
  fields("version", share.version);
  fields("requests", share.requests);
}

template <typename F, Is<TotalsPoint> T>
void Describe(F& fields, T& point) {
  fields("end_ns", point.end_ns);
  fields("requests_per_s", point.requests_per_s);
  fields("errors_per_s", point.errors_per_s);
  fields("p50_ns", point.p50_ns);
  fields("p99_ns", point.p99_ns);
  fields("max_ns", point.max_ns);
  fields("shares", point.shares);
  fields("width_ns", point.width_ns);
}

template <typename F, Is<HistoryLevel> T>
void Describe(F& fields, T& level) {
  fields("bucket_width_ns", level.bucket_width);
  fields("threads", level.threads);
  fields("totals_width_ns", level.totals_width);
  fields("totals", level.totals);
}

template <typename F, Is<History> T>
void Describe(F& fields, T& history) {
  fields("finest", history.levels[0]);
  fields("middle", history.levels[1]);
  fields("coarsest", history.levels[2]);
}

template <typename F, Is<QualityPoint> T>
void Describe(F& fields, T& point) {
  fields("end_ns", point.end_ns);
  fields("auc", point.auc);
  fields("log_loss", point.log_loss);
  fields("labelled", point.labelled);
  fields("positives", point.positives);
}

template <typename F, Is<VersionQuality> T>
void Describe(F& fields, T& quality) {
  fields("slot", quality.slot);
  fields("version", quality.version);
  fields("points", quality.points);
  fields("recent", quality.recent);
  fields("recent_positives", quality.recent_positives);
}

template <typename F, Is<Event> T>
void Describe(F& fields, T& event) {
  fields("number", event.number);
  fields("at_ns", event.at);
  fields("level", event.level);
  fields("slot", event.slot);
  fields("gate", event.gate);
  fields("version", event.version);
  fields("path", event.path);
  fields("text", event.text);
}

template <typename F, Is<SwapReceipt::ThreadSwitch> T>
void Describe(F& fields, T& thread) {
  fields("last_on_old_ns", thread.last_on_old);
  fields("first_on_new_ns", thread.first_on_new);
}

template <typename F, Is<SwapReceipt> T>
void Describe(F& fields, T& receipt) {
  fields("number", receipt.number);
  fields("at_ns", receipt.at);
  fields("slot", receipt.slot);
  fields("from", receipt.from);
  fields("to", receipt.to);
  fields("path", receipt.path);
  fields("moment", receipt.moment);
  fields("outcome", receipt.outcome);
  fields("reason", receipt.reason);
  fields("gate", receipt.gate);
  fields("code", receipt.code);
  fields("copy_ns", receipt.copy);
  fields("inspect_ns", receipt.inspect);
  fields("vet_ns", receipt.vet);
  fields("load_ns", receipt.load);
  fields("parity_ns", receipt.parity);
  fields("warmup_ns", receipt.warmup);
  fields("publish_ns", receipt.publish);
  fields("drain_ns", receipt.drain);
  fields("unload_proven", receipt.unload_proven);
  fields("unload_note", receipt.unload_note);
  fields("stall_ns", receipt.stall);
  fields("lost", receipt.lost);
  fields("threads", receipt.threads);
  fields("complete", receipt.complete);
}

template <typename F, Is<Finding> T>
void Describe(F& fields, T& finding) {
  fields("gate", finding.gate);
  fields("check", finding.check);
  fields("level", finding.level);
  fields("code", finding.code);
  fields("text", finding.text);
}

template <typename F, Is<OperatorIdentity> T>
void Describe(F& fields, T& identity) {
  fields("id", identity.id);
  fields("version", identity.version);
  fields("vendor", identity.vendor);
  fields("abi_major", identity.abi_major);
  fields("abi_minor", identity.abi_minor);
  fields("sealed", identity.sealed);
  fields("stateful", identity.stateful);
  fields("per_worker", identity.per_worker);
}

template <typename F, Is<Verdict> T>
void Describe(F& fields, T& verdict) {
  fields("path", verdict.path);
  fields("sha256", verdict.sha256);
  fields("size", verdict.size);
  fields("build_id", verdict.build_id);
  fields("identity", verdict.identity);
  fields("findings", verdict.findings);
  fields("vetted_before", verdict.vetted_before);
  fields("took_ns", verdict.took);
}

template <typename F, Is<VersionInfo> T>
void Describe(F& fields, T& version) {
  fields("slot", version.slot);
  fields("number", version.number);
  fields("name", version.name);
  fields("path", version.path);
  fields("sha256", version.sha256);
  fields("configuration", version.configuration);
  fields("state", version.state);
  fields("state_reason", version.state_reason);
  fields("verdict", version.verdict);
  fields("holders", version.holders);
  fields("earlier", version.earlier);
  fields("permanent", version.permanent);
  fields("in_history", version.in_history);
  fields("published_before_ns", version.published_before);
  fields("published", version.published);
  fields("on_probation", version.on_probation);
  fields("probation_ends_ns", version.probation_ends);
  fields("probation_waits", version.probation_waits);
  fields("probation_requests", version.probation_requests);
  fields("cut_short", version.cut_short);
  fields("proved", version.proved);
  fields("fault", version.fault);
  fields("loads", version.loads);
  fields("requests", version.requests);
  fields("errors", version.errors);
  fields("nonfinite", version.nonfinite);
  fields("threads", version.threads);
  fields("requests_per_s", version.requests_per_s);
  fields("last_score", version.last_score);
}

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SESSION_HISTORY_FIELDS_H_
