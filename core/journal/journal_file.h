#ifndef HOTSWAP_CORE_JOURNAL_JOURNAL_FILE_H_
#define HOTSWAP_CORE_JOURNAL_JOURNAL_FILE_H_

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/journal/database.h"

namespace hotswap {

/// Where the journal lies: `named` when a person named it, else inside `store` when a person named that one, since version numbers
/// and the store's entries belong together, else $XDG_STATE_HOME/hotswap/journal.db (~/.local/state/hotswap/journal.db). Empty
/// when no variable names an absolute path.
std::filesystem::path JournalPlace(const std::filesystem::path& named, const std::filesystem::path& store);

/// A journal that is open for writing.
struct OpenedJournal {
  Database database;
  std::string moved;  ///< What a person should know: a damaged file was moved aside, and where to. Empty when none was.
};

/// Opens the journal, making it and its folder (mode 0700) when they are not there. A damaged one is moved aside. Other failures
/// change nothing: kTooNew, kInvalidArgument (no journal), kPermissionDenied, kIo. Texts name the file, the cause and --journal.
Result<OpenedJournal> OpenJournal(const std::filesystem::path& file);

/// The same for reading, or for setting what the next start uses: kNotFound when there is no journal yet.
Result<Database> OpenExistingJournal(const std::filesystem::path& file, Database::Access access);

/// Renames a damaged journal and its companions to journal.db.broken-N. What it is called then.
Result<std::filesystem::path> MoveAside(const std::filesystem::path& file);

/// Runs `work` within one transaction that nobody else writes in; nothing of it stays when it fails.
Status InTransaction(Database& database, const std::function<Status()>& work);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_JOURNAL_JOURNAL_FILE_H_
