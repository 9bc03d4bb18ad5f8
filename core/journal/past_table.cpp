#include "core/journal/past_table.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "core/journal/version_table.h"

namespace hotswap {
namespace {

constexpr char kPublished[] =
    "SELECT to_version, max(at) FROM swaps WHERE slot = ?1 AND to_version IS NOT NULL AND outcome IN ('published', 'rolled_back')"
    " GROUP BY to_version";

constexpr char kRequests[] =
    "SELECT candidate, sum(iif(json_valid(details), json_extract(details, '$.requests_candidate'), 0)) FROM rollouts"
    " WHERE slot = ?1 AND candidate IS NOT NULL GROUP BY candidate";

/// Oldest first. A person's rollback has no reason: nothing is held against what answered before.
constexpr char kFaults[] = R"sql(
SELECT version, at, run, reason FROM (
  SELECT candidate AS version, iif(json_valid(details), coalesce(json_extract(details, '$.decided_at_ms'),
    at + json_extract(details, '$.decided_ms'), at), at) AS at, run, 'rolled back: ' || reason AS reason FROM rollouts
    WHERE slot = ?1 AND candidate IS NOT NULL AND outcome = 'rolled_back'
  UNION ALL SELECT from_version, at, run, reason FROM swaps
    WHERE slot = ?1 AND from_version IS NOT NULL AND outcome = 'rolled_back' AND reason <> '')
ORDER BY at
)sql";

/// Calls `each` with every row whose first column is the number of a version that the history has.
Status ForVersions(Database& database, const char* query, SlotHistory& history,
                   const std::function<void(KnownVersion&, const SqlRow&)>& each) {
  return database.Query(query, {history.slot}, [&](const SqlRow& row) {
    const auto number = static_cast<std::uint32_t>(row.Number(0));
    const auto found = std::ranges::lower_bound(history.versions, number, {}, &KnownVersion::number);
    if (found != history.versions.end() && found->number == number) each(*found, row);
  });
}

/// What was published after its fault was given another chance by somebody who knew.
void NoteFault(KnownVersion& version, const SqlRow& row) {
  const WallTime at = WallTimeOf(row.Number(1));
  if (version.published && *version.published > at) return;
  KnownFault fault{.at = at, .run = row.Number(2), .reason = row.Text(3)};
  const std::string label = "v" + std::to_string(version.number) + " " + version.name + " ";
  if (fault.reason.starts_with(label)) fault.reason.erase(0, label.size());
  version.fault = std::move(fault);
}

}  // namespace

Status ReadPast(Database& database, SlotHistory& history) {
  Status read = ForVersions(database, kPublished, history,
                            [](KnownVersion& version, const SqlRow& row) { version.published = WallTimeOf(row.Number(1)); });
  if (!read.ok()) return read;
  read = ForVersions(database, kRequests, history, [](KnownVersion& version, const SqlRow& row) {
    version.requests_candidate = static_cast<std::uint64_t>(row.Number(1));
  });
  if (!read.ok()) return read;
  return ForVersions(database, kFaults, history, NoteFault);
}

}  // namespace hotswap
