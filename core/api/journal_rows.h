#ifndef HOTSWAP_CORE_API_JOURNAL_ROWS_H_
#define HOTSWAP_CORE_API_JOURNAL_ROWS_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace hotswap {

/// One entry of the journal, of this run or an earlier one, as a client shows it.
struct JournalRow {
  std::chrono::system_clock::time_point at;
  std::int64_t run = 0;  ///< Since the journal was begun; 0 for what no run did.
  std::string kind;      ///< "run", "swap", "rollout", "decision", "error", "warning", "quarantine", "release".
  std::string slot;
  std::optional<std::uint32_t> version;
  std::string text;  ///< What happened, and why.
};

/// Which entries are wanted.
struct JournalQuery {
  std::string kind;  ///< Empty: all.
  std::string text;  ///< Is in slot or text, whatever the case; empty: all.
  /// What a person reads of an entry's text, when that is in another language: it is looked in, too. Any thread may call it.
  std::function<std::string(const std::string&)> shown{};
  std::size_t count = 200;  ///< At most so many, the newest ones.
};

struct JournalPage {
  std::vector<JournalRow> rows;  ///< Newest first.
  bool more = false;             ///< There are older ones.
};

/// Reads a page of a journal. Takes its time: not for a thread that somebody waits for. An empty journal is an empty page.
using JournalRows = std::function<Result<JournalPage>(const JournalQuery&)>;

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_JOURNAL_ROWS_H_
