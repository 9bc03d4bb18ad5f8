#ifndef HOTSWAP_CORE_JOURNAL_ENTRY_TABLE_H_
#define HOTSWAP_CORE_JOURNAL_ENTRY_TABLE_H_

#include <chrono>
#include <cstdint>

#include "core/base/result.h"
#include "core/journal/database.h"
#include "core/journal/journal_records.h"

namespace hotswap {

// What happened, in the journal's tables. Everything runs within a transaction of the caller.

/// Replaces what was written of the same swap before: a receipt is written when it begins and when it is complete.
Status WriteSwap(Database& database, std::int64_t run, const SwapEntry& swap);
Status WriteRollout(Database& database, std::int64_t run, const RolloutEntry& rollout);
Status WriteDecision(Database& database, std::int64_t run, const DecisionEntry& decision);
Status WriteEvent(Database& database, std::int64_t run, const EventEntry& event);

/// How much a journal keeps.
struct JournalLimits {
  std::chrono::hours age{24 * 90};
  std::uint64_t bytes = 64ull << 20;  ///< Of the database's pages in use.
};

/// Removes some of the oldest entries when they are over a limit: at most a few hundred a call, so that it never lasts. Versions
/// go last, and never those that a slot's trail, choice or quarantine needs. True when there may be more to remove.
Result<bool> PruneSome(Database& database, const JournalLimits& limits, WallTime now);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_JOURNAL_ENTRY_TABLE_H_
