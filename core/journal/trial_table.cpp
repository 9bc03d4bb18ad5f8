#include "core/journal/trial_table.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <utility>

#include "core/journal/version_table.h"

namespace hotswap {
namespace {

constexpr int kMostLockAttempts = 100;
constexpr std::size_t kLeastDigits = 8;

struct OpenTrial {
  std::string slot;
  std::uint32_t number;
  WallTime since;
};

/// In the time of this machine, as people read it.
std::string LocalTime(WallTime at) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(at);
  std::tm fields{};
  std::array<char, 64> text{};
  if (localtime_r(&seconds, &fields) != nullptr) std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &fields);
  return text.data();
}

Result<std::vector<std::int64_t>> OpenRuns(Database& database) {
  std::vector<std::int64_t> runs;
  Status read = database.Query("SELECT id FROM runs WHERE ended IS NULL ORDER BY id", {},
                               [&](const SqlRow& row) { runs.push_back(row.Number(0)); });
  if (!read.ok()) return std::move(read).error();
  return runs;
}

Result<std::vector<OpenTrial>> TrialsOf(Database& database, std::int64_t run) {
  std::vector<OpenTrial> trials;
  // A run that was stopping had been asked to end by a person: whatever hastened it then is no fault of a version.
  Status read = database.Query(
      "SELECT t.slot, t.number, t.since FROM trials t JOIN runs r ON r.id = t.run WHERE t.run = ?1 AND r.how <> 'stopping'"
      " ORDER BY t.slot, t.number",
      {run}, [&](const SqlRow& row) {
        trials.push_back({row.Text(0), static_cast<std::uint32_t>(row.Number(1)), WallTimeOf(row.Number(2))});
      });
  if (!read.ok()) return std::move(read).error();
  return trials;
}

/// Quarantines one version, unless the slot has nothing else to go back to. A sentence about it, or nothing.
Result<std::string> JudgeTrial(Database& database, const OpenTrial& trial, WallTime now) {
  auto permanent = database.Number("SELECT permanent FROM slots WHERE slot = ?1", {trial.slot}, 0);
  if (!permanent.ok()) return std::move(permanent).error();
  if (*permanent == 0 || *permanent == trial.number) return std::string();
  const std::string when = LocalTime(trial.since);
  const std::string reason = "the process ended while it was on trial, since " + when;
  Status written = database.Execute(
      "INSERT INTO quarantine (slot, sha256, number, reason, at) SELECT slot, sha256, number, ?3, ?4 FROM versions"
      " WHERE slot = ?1 AND number = ?2 ON CONFLICT (slot, sha256) DO UPDATE SET number = excluded.number,"
      " reason = excluded.reason, at = excluded.at, released = NULL",
      {trial.slot, std::int64_t{trial.number}, reason, Stored(now)});
  if (written.ok()) {
    written = database.Execute("UPDATE versions SET state = 'quarantined' WHERE slot = ?1 AND number = ?2",
                               {trial.slot, std::int64_t{trial.number}});
  }
  if (written.ok()) written = Choose(database, trial.slot, static_cast<std::uint32_t>(*permanent));
  if (!written.ok()) return std::move(written).error();
  const std::string number = std::to_string(trial.number);
  return "Slot " + trial.slot + ": the process before ended while v" + number + " was on trial (since " + when + "). v" +
         std::to_string(*permanent) + ", the last permanent version, takes its place, and v" + number +
         " is refused until `hotswap versions --slot " + trial.slot + " --release " + number + "` releases it.";
}

Status NoteDead(Database& database, std::int64_t run, WallTime now) {
  Status cleared = database.Execute("DELETE FROM trials WHERE run = ?1", {run});
  if (!cleared.ok()) return cleared;
  return database.Execute("UPDATE runs SET ended = ?2, how = iif(how = 'stopping', 'stopped', 'died') WHERE id = ?1",
                          {run, Stored(now)});
}

/// The sentences about one dead run, whose lock the caller has.
Status JudgeRun(Database& database, std::int64_t run, WallTime now, std::vector<std::string>& told) {
  auto trials = TrialsOf(database, run);
  if (!trials.ok()) return std::move(trials).error();
  for (const OpenTrial& trial : *trials) {
    auto sentence = JudgeTrial(database, trial, now);
    if (!sentence.ok()) return std::move(sentence).error();
    if (!sentence->empty()) told.push_back(std::move(sentence).value());
  }
  return NoteDead(database, run, now);
}

}  // namespace

Result<StartedRun> StartRun(Database& database, const std::filesystem::path& journal, WallTime now) {
  for (int attempt = 0; attempt < kMostLockAttempts; ++attempt) {
    Status added = database.Execute("INSERT INTO runs (pid, who, started, how) VALUES (?1, ?2, ?3, 'running')",
                                    {std::int64_t{getpid()}, UserName(), Stored(now)});
    if (!added.ok()) return std::move(added).error();
    const std::int64_t id = database.last_row();
    auto lock = RunLock::Take(journal, id);
    if (!lock.ok()) return std::move(lock).error();
    if (lock->has_value()) return StartedRun{id, std::move(**lock)};
    // A run of a journal that lay here before and was moved aside: the next number.
    if (Status removed = database.Execute("DELETE FROM runs WHERE id = ?1", {id}); !removed.ok())
      return std::move(removed).error();
  }
  return Error{Errc::kUnavailable, "the locks of its runs in " + RunLock::Folder(journal).string() + " are all taken"};
}

