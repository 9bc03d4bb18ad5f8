#include "core/journal/journal_reader.h"

#include "core/journal/journal_file.h"
#include "core/journal/version_table.h"

namespace hotswap {
namespace {

/// ?1: since, ?2: the slot, ?3: the kinds with a comma around each. Of two entries of one moment the first written comes first. A
/// rollout is one row, since its outcome replaces its course, and two entries: its start comes before the decisions of its moment,
/// its end after them.
constexpr char kEntries[] = R"sql(
SELECT at, kind, run, slot, from_version, version, outcome, gate, text, details FROM (
  SELECT started AS at, 'run' AS kind, id AS run, '' AS slot, NULL AS from_version, NULL AS version, 'started' AS outcome,
    '' AS gate, 'process ' || pid || ' of ' || who AS text, '' AS details, 0 AS rank FROM runs
  UNION ALL SELECT ended, 'run', id, '', NULL, NULL, how, '', 'process ' || pid || ' of ' || who, '', 9 FROM runs
    WHERE ended IS NOT NULL
  UNION ALL SELECT at, 'swap', run, slot, from_version, to_version, outcome, '', reason, receipt, number FROM swaps
  UNION ALL SELECT at, 'rollout', run, slot, NULL, candidate, 'started', '', '', iif(outcome <> '' AND json_valid(details),
    json_remove(details, '$.steps_done', '$.requests_candidate', '$.decided_ms', '$.decided_at_ms', '$.guards'), details), -1
    FROM rollouts
  UNION ALL SELECT iif(json_valid(details), coalesce(json_extract(details, '$.decided_at_ms'),
    at + json_extract(details, '$.decided_ms'), at), at), 'rollout', run, slot, NULL, candidate, outcome, '', reason, details,
    9223372036854775807 FROM rollouts WHERE outcome <> ''
  UNION ALL SELECT ended, 'rollout', run, slot, NULL, candidate, '', '', 'its run ended before it was decided', details, 8
    FROM rollouts JOIN runs ON runs.id = run WHERE outcome = '' AND ended IS NOT NULL
  UNION ALL SELECT at, 'decision', run, slot, NULL, (SELECT candidate FROM rollouts r WHERE r.run = decisions.run AND r.number =
    decisions.rollout), verdict, '', reason, figures, rowid FROM decisions
  UNION ALL SELECT at, level, run, slot, NULL, nullif(version, 0), '', gate, text, '', rowid FROM events
  UNION ALL SELECT at, 'quarantine', 0, slot, NULL, number, '', '', reason, '', 0 FROM quarantine
  UNION ALL SELECT released, 'release', 0, slot, NULL, number, '', '', reason, '', 0 FROM quarantine WHERE released IS NOT NULL)
WHERE at >= ?1 AND (?2 = '' OR slot = ?2) AND (?3 = '' OR instr(?3, ',' || kind || ',') > 0)
ORDER BY at, run, rank
)sql";

std::optional<std::uint32_t> VersionIn(const SqlRow& row, int column) {
  if (row.IsNull(column)) return std::nullopt;
  return static_cast<std::uint32_t>(row.Number(column));
}

JournalEntry EntryOf(const SqlRow& row) {
  JournalEntry entry;
  entry.at = WallTimeOf(row.Number(0));
  entry.kind = row.Text(1);
  entry.run = row.Number(2);
  entry.slot = row.Text(3);
  entry.from = VersionIn(row, 4);
  entry.version = VersionIn(row, 5);
  entry.outcome = row.Text(6);
  entry.gate = row.Text(7);
  entry.text = row.Text(8);
  entry.details = row.Text(9);
  return entry;
}

}  // namespace

Result<JournalReader> JournalReader::Open(const std::filesystem::path& file) {
  auto opened = OpenExistingJournal(file, Database::Access::kRead);
  if (!opened.ok()) return std::move(opened).error();
  return JournalReader(std::move(opened).value());
}

Status JournalReader::ForEach(const JournalFilter& filter, const std::function<void(const JournalEntry&)>& each) {
  std::string kinds;
  for (const std::string& kind : filter.kinds) kinds += "," + kind + ",";
  const std::int64_t since = filter.since ? Stored(*filter.since) : 0;
  return database_.Query(kEntries, {since, filter.slot, kinds}, [&](const SqlRow& row) { each(EntryOf(row)); });
}

Result<std::vector<SlotHistory>> JournalReader::History(const std::string& slot, std::size_t versions) {
  return ReadHistory(database_, slot, versions);
}

Result<std::vector<std::string>> JournalReader::Needed() { return ReadNeeded(database_); }

}  // namespace hotswap
