#include "tests/system/record_verdict.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/engine/request_source.h"
#include "core/engine/synthetic_source.h"

namespace hotswap {
namespace {

std::string Name(const VersionKey& version) { return std::to_string(version.first) + ":" + std::to_string(version.second); }

/// What the operator answers; nothing when it throws.
std::optional<double> Answer(const Witness& witness, const RecordRow& row) {
  try {
    return witness.instance->compute_score(SyntheticFeature(row.thread, row.round));
  } catch (...) {
    return std::nullopt;
  }
}

}  // namespace

void RecordVerdict::Hear(const RecordRow& row) {
  ++rows_;
  ++rows_of_version_[{row.slot, row.version}];
  if ((row.flags & RecordRow::kError) != 0) ++errors_;
  ThreadTrack& track = threads_[row.thread];
  CheckOrder(row, track);
  CheckRoute(row, track);
  CheckScore(row);
}

/// A thread's rows stand in the order in which it answered. A canary by users sorts a block, and a rescue may cut it there, so that
/// a round may come later than the next ones, but not by more than a block reaches.
void RecordVerdict::CheckOrder(const RecordRow& row, ThreadTrack& track) {
  if (row.round <= track.rounds || !track.ahead.insert(row.round).second) Fault("repeated_round", row);
  if (row.round > track.rounds + RequestBlock::kCapacity) {
    Fault("missing_round", row);
    track.rounds = *track.ahead.begin() - 1;
  }
  while (!track.ahead.empty() && *track.ahead.begin() == track.rounds + 1) {
    ++track.rounds;
    track.ahead.erase(track.ahead.begin());
  }
  if (row.end_ns < row.start_ns) Fault("ends_before_start", row);
  if (row.start_ns < track.end_ns) Fault("starts_before_the_last_ended", row);
  track.end_ns = row.end_ns;
}

void RecordVerdict::End() {
  for (auto& [thread, track] : threads_) {
    if (track.ahead.empty()) continue;
    RecordRow row;
    row.thread = static_cast<std::uint16_t>(thread);
    row.round = *track.ahead.begin();
    Fault("missing_round", row);
    track.rounds = *track.ahead.rbegin();
  }
}

void RecordVerdict::CheckRoute(const RecordRow& row, ThreadTrack& track) {
  std::uint64_t& newest = track.route_of_slot[row.slot];
  if (row.route < newest) Fault("older_route_after_newer", row);
  newest = std::max(newest, row.route);
  const bool candidate = (row.flags & RecordRow::kCandidate) != 0;
  const auto [known, added] = version_of_route_.try_emplace({row.slot, row.route, candidate}, row.version);
  if (!added && known->second != row.version) Fault("route_with_two_versions", row);
}

void RecordVerdict::CheckScore(const RecordRow& row) {
  const bool error = (row.flags & RecordRow::kError) != 0;
  if (error && !std::isnan(row.score)) Fault("error_with_a_score", row);
  if (!scores_) return;
  const auto witness = witnesses_.find({row.slot, row.version});
  if (witness == witnesses_.end()) return Fault("unknown_version", row);
  const std::optional<double> answer = Answer(witness->second, row);
  if (answer.has_value() == error) return Fault("error_flag", row);
  if (answer && std::bit_cast<std::uint64_t>(*answer) != std::bit_cast<std::uint64_t>(row.score)) Fault("wrong_score", row);
}

void RecordVerdict::Fault(const char* kind, const RecordRow& row) {
  ++faults_[kind];
  if (!first_fault_.empty()) return;
  first_fault_ = std::string(kind) + ": row " + std::to_string(rows_) + ", thread " + std::to_string(row.thread) + ", round " +
                 std::to_string(row.round) + ", slot " + std::to_string(row.slot) + ", route " + std::to_string(row.route) +
                 ", version " + std::to_string(row.version) + ", score " + std::to_string(row.score);
}

std::string RecordVerdict::Summary() const {
  nlohmann::ordered_json summary;
  summary["rows"] = rows_;
  summary["errors"] = errors_;
  summary["routes"] = std::ranges::count_if(version_of_route_, [](const auto& arm) { return !std::get<2>(arm.first); });
  summary["rounds"] = nlohmann::ordered_json::object();
  for (const auto& [thread, track] : threads_) summary["rounds"][std::to_string(thread)] = track.rounds;
  summary["versions"] = nlohmann::ordered_json::object();
  for (const auto& [version, rows] : rows_of_version_) summary["versions"][Name(version)] = rows;
  summary["faults"] = faults_;
  summary["first_fault"] = first_fault_;
  return summary.dump();
}

}  // namespace hotswap
