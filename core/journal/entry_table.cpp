#include "core/journal/entry_table.h"

#include <array>
#include <limits>
#include <string>
#include <utility>

#include "core/journal/version_table.h"

namespace hotswap {
namespace {

constexpr std::int64_t kRowsAStep = 256;

/// Deletes the oldest rows before ?1, at most ?2; receipts and figures are what fills a journal, versions are small and last.
constexpr std::array kOldest{
    "DELETE FROM events WHERE rowid IN (SELECT rowid FROM events WHERE at < ?1 ORDER BY at LIMIT ?2)",
    "DELETE FROM swaps WHERE rowid IN (SELECT rowid FROM swaps WHERE at < ?1 ORDER BY at LIMIT ?2)",
    "DELETE FROM decisions WHERE rowid IN (SELECT rowid FROM decisions WHERE at < ?1 ORDER BY at LIMIT ?2)",
    "DELETE FROM rollouts WHERE rowid IN (SELECT rowid FROM rollouts WHERE at < ?1 ORDER BY at LIMIT ?2)",
    "DELETE FROM runs WHERE id IN (SELECT id FROM runs WHERE ended < ?1 ORDER BY id LIMIT ?2)"};
constexpr char kOldestVersions[] =
    "DELETE FROM versions WHERE (slot, number) IN (SELECT v.slot, v.number FROM versions v JOIN slots s USING (slot)"
    " WHERE v.last_used < ?1 AND v.number NOT IN (s.chosen, s.permanent)"
    " AND instr(',' || s.trail || ',', ',' || v.number || ',') = 0"
    " AND NOT EXISTS (SELECT 1 FROM trials t WHERE t.slot = v.slot AND t.number = v.number)"
    " AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.slot = v.slot AND q.sha256 = v.sha256 AND q.released IS NULL)"
    " ORDER BY v.last_used LIMIT ?2)";
constexpr char kReleased[] =
    "DELETE FROM quarantine WHERE (slot, sha256) IN (SELECT slot, sha256 FROM quarantine WHERE released < ?1 LIMIT ?2)";

Result<std::int64_t> Deleted(Database& database, const char* statement, std::int64_t before) {
  if (Status done = database.Execute(statement, {before, kRowsAStep}); !done.ok()) return std::move(done).error();
  return database.changed_rows();
}

Result<std::int64_t> BytesInUse(Database& database) {
  std::int64_t figures[3] = {0, 0, 0};
  const char* const questions[] = {"PRAGMA page_count", "PRAGMA freelist_count", "PRAGMA page_size"};
  for (int i = 0; i < 3; ++i) {
    auto figure = database.Number(questions[i], {}, 0);
    if (!figure.ok()) return std::move(figure).error();
    figures[i] = *figure;
  }
  return (figures[0] - figures[1]) * figures[2];
}

/// Everything over the age, a step of it.
Result<std::int64_t> PruneOld(Database& database, std::int64_t before) {
  std::int64_t deleted = 0;
  for (const char* statement : kOldest) {
    auto some = Deleted(database, statement, before);
    if (!some.ok()) return std::move(some).error();
    deleted += *some;
  }
  for (const char* statement : {kOldestVersions, kReleased}) {
    auto some = Deleted(database, statement, before);
    if (!some.ok()) return std::move(some).error();
    deleted += *some;
  }
  return deleted;
}

/// A step of the oldest of everything, whatever its age; versions when nothing else is left.
Result<std::int64_t> PruneMost(Database& database) {
  std::int64_t deleted = 0;
  for (const char* statement : kOldest) {
    auto some = Deleted(database, statement, std::numeric_limits<std::int64_t>::max());
    if (!some.ok()) return std::move(some).error();
    deleted += *some;
  }
  if (deleted != 0) return deleted;
  return Deleted(database, kOldestVersions, std::numeric_limits<std::int64_t>::max());
}

}  // namespace

Status WriteSwap(Database& database, std::int64_t run, const SwapEntry& swap) {
  return database.Execute(
      "INSERT OR REPLACE INTO swaps (run, number, at, slot, from_version, to_version, outcome, reason, receipt)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      {run, static_cast<std::int64_t>(swap.number), Stored(swap.at), swap.slot, SqlOf(swap.from), SqlOf(swap.to), swap.outcome,
       swap.reason, swap.receipt});
}

Status WriteRollout(Database& database, std::int64_t run, const RolloutEntry& rollout) {
  return database.Execute(
      "INSERT OR REPLACE INTO rollouts (run, number, at, slot, candidate, outcome, reason, details)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      {run, static_cast<std::int64_t>(rollout.number), Stored(rollout.at), rollout.slot, SqlOf(rollout.candidate),
       rollout.outcome, rollout.reason, rollout.details});
}

Status WriteDecision(Database& database, std::int64_t run, const DecisionEntry& decision) {
  return database.Execute(
      "INSERT INTO decisions (run, rollout, at, slot, verdict, reason, figures) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      {run, static_cast<std::int64_t>(decision.rollout), Stored(decision.at), decision.slot, decision.verdict, decision.reason,
       decision.figures});
}

Status WriteEvent(Database& database, std::int64_t run, const EventEntry& event) {
  const char* level = event.level == EventLevel::kError ? "error" : event.level == EventLevel::kWarning ? "warning" : "info";
  return database.Execute(
      "INSERT INTO events (run, at, level, slot, version, gate, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      {run, Stored(event.at), std::string(level), event.slot, std::int64_t{event.version}, event.gate, event.text});
}

Result<bool> PruneSome(Database& database, const JournalLimits& limits, WallTime now) {
  auto deleted = PruneOld(database, Stored(now - limits.age));
  if (!deleted.ok()) return std::move(deleted).error();
  auto bytes = BytesInUse(database);
  if (!bytes.ok()) return std::move(bytes).error();
  if (static_cast<std::uint64_t>(*bytes) > limits.bytes) {
    auto more = PruneMost(database);
    if (!more.ok()) return std::move(more).error();
    *deleted += *more;
  }
  // Gives pages back to the file system, some at a time.
  if (Status freed = database.Run("PRAGMA incremental_vacuum(64)"); !freed.ok()) return std::move(freed).error();
  return *deleted != 0;
}

}  // namespace hotswap
