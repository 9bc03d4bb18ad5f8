#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/remote/answer.h"
#include "core/remote/request.h"

namespace hotswap {
namespace {

using Json = nlohmann::ordered_json;

/// Versions of a slot in a status, newest first; a slot may have had thousands.
constexpr std::size_t kVersionsTold = 500;

std::int64_t Milliseconds(std::chrono::nanoseconds time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

template <typename T>
Json OrNull(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json VersionRow(const VersionInfo& version, const Snapshot& snapshot) {
  Json row{{"number", version.number},
           {"name", version.name},
           {"path", version.path},
           {"sha256", version.sha256},
           {"configuration", version.configuration},
           {"state", VersionStateName(version.state)},
           {"state_reason", version.state_reason},
           {"earlier", version.earlier},
           {"permanent", version.permanent},
           {"on_probation", version.on_probation},
           {"fault", version.fault},
           {"requests", version.requests},
           {"errors", version.errors},
           {"nonfinite", version.nonfinite},
           {"requests_per_s", std::llround(version.requests_per_s)},
           {"threads", version.threads}};
  if (version.on_probation) row["probation_ms"] = std::max<std::int64_t>(0, Milliseconds(version.probation_ends - snapshot.at));
  return row;
}

Json VersionRows(const Snapshot& snapshot, std::uint32_t slot) {
  Json rows = Json::array();
  for (auto version = snapshot.versions.rbegin(); version != snapshot.versions.rend(); ++version) {
    if (version->slot != slot) continue;
    const bool answers = version->number == snapshot.slots[slot].active;
    if (rows.size() < kVersionsTold || answers) rows.push_back(VersionRow(*version, snapshot));
  }
  return rows;
}

Json StepRow(const RolloutStep& step) {
  Json row;
  if (step.threads > 0) {
    row["threads"] = step.threads;
  } else {
    row["share"] = step.share;
  }
  row["min_time_ms"] = Milliseconds(step.min_time);
  row["min_requests"] = step.min_requests;
  return row;
}

Json GuardRow(const GuardReading& guard) {
  return {{"name", guard.name},
          {"limit", guard.limit},
          {"figure", OrNull(guard.figure)},
          {"verdict", GuardVerdictName(guard.verdict)},
          {"sample", guard.sample},
          {"needed", guard.needed},
          {"unit", guard.unit},
          {"text", guard.text}};
}

Json RolloutRow(const RolloutStatus& rollout, const Snapshot& snapshot) {
  Json row{{"number", rollout.number},
           {"candidate", rollout.candidate},
           {"stable", rollout.stable},
           {"path", rollout.path},
           {"step", rollout.step},
           {"paused", rollout.paused},
           {"age_ms", Milliseconds(snapshot.at - rollout.since)},
           {"time_missing_ms", Milliseconds(rollout.time_missing)},
           {"requests_missing", rollout.requests_missing},
           {"requests_candidate", rollout.requests_candidate},
           {"outcome", rollout.outcome ? Json(RolloutOutcomeName(*rollout.outcome)) : Json(nullptr)},
           {"reason", rollout.reason}};
  row["steps"] = Json::array();
  for (const RolloutStep& step : rollout.steps) row["steps"].push_back(StepRow(step));
  row["guards"] = Json::array();
  for (const GuardReading& guard : rollout.guards) row["guards"].push_back(GuardRow(guard));
  return row;
}

Json ShadowRow(const ShadowStatus& shadow) {
  return {{"candidate", shadow.candidate},
          {"stable", shadow.stable},
          {"path", shadow.path},
          {"running", shadow.running},
          {"scored", shadow.scored},
          {"dropped", shadow.dropped},
          {"errors", shadow.errors},
          {"nonfinite", shadow.nonfinite},
          {"mean_difference", shadow.mean_difference},
          {"p99_difference", shadow.p99_difference},
          {"max_difference", shadow.max_difference},
          {"rank_agreement", OrNull(shadow.rank_agreement)},
          {"latency_ratio", OrNull(shadow.latency_ratio)}};
}

Json PendingRow(const PendingSwapInfo& pending, const Snapshot& snapshot) {
  return {{"version", pending.version},
          {"moment", MomentName(pending.moment.kind)},
          {"waiting_ms", Milliseconds(snapshot.at - pending.since)}};
}

Json WatchRow(const SlotInfo& slot) {
  Json row{{"path", slot.watch}, {"policy", WatchPolicyName(slot.policy)}};
  if (slot.policy == WatchPolicy::kSwap) row["moment"] = MomentName(slot.moment.kind);
  if (slot.policy == WatchPolicy::kRollout) row["strategy"] = slot.strategy;
  return row;
}

/// The row of the slot's entry in `all`; null when it has none.
template <typename T, typename Row>
Json RowOfSlot(const std::vector<T>& all, const std::string& slot, const Row& row) {
  const auto its = std::ranges::find(all, slot, &T::slot);
  return its == all.end() ? Json(nullptr) : row(*its);
}

Json SlotRow(const Snapshot& snapshot, std::uint32_t index) {
  const SlotInfo& slot = snapshot.slots[index];
  Json row{{"name", slot.name}, {"active", slot.active}, {"rollback_target", slot.rollback_target}};
  row["pending"] =
      RowOfSlot(snapshot.pending_swaps, slot.name, [&](const PendingSwapInfo& pending) { return PendingRow(pending, snapshot); });
  row["rollout"] =
      RowOfSlot(snapshot.rollouts, slot.name, [&](const RolloutStatus& rollout) { return RolloutRow(rollout, snapshot); });
  row["shadow"] = RowOfSlot(snapshot.shadows, slot.name, &ShadowRow);
  row["watch"] = slot.watch.empty() ? Json(nullptr) : WatchRow(slot);
  row["versions"] = VersionRows(snapshot, index);
  return row;
}

Json TotalsRow(const Totals& totals) {
  return {{"requests", totals.requests},
          {"errors", totals.errors},
          {"nonfinite", totals.nonfinite},
          {"lost", totals.lost},
          {"late", totals.late},
          {"swaps", totals.swaps},
          {"requests_per_s", std::llround(totals.requests_per_s)},
          {"p50_ns", std::llround(totals.recent.p50_ns)},
          {"p99_ns", std::llround(totals.recent.p99_ns)}};
}

/// How much of the gates is done; null when nothing is, or nobody knows.
Json FractionOf(const std::optional<Activity>& activity) {
  return activity && activity->fraction >= 0 ? Json(activity->fraction) : Json(nullptr);
}

}  // namespace

std::string StatusLine(const Snapshot& snapshot, const EngineIdentity& identity) {
  Json status{{"program", identity.program},
              {"pid", identity.pid},
              {"store", identity.store},
              {"uptime_ms", Milliseconds(snapshot.at)},
              {"paused", snapshot.paused},
              {"finished", snapshot.finished},
              {"source", snapshot.source},
              {"threads", snapshot.workers.threads},
              {"parked_threads", snapshot.parked.size()},
              {"activity", snapshot.activity ? Json(snapshot.activity->text) : Json(nullptr)},
              {"activity_fraction", FractionOf(snapshot.activity)},
              {"scenario", snapshot.scenario && snapshot.scenario->running ? Json(snapshot.scenario->name) : Json(nullptr)},
              {"totals", TotalsRow(snapshot.totals)}};
  status["slots"] = Json::array();
  for (std::uint32_t i = 0; i < snapshot.slots.size(); ++i) status["slots"].push_back(SlotRow(snapshot, i));
  const Json answer{{"v", kRemoteVersion}, {"ok", true}, {"command", "status"}, {"status", std::move(status)}};
  return answer.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hotswap
