#include "core/journal/schema.h"

#include <chrono>
#include <string>
#include <thread>
#include <utility>

namespace hotswap {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// "hsj1": tells the file from another program's database.
constexpr std::int64_t kApplication = 0x68736a31;

/// Times are milliseconds since 1970. A version's number belongs to its key for ever, so numbers are given from slots.last_number
/// and not from what happens to be in versions.
constexpr char kTables[] = R"sql(
CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT, pid INTEGER NOT NULL, who TEXT NOT NULL, started INTEGER NOT NULL,
  ended INTEGER, how TEXT NOT NULL);
CREATE TABLE slots (
  slot TEXT PRIMARY KEY, last_number INTEGER NOT NULL DEFAULT 0, chosen INTEGER NOT NULL DEFAULT 0,
  permanent INTEGER NOT NULL DEFAULT 0, trail TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE TABLE versions (
  slot TEXT NOT NULL, number INTEGER NOT NULL, sha256 TEXT NOT NULL, configuration TEXT NOT NULL, path TEXT NOT NULL,
  build_id TEXT NOT NULL, size INTEGER NOT NULL, name TEXT NOT NULL DEFAULT '', state TEXT NOT NULL DEFAULT '',
  who TEXT NOT NULL, first_loaded INTEGER NOT NULL, last_used INTEGER NOT NULL, confirmed INTEGER,
  PRIMARY KEY (slot, number), UNIQUE (slot, sha256, configuration)) WITHOUT ROWID;
CREATE TABLE trials (
  run INTEGER NOT NULL, slot TEXT NOT NULL, number INTEGER NOT NULL, since INTEGER NOT NULL,
  PRIMARY KEY (run, slot, number)) WITHOUT ROWID;
CREATE TABLE quarantine (
  slot TEXT NOT NULL, sha256 TEXT NOT NULL, number INTEGER NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL,
  released INTEGER, PRIMARY KEY (slot, sha256)) WITHOUT ROWID;
CREATE TABLE swaps (
  run INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, slot TEXT NOT NULL, from_version INTEGER,
  to_version INTEGER, outcome TEXT NOT NULL, reason TEXT NOT NULL, receipt TEXT NOT NULL, PRIMARY KEY (run, number));
CREATE INDEX swaps_at ON swaps (at);
CREATE TABLE rollouts (
  run INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, slot TEXT NOT NULL, candidate INTEGER,
  outcome TEXT NOT NULL, reason TEXT NOT NULL, details TEXT NOT NULL, PRIMARY KEY (run, number));
CREATE INDEX rollouts_at ON rollouts (at);
CREATE TABLE decisions (
  run INTEGER NOT NULL, rollout INTEGER NOT NULL, at INTEGER NOT NULL, slot TEXT NOT NULL, verdict TEXT NOT NULL,
  reason TEXT NOT NULL, figures TEXT NOT NULL);
CREATE INDEX decisions_at ON decisions (at);
CREATE TABLE events (
  run INTEGER NOT NULL, at INTEGER NOT NULL, level TEXT NOT NULL, slot TEXT NOT NULL, version INTEGER NOT NULL,
  gate TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX events_at ON events (at);
)sql";

Status MakeTables(Database& database) {
  const std::string marks = "PRAGMA application_id = " + std::to_string(kApplication) +
                            "; PRAGMA user_version = " + std::to_string(kJournalSchema) + ";";
  if (Status made = database.Run(kTables); !made.ok()) return made;
  return database.Run(marks.c_str());
}

Status PrepareOnce(Database& database) {
  // Before anything is set: what is not ours must stay as it is.
  if (Status known = CheckSchema(database); !known.ok() && known.error().code != Errc::kNotFound) return known;
  // Once, before there are tables: only then pages that pruning frees can be given back to the file system.
  if (Status set = database.Run("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL"); !set.ok()) return set;
  if (Status set = database.Run("PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 4194304"); !set.ok()) return set;
  // A quarter of a MiB of pages: a run appends, and what it would cache more of it never reads again.
  if (Status set = database.Run("PRAGMA cache_size = -256"); !set.ok()) return set;
  if (Status begun = database.Run("BEGIN IMMEDIATE"); !begun.ok()) return begun;
  Status status = CheckSchema(database);  // another process may have made the tables meanwhile
  if (!status.ok() && status.error().code == Errc::kNotFound) status = MakeTables(database);
  if (status.ok()) status = database.Run("COMMIT");
  if (!status.ok() && database.in_transaction()) static_cast<void>(database.Run("ROLLBACK"));
  return status;
}

}  // namespace

Status CheckSchema(Database& database) {
  // One statement, so one state of the file: another process may make the tables between two.
  static constexpr char kMarks[] =
      "SELECT (SELECT user_version FROM pragma_user_version), (SELECT application_id FROM pragma_application_id),"
      " (SELECT count(*) FROM sqlite_master)";
  std::int64_t version = 0;
  std::int64_t application = 0;
  std::int64_t tables = 0;
  Status read = database.Query(kMarks, {}, [&](const SqlRow& row) {
    version = row.Number(0);
    application = row.Number(1);
    tables = row.Number(2);
  });
  if (!read.ok()) return read;
  if (application == 0 && version == 0 && tables == 0) return Error{Errc::kNotFound, "is empty"};
  if (application != kApplication) return Error{Errc::kInvalidArgument, "is the database of another program"};
  if (version <= kJournalSchema) return {};
  return Error{Errc::kTooNew, "was written by a later version of hotswap (its format is " + std::to_string(version) +
                                  ", this one knows formats up to " + std::to_string(kJournalSchema) + ")"};
}

Status PrepareSchema(Database& database) {
  const auto deadline = steady_clock::now() + milliseconds(Database::kBusyMs);
  for (;;) {
    Status status = PrepareOnce(database);
    if (status.ok() || status.error().code != Errc::kUnavailable || steady_clock::now() >= deadline) return status;
    // Two processes that make one file: SQLite does not wait with the change to a write-ahead log, it says at once that it is busy.
    std::this_thread::sleep_for(milliseconds(5));
  }
}

}  // namespace hotswap
