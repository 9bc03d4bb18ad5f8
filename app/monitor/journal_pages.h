#ifndef HOTSWAP_APP_MONITOR_JOURNAL_PAGES_H_
#define HOTSWAP_APP_MONITOR_JOURNAL_PAGES_H_

#include <filesystem>

#include "core/api/journal_rows.h"

namespace hotswap {

/// Reads pages of the journal in this file, on any thread, also while a run writes to it.
JournalRows JournalPagesOf(std::filesystem::path file);

}  // namespace hotswap

#endif  // HOTSWAP_APP_MONITOR_JOURNAL_PAGES_H_
