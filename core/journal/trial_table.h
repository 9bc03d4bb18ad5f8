#ifndef HOTSWAP_CORE_JOURNAL_TRIAL_TABLE_H_
#define HOTSWAP_CORE_JOURNAL_TRIAL_TABLE_H_

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/journal/database.h"
#include "core/journal/journal_records.h"
#include "core/journal/run_lock.h"

namespace hotswap {

// Runs, what was on trial in them, and what is refused since. Everything runs within a transaction of the caller.

/// A run of this process: its row and the sign that it is alive.
struct StartedRun {
  std::int64_t id = 0;
  RunLock lock;
};
Result<StartedRun> StartRun(Database& database, const std::filesystem::path& journal, WallTime now);

/// How a run ended: "clean", or "stopping" while it has been asked to end and has not ended yet. Its trials are over: neither of the
/// two speaks against a version.
Status NoteRunEnd(Database& database, std::int64_t run, const char* how, WallTime now);

/// Looks at every run that has not ended and whose process is gone: what was on trial in it is quarantined where the slot has a
/// permanent version to go back to, and that one is chosen for the next start. What a person should know of it, a sentence each.
Result<std::vector<std::string>> JudgeDeadRuns(Database& database, const std::filesystem::path& journal, WallTime now);

/// A version goes on trial in this run. Nothing is written for a confirmed one.
Status MarkTrial(Database& database, std::int64_t run, const std::string& slot, std::uint32_t number, WallTime now);
Status EndTrial(Database& database, std::int64_t run, const std::string& slot, std::uint32_t number);

/// It passed: the slot's permanent version from now on.
Status Confirm(Database& database, const std::string& slot, std::uint32_t number, WallTime now);

/// It was found at fault: no longer what a crash goes back to.
Status Withdraw(Database& database, const std::string& slot, std::uint32_t number);

/// Why these bytes are refused in this slot, with the next step; nothing when they are not.
Result<std::optional<std::string>> QuarantineOf(Database& database, const std::string& slot, const std::string& sha256);

/// Lets quarantined bytes be used again. `version`: a number, which needs the slot where several know it, or the beginning of a
/// SHA-256 (at least 8 digits); `slot` empty: wherever it is quarantined. What was released, a line each; kNotFound when nothing
/// fits.
Result<std::vector<std::string>> Release(Database& database, const std::string& slot, const std::string& version, WallTime now);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_JOURNAL_TRIAL_TABLE_H_
