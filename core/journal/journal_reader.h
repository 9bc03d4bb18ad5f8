#ifndef HOTSWAP_CORE_JOURNAL_JOURNAL_READER_H_
#define HOTSWAP_CORE_JOURNAL_JOURNAL_READER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/journal/database.h"
#include "core/journal/journal_records.h"

namespace hotswap {

/// The kinds of entries, as people ask for them.
inline constexpr std::string_view kJournalKinds[] = {"run",   "swap",    "rollout",    "decision",
                                                     "error", "warning", "quarantine", "release"};

/// One line of the journal.
struct JournalEntry {
  WallTime at;
  std::string kind;      ///< One of kJournalKinds.
  std::int64_t run = 0;  ///< Since the journal was begun; 0 for what no run did.
  std::string slot;
  std::optional<std::uint32_t> from;     ///< Of a swap.
  std::optional<std::uint32_t> version;  ///< Of a rollout or a decision: the candidate.
  /// Of a swap, the verdict of a decision, how a run began or ended; else empty. A rollout has an entry "started" and one with its
  /// outcome at the time of that; with an empty one when its run ended before there was any.
  std::string outcome;
  std::string gate;     ///< Of an error or warning.
  std::string text;     ///< The reason, or what was told.
  std::string details;  ///< JSON: a swap's receipt, a rollout's course, a decision's figures; else empty.
};

/// Which entries are wanted.
struct JournalFilter {
  std::optional<WallTime> since;
  std::string slot;                ///< Empty: all, and what belongs to none.
  std::vector<std::string> kinds;  ///< Empty: all.
};

/// Looks at a journal, also while runs write to it.
class JournalReader {
 public:
  /// kNotFound when nothing was written down yet.
  static Result<JournalReader> Open(const std::filesystem::path& file);

  /// Calls `each` with the entries in order of time.
  Status ForEach(const JournalFilter& filter, const std::function<void(const JournalEntry&)>& each);

  /// Every slot with its trail and its newest `versions` versions. `slot` empty: all slots.
  Result<std::vector<SlotHistory>> History(const std::string& slot, std::size_t versions);

  /// The libraries that a next start, or a rollback after it, may need, by SHA-256.
  Result<std::vector<std::string>> Needed();

 private:
  explicit JournalReader(Database database) : database_(std::move(database)) {}

  Database database_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_JOURNAL_JOURNAL_READER_H_
