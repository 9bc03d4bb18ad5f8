#include "core/control/run_report.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string_view>
#include <utility>

#include "core/control/rollout_rows.h"

namespace hotswap {
namespace {

using Json = nlohmann::ordered_json;

std::int64_t Rounded(double value) { return std::llround(value); }

Json VersionRow(const Snapshot& snapshot, const VersionInfo& version) {
  Json row;
  row["number"] = version.number;
  row["slot"] = snapshot.slots[version.slot].name;
  row["name"] = version.name;
  row["sha256"] = version.sha256;
  row["requests"] = version.requests;
  row["errors"] = version.errors;
  row["state"] = VersionStateName(version.state);
  row["state_reason"] = version.state_reason;
  row["loads"] = version.loads;
  row["path"] = version.path;
  return row;
}

Json RolloutRow(const RolloutStatus& rollout) {
  Json row;
  row["slot"] = rollout.slot;
  row["operator"] = rollout.path;
  row["version"] = rollout.candidate;
  row["outcome"] = RolloutOutcomeName(rollout.outcome.value_or(RolloutOutcome::kHeld));
  row["reason"] = rollout.reason;
  row["published_by_hand"] = rollout.published_by_hand;
  row["steps_done"] = rollout.step;
  row["requests_candidate"] = rollout.requests_candidate;
  row["decided_ms"] = std::chrono::duration_cast<std::chrono::milliseconds>(rollout.decided).count();
  return row;
}

Json Resources(const ResourceUse& use) { return {{"rss_kib", use.rss_kib}, {"fds", use.fds}, {"mappings", use.mappings}}; }

std::string Dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

void WriteMember(std::ostream& out, std::string_view key, const Json& value) {
  out << "  \"" << key << "\": " << Dump(value) << ",\n";
}

}  // namespace

void WriteRunReport(std::ostream& out, const RunReport& report) {
  const Snapshot& snapshot = report.snapshot;
  const double seconds = std::chrono::duration<double>(report.wall).count();
  const double throughput = seconds > 0 ? static_cast<double>(snapshot.totals.requests) / seconds : 0;
  out << "{\n";
  WriteMember(out, "requests", snapshot.totals.requests);
  WriteMember(out, "lost", snapshot.totals.lost);
  WriteMember(out, "errors", snapshot.totals.errors);
  WriteMember(out, "late", snapshot.totals.late);
  WriteMember(out, "parked_threads", snapshot.parked.size());
  WriteMember(out, "wall_ms", std::chrono::duration_cast<std::chrono::milliseconds>(report.wall).count());
  WriteMember(out, "threads", snapshot.workers.threads);
  WriteMember(out, "throughput_per_s", std::round(throughput * 10) / 10);
  WriteMember(out, "source", snapshot.source);
  WriteMember(out, "source_bad_rows", snapshot.source_bad_rows);
  Json versions = Json::array();
  for (const VersionInfo& version : snapshot.versions) {
    if (!version.earlier) versions.push_back(VersionRow(snapshot, version));
  }
  WriteMember(out, "versions", versions);
  out << "  \"swaps\": [";
  const char* separator = "\n    ";
  report.receipts.ForEachRow([&](std::string_view row) {
    out << separator << row;
    separator = ",\n    ";
  });
  out << "\n  ],\n";
  Json rollouts = Json::array();
  for (const RolloutStatus& rollout : report.rollouts) rollouts.push_back(RolloutRow(rollout));
  WriteMember(out, "rollouts", rollouts);
  out << "  \"shadows\": [";
  separator = "";
  for (const ShadowStatus& shadow : report.shadows) out << std::exchange(separator, ",") << ShadowRowOf(shadow);
  out << "],\n";
  const Json latency{{"p50", Rounded(report.latency.p50_ns)},
                     {"p99", Rounded(report.latency.p99_ns)},
                     {"p999", Rounded(report.latency.p999_ns)},
                     {"max", Rounded(report.latency.max_ns)}};
  WriteMember(out, "latency_ns", report.of_a_moment ? Json(nullptr) : latency);
  const Json start = report.of_a_moment ? Json(nullptr) : Resources(report.start);
  out << "  \"resources\": " << Dump({{"start", start}, {"end", Resources(report.end)}}) << "\n}\n";
}

void WriteMomentReport(std::ostream& out, const Snapshot& snapshot) {
  ReceiptLog receipts(snapshot.receipts->size());
  for (SwapReceipt receipt : *snapshot.receipts) {
    receipt.complete = true;  // As far as it is known: it is told with what it has.
    receipts.Add(std::move(receipt));
    receipts.Changed();
  }
  WriteRunReport(out, {.snapshot = snapshot,
                       .receipts = receipts,
                       .rollouts = snapshot.rollouts,
                       .shadows = snapshot.shadows,
                       .wall = snapshot.at,
                       .latency = {},
                       .start = {},
                       .end = snapshot.resources,
                       .of_a_moment = true});
}

}  // namespace hotswap
