#ifndef HOTSWAP_CORE_LOADING_STORE_CLEANING_H_
#define HOTSWAP_CORE_LOADING_STORE_CLEANING_H_

#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/loading/store_directory.h"
#include "core/loading/store_survey.h"

namespace hotswap {

/// What is to be removed from an operator store, besides what can never be used again.
struct CleaningPolicy {
  /// Entries that were not loaded for this long; none when empty.
  std::optional<std::chrono::nanoseconds> unused_for;
  bool dry_run = false;
  /// Entries that stay however long they were not used, by SHA-256: what a rollback may need.
  std::set<std::string, std::less<>> needed = {};
};

/// What became of a file that a cleaning looked at.
struct CleanedFile {
  enum class Outcome {
    kRemoved,  ///< Or would be, in a dry run.
    kInUse,    ///< Has to wait, since another process has the store open.
    kFailed,   ///< The system refused.
    kKept,     ///< Not a cleaning's to remove: a person has to look at it.
  };

  StoreFile file;
  Outcome outcome = Outcome::kRemoved;
  std::string reason;  ///< A clause that begins with a verb.
};

/// Removes abandoned imports, damaged entries and, when asked, entries that were not used for long. While another process has
/// the store open only imports that are over an hour old go: whatever else it might use stays. Tells of each file that went or
/// should go, by path.
Result<std::vector<CleanedFile>> CleanStore(StoreDirectory& store, const CleaningPolicy& policy);

/// Removes the imports that were begun over an hour ago; errors are left for a cleaning to tell.
void RemoveAbandonedImports(const StoreDirectory& store);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_STORE_CLEANING_H_
