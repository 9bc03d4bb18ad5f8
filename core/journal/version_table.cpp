#include "core/journal/version_table.h"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

#include "core/journal/past_table.h"

namespace hotswap {
namespace {

using std::chrono::milliseconds;

/// What a rollback of a person reaches; keeping the libraries of all 256 for ever would fill disks.
constexpr std::size_t kTrailKept = 20;

std::string TextOf(const std::vector<std::uint32_t>& numbers) {
  std::string text;
  for (const std::uint32_t number : numbers) text += (text.empty() ? "" : ",") + std::to_string(number);
  return text;
}

std::vector<std::uint32_t> NumbersIn(const std::string& text) {
  std::vector<std::uint32_t> numbers;
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  while (at < end) {
    std::uint32_t number = 0;
    const auto [stopped, failure] = std::from_chars(at, end, number);
    if (failure != std::errc()) break;
    numbers.push_back(number);
    at = stopped + 1;
  }
  return numbers;
}

KnownVersion VersionOf(const SqlRow& row) {
  KnownVersion version;
  version.number = static_cast<std::uint32_t>(row.Number(0));
  version.key = {row.Text(1), row.Text(2), row.Text(3)};
  version.origin = {row.Text(4), row.Text(5), static_cast<std::uint64_t>(row.Number(6))};
  version.name = row.Text(7);
  version.state = row.Text(8);
  version.who = row.Text(9);
  version.first_loaded = WallTimeOf(row.Number(10));
  version.last_used = WallTimeOf(row.Number(11));
  version.confirmed = !row.IsNull(12);
  version.quarantine = row.Text(13);
  if (!row.IsNull(14)) version.trial = WallTimeOf(row.Number(14));
  return version;
}

constexpr char kVersionColumns[] =
    "SELECT v.number, v.slot, v.sha256, v.configuration, v.path, v.build_id, v.size, v.name, v.state, v.who, v.first_loaded,"
    " v.last_used, v.confirmed, q.reason, (SELECT max(t.since) FROM trials t WHERE t.slot = v.slot AND t.number = v.number)"
    " FROM versions v LEFT JOIN quarantine q ON q.slot = v.slot AND q.sha256 = v.sha256 AND q.released IS NULL";

/// The newest versions, and those of the trail that are older, by number.
Status ReadVersions(Database& database, SlotHistory& history, std::size_t most) {
  static const std::string kNewest = std::string(kVersionColumns) + " WHERE v.slot = ?1 ORDER BY v.number DESC LIMIT ?2";
  static const std::string kOne = std::string(kVersionColumns) + " WHERE v.slot = ?1 AND v.number = ?2";
  const auto add = [&](const SqlRow& row) { history.versions.push_back(VersionOf(row)); };
  Status read = database.Query(kNewest, {history.slot, static_cast<std::int64_t>(most)}, add);
  std::set<std::uint32_t> needed(history.trail.begin(), history.trail.end());
  needed.insert({history.chosen, history.permanent});
  for (const KnownVersion& version : history.versions) needed.erase(version.number);
  for (const std::uint32_t number : needed) {
    if (read.ok()) read = database.Query(kOne, {history.slot, std::int64_t{number}}, add);
  }
  std::ranges::sort(history.versions, {}, &KnownVersion::number);
  return read.ok() ? ReadPast(database, history) : read;
}

}  // namespace

std::int64_t Stored(WallTime time) { return std::chrono::duration_cast<milliseconds>(time.time_since_epoch()).count(); }

WallTime WallTimeOf(std::int64_t stored) {
  return WallTime(std::chrono::duration_cast<WallTime::duration>(milliseconds(stored)));
}

std::string UserName() {
  std::array<char, 4096> buffer;
  passwd entry{};
  passwd* found = nullptr;
  if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) return found->pw_name;
  return "user " + std::to_string(geteuid());
}

Result<std::uint32_t> NumberOf(Database& database, const VersionKey& key, const VersionOrigin& origin, WallTime now) {
  auto known = database.Number("SELECT number FROM versions WHERE slot = ?1 AND sha256 = ?2 AND configuration = ?3",
                               {key.slot, key.sha256, key.configuration}, 0);
  if (!known.ok()) return std::move(known).error();
  if (*known != 0) {
    Status noted = database.Execute("UPDATE versions SET path = ?3, who = ?4, last_used = ?5 WHERE slot = ?1 AND number = ?2",
                                    {key.slot, *known, origin.path, UserName(), Stored(now)});
    if (!noted.ok()) return std::move(noted).error();
    return static_cast<std::uint32_t>(*known);
  }
  Status counted = database.Execute(
      "INSERT INTO slots (slot, last_number) VALUES (?1, 1) ON CONFLICT (slot) DO UPDATE SET last_number = last_number + 1",
      {key.slot});
  if (!counted.ok()) return std::move(counted).error();
  auto number = database.Number("SELECT last_number FROM slots WHERE slot = ?1", {key.slot}, 0);
  if (!number.ok()) return std::move(number).error();
  Status added = database.Execute(
      "INSERT INTO versions (slot, number, sha256, configuration, path, build_id, size, who, first_loaded, last_used)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
      {key.slot, *number, key.sha256, key.configuration, origin.path, origin.build_id, static_cast<std::int64_t>(origin.size),
       UserName(), Stored(now)});
  if (!added.ok()) return std::move(added).error();
  return static_cast<std::uint32_t>(*number);
}

