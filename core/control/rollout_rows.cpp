#include "core/control/rollout_rows.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>

namespace hotswap {
namespace {

using Json = nlohmann::ordered_json;

std::int64_t Milliseconds(std::chrono::nanoseconds time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

/// Reasons hold what operators and files are called: those need not be UTF-8.
std::string Dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json StepRow(const RolloutStep& step) {
  Json row;
  if (step.threads != 0) {
    row["threads"] = step.threads;
  } else {
    row["share"] = step.share;
  }
  row["min_time_ms"] = Milliseconds(step.min_time);
  row["min_requests"] = step.min_requests;
  return row;
}

Json GuardRows(const RolloutStatus& status) {
  Json rows = Json::array();
  for (const GuardReading& guard : status.guards) {
    rows.push_back({{"name", guard.name},
                    {"limit", guard.limit},
                    {"figure", guard.figure ? Json(*guard.figure) : Json(nullptr)},
                    {"verdict", GuardVerdictName(guard.verdict)},
                    {"sample", guard.sample},
                    {"needed", guard.needed},
                    {"unit", guard.unit},
                    {"text", guard.text}});
  }
  return rows;
}

}  // namespace

RolloutEntry RolloutRowOf(const RolloutStatus& status, WallTime since) {
  Json details{{"rollout", status.number}, {"operator", status.path}, {"stable", status.stable}, {"steps", Json::array()}};
  for (const RolloutStep& step : status.steps) details["steps"].push_back(StepRow(step));
  details["steps_done"] = status.step;
  details["requests_candidate"] = status.requests_candidate;
  if (status.outcome) {
    details["decided_ms"] = Milliseconds(status.decided);
    details["decided_at_ms"] = Milliseconds((since + status.decided).time_since_epoch());
  }
  details["guards"] = GuardRows(status);
  RolloutEntry entry;
  entry.number = status.number;
  entry.at = since;
  entry.slot = status.slot;
  if (status.candidate != 0) entry.candidate = status.candidate;
  if (status.outcome) {
    entry.outcome = RolloutOutcomeName(*status.outcome);
    entry.reason = status.reason;
  }
  entry.details = Dump(details);
  return entry;
}

DecisionEntry DecisionRowOf(const RolloutStatus& status, const std::string& verdict, const std::string& reason, WallTime at) {
  const Json figures{{"rollout", status.number},
                     {"step", status.step},
                     {"steps", status.steps.size()},
                     {"requests_candidate", status.requests_candidate},
                     {"guards", GuardRows(status)}};
  return {
      .rollout = status.number, .at = at, .slot = status.slot, .verdict = verdict, .reason = reason, .figures = Dump(figures)};
}

std::string ShadowRowOf(const ShadowStatus& status) {
  const auto or_null = [](const std::optional<double>& figure) { return figure ? Json(*figure) : Json(nullptr); };
  const Json row{{"slot", status.slot},
                 {"operator", status.path},
                 {"version", status.candidate},
                 {"stable", status.stable},
                 {"reason", status.reason},
                 {"scored", status.scored},
                 {"dropped", status.dropped},
                 {"errors", status.errors},
                 {"nonfinite", status.nonfinite},
                 {"mean_difference", status.mean_difference},
                 {"p99_difference", status.p99_difference},
                 {"max_difference", status.max_difference},
                 {"rank_agreement", or_null(status.rank_agreement)},
                 {"latency_ratio", or_null(status.latency_ratio)}};
  return Dump(row);
}

DecisionEntry ShadowDecisionRowOf(const ShadowStatus& status, const std::string& text, WallTime at) {
  return {.rollout = 0, .at = at, .slot = status.slot, .verdict = "shadow", .reason = text, .figures = ShadowRowOf(status)};
}

const char* VerdictOf(RolloutOutcome outcome) {
  switch (outcome) {
    case RolloutOutcome::kPromoted: return "promote";
    case RolloutOutcome::kRolledBack: return "roll_back";
    case RolloutOutcome::kHeld: return "hold";
    case RolloutOutcome::kAborted: return "abort";
  }
  return "";
}

std::string HoldOf(const RolloutStatus& status) {
  std::string hold = "step " + std::to_string(status.step);
  if (status.requests_missing != 0) hold += ", requests";
  if (status.time_missing.count() > 0) hold += ", time";
  for (const GuardReading& guard : status.guards) hold += ", " + guard.name + " " + GuardVerdictName(guard.verdict);
  return hold;
}

}  // namespace hotswap
