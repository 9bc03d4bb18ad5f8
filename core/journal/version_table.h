#ifndef HOTSWAP_CORE_JOURNAL_VERSION_TABLE_H_
#define HOTSWAP_CORE_JOURNAL_VERSION_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/journal/database.h"
#include "core/journal/journal_records.h"

namespace hotswap {

// Versions and slots in the journal's tables. Everything that writes runs within a transaction of the caller.

/// Milliseconds since 1970, as the tables hold them.
std::int64_t Stored(WallTime time);
WallTime WallTimeOf(std::int64_t stored);

/// The login name of this process's user, or "user 1234" when there is none.
std::string UserName();

/// The number of a version: the one that it has, or the slot's next.
Result<std::uint32_t> NumberOf(Database& database, const VersionKey& key, const VersionOrigin& origin, WallTime now);

/// Notes a version's name and state as last seen, and that it was used.
Status NoteVersion(Database& database, const std::string& slot, std::uint32_t number, const std::string& name,
                   const std::string& state, WallTime now);

/// A version was published: the next start uses it, and rollbacks walk `trail` back. The version is on trial, unless
/// it was confirmed, and nothing else of this run in the slot is but `still_on_trial`.
struct Publication {
  std::string slot;
  std::uint32_t number = 0;
  std::vector<std::uint32_t> trail;
  std::vector<std::uint32_t> still_on_trial;
};
Status NotePublication(Database& database, std::int64_t run, const Publication& publication, WallTime now);

/// What the next start publishes instead; the trail ends with it.
Status Choose(Database& database, const std::string& slot, std::uint32_t number);

/// Every slot with its trail and its newest `versions` versions. `slot` empty: all slots.
Result<std::vector<SlotHistory>> ReadHistory(Database& database, const std::string& slot, std::size_t versions);

/// The libraries that a next start, or a rollback after it, may need: of each slot the chosen and the permanent version and the
/// newest 20 of the trail. By SHA-256, each once.
Result<std::vector<std::string>> ReadNeeded(Database& database);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_JOURNAL_VERSION_TABLE_H_
