#ifndef HOTSWAP_CORE_JOURNAL_ENTRY_WORDS_H_
#define HOTSWAP_CORE_JOURNAL_ENTRY_WORDS_H_

#include <string>
#include <string_view>

#include "core/journal/journal_reader.h"

namespace hotswap {

/// What an entry tells, in words for people and without its reason: "v2 stays at its step", "published v2 after v1". Empty for an
/// error or a warning, which are sentences already. `unnamed` stands for a rollout's candidate that never got a number.
std::string EntryHeadline(const JournalEntry& entry, std::string_view unnamed = "the candidate");

/// Whether the entry tells how a rollout ended, not that it started or came to no end.
bool IsRolloutEnd(const JournalEntry& entry);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_JOURNAL_ENTRY_WORDS_H_