Status NoteRunEnd(Database& database, std::int64_t run, const char* how, WallTime now) {
  const bool over = std::string_view(how) != "stopping";
  Status noted = database.Execute("UPDATE runs SET how = ?2, ended = ?3 WHERE id = ?1",
                                  {run, std::string(how), over ? SqlValue(Stored(now)) : SqlValue()});
  if (!noted.ok() || !over) return noted;
  return database.Execute("DELETE FROM trials WHERE run = ?1", {run});
}

Result<std::vector<std::string>> JudgeDeadRuns(Database& database, const std::filesystem::path& journal, WallTime now) {
  auto runs = OpenRuns(database);
  if (!runs.ok()) return std::move(runs).error();
  std::vector<std::string> told;
  for (const std::int64_t run : *runs) {
    if (!RunLock::IsThere(journal, run)) {
      // It could not write its last entries, so what it left on trial may have been replaced long before its end.
      if (Status noted = NoteDead(database, run, now); !noted.ok()) return std::move(noted).error();
      continue;
    }
    auto lock = RunLock::Take(journal, run);
    if (!lock.ok() || !lock->has_value()) continue;  // alive, or nobody can tell
    if (Status judged = JudgeRun(database, run, now, told); !judged.ok()) return std::move(judged).error();
    (*lock)->Remove();
  }
  return told;
}

Status MarkTrial(Database& database, std::int64_t run, const std::string& slot, std::uint32_t number, WallTime now) {
  return database.Execute(
      "INSERT OR REPLACE INTO trials (run, slot, number, since) SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS"
      " (SELECT 1 FROM versions WHERE slot = ?2 AND number = ?3 AND confirmed IS NOT NULL)",
      {run, slot, std::int64_t{number}, Stored(now)});
}

Status EndTrial(Database& database, std::int64_t run, const std::string& slot, std::uint32_t number) {
  return database.Execute("DELETE FROM trials WHERE run = ?1 AND slot = ?2 AND number = ?3", {run, slot, std::int64_t{number}});
}

Status Confirm(Database& database, const std::string& slot, std::uint32_t number, WallTime now) {
  Status confirmed = database.Execute("UPDATE versions SET confirmed = ?3 WHERE slot = ?1 AND number = ?2",
                                      {slot, std::int64_t{number}, Stored(now)});
  if (confirmed.ok()) {
    confirmed = database.Execute("UPDATE slots SET permanent = ?2 WHERE slot = ?1", {slot, std::int64_t{number}});
  }
  if (!confirmed.ok()) return confirmed;
  return database.Execute("DELETE FROM trials WHERE slot = ?1 AND number = ?2", {slot, std::int64_t{number}});
}

Status Withdraw(Database& database, const std::string& slot, std::uint32_t number) {
  Status withdrawn =
      database.Execute("UPDATE versions SET confirmed = NULL WHERE slot = ?1 AND number = ?2", {slot, std::int64_t{number}});
  if (!withdrawn.ok()) return withdrawn;
  return database.Execute("UPDATE slots SET permanent = 0 WHERE slot = ?1 AND permanent = ?2", {slot, std::int64_t{number}});
}

Result<std::optional<std::string>> QuarantineOf(Database& database, const std::string& slot, const std::string& sha256) {
  std::optional<std::string> found;
  Status read = database.Query("SELECT number, reason FROM quarantine WHERE slot = ?1 AND sha256 = ?2 AND released IS NULL",
                               {slot, sha256}, [&](const SqlRow& row) {
                                 found = "is quarantined in slot " + slot + ": " + row.Text(1) +
                                         "; release it with `hotswap versions --slot " + slot + " --release " + row.Text(0) + "`";
                               });
  if (!read.ok()) return std::move(read).error();
  return found;
}

Result<std::vector<std::string>> Release(Database& database, const std::string& slot, const std::string& version, WallTime now) {
  const bool is_hash = version.size() >= kLeastDigits;
  std::vector<std::array<std::string, 3>> found;  // slot, SHA-256, number
  Status read = database.Query(
      "SELECT slot, sha256, number FROM quarantine WHERE released IS NULL AND (?1 = '' OR slot = ?1) AND"
      " iif(?3, substr(sha256, 1, length(?2)) = ?2, CAST(number AS TEXT) = ?2) ORDER BY slot, number",
      {slot, version, std::int64_t{is_hash}}, [&](const SqlRow& row) {
        found.push_back({row.Text(0), row.Text(1), row.Text(2)});
      });
  if (!read.ok()) return std::move(read).error();
  const std::string where = slot.empty() ? "any slot" : "slot " + slot;
  if (found.empty()) {
    return Error{Errc::kNotFound, "no version " + version + " is quarantined in " + where + "; `hotswap versions` tells all"};
  }
  if (!is_hash && found.size() > 1) {
    return Error{Errc::kInvalidArgument, "several slots have a quarantined version " + version + "; name one with --slot"};
  }
  std::vector<std::string> released;
  for (const auto& [its_slot, sha256, number] : found) {
    Status done =
        database.Execute("UPDATE quarantine SET released = ?3 WHERE slot = ?1 AND sha256 = ?2", {its_slot, sha256, Stored(now)});
    if (done.ok()) {
      done = database.Execute("UPDATE versions SET state = 'unloaded' WHERE slot = ?1 AND sha256 = ?2", {its_slot, sha256});
    }
    if (!done.ok()) return std::move(done).error();
    released.push_back("v" + number + " of slot " + its_slot + " (" + sha256.substr(0, 12) +
                       ") is released: it may be loaded again");
  }
  return released;
}

}  // namespace hotswap