Status NoteVersion(Database& database, const std::string& slot, std::uint32_t number, const std::string& name,
                   const std::string& state, WallTime now) {
  return database.Execute("UPDATE versions SET name = ?3, state = ?4, last_used = ?5 WHERE slot = ?1 AND number = ?2",
                          {slot, std::int64_t{number}, name, state, Stored(now)});
}

Status NotePublication(Database& database, std::int64_t run, const Publication& publication, WallTime now) {
  const std::int64_t number = publication.number;
  // A version that was confirmed once is permanent again as soon as it answers: what a crash goes back to.
  Status noted = database.Execute(
      "UPDATE slots SET chosen = ?2, trail = ?3, permanent = coalesce((SELECT number FROM versions WHERE slot = ?1 AND"
      " number = ?2 AND confirmed IS NOT NULL), permanent) WHERE slot = ?1",
      {publication.slot, number, TextOf(publication.trail)});
  if (!noted.ok()) return noted;
  std::string kept = TextOf(publication.still_on_trial);
  noted =
      database.Execute("DELETE FROM trials WHERE run = ?1 AND slot = ?2 AND number <> ?3 AND instr(?4, ',' || number || ',') = 0",
                       {run, publication.slot, number, "," + kept + ","});
  if (!noted.ok()) return noted;
  noted = database.Execute(
      "INSERT OR IGNORE INTO trials (run, slot, number, since) SELECT ?1, slot, number, ?4 FROM versions"
      " WHERE slot = ?2 AND number = ?3 AND confirmed IS NULL",
      {run, publication.slot, number, Stored(now)});
  if (!noted.ok()) return noted;
  return database.Execute("UPDATE versions SET state = 'active', last_used = ?3 WHERE slot = ?1 AND number = ?2",
                          {publication.slot, number, Stored(now)});
}

Status Choose(Database& database, const std::string& slot, std::uint32_t number) {
  auto history = ReadHistory(database, slot, 0);
  if (!history.ok()) return std::move(history).error();
  if (history->empty()) return Error{Errc::kNotFound, "there is no slot \"" + slot + "\" in the journal"};
  std::vector<std::uint32_t>& trail = history->front().trail;
  const auto earlier = std::find(trail.rbegin(), trail.rend(), number);
  if (earlier == trail.rend()) {
    trail.push_back(number);
  } else {
    trail.erase(earlier.base(), trail.end());
  }
  return database.Execute("UPDATE slots SET chosen = ?2, trail = ?3 WHERE slot = ?1",
                          {slot, std::int64_t{number}, TextOf(trail)});
}

Result<std::vector<SlotHistory>> ReadHistory(Database& database, const std::string& slot, std::size_t versions) {
  std::vector<SlotHistory> slots;
  Status read =
      database.Query("SELECT slot, chosen, permanent, trail, last_number FROM slots WHERE ?1 = '' OR slot = ?1 ORDER BY slot",
                     {slot}, [&](const SqlRow& row) {
                       slots.push_back({.slot = row.Text(0),
                                        .chosen = static_cast<std::uint32_t>(row.Number(1)),
                                        .last_number = static_cast<std::uint32_t>(row.Number(4)),
                                        .permanent = static_cast<std::uint32_t>(row.Number(2)),
                                        .trail = NumbersIn(row.Text(3)),
                                        .versions = {}});
                     });
  for (SlotHistory& history : slots) {
    if (read.ok()) read = ReadVersions(database, history, versions);
  }
  if (!read.ok()) return std::move(read).error();
  return slots;
}

Result<std::vector<std::string>> ReadNeeded(Database& database) {
  auto slots = ReadHistory(database, "", 0);
  if (!slots.ok()) return std::move(slots).error();
  std::set<std::string> needed;
  for (const SlotHistory& history : *slots) {
    const std::size_t kept = std::min(kTrailKept, history.trail.size());
    std::set<std::uint32_t> numbers(history.trail.end() - static_cast<std::ptrdiff_t>(kept), history.trail.end());
    numbers.insert({history.chosen, history.permanent});
    for (const KnownVersion& version : history.versions) {
      if (numbers.contains(version.number)) needed.insert(version.key.sha256);
    }
  }
  return std::vector<std::string>(needed.begin(), needed.end());
}

}  // namespace hotswap
