#ifndef HOTSWAP_CORE_JOURNAL_NEXT_START_H_
#define HOTSWAP_CORE_JOURNAL_NEXT_START_H_

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace hotswap {

// What a person decides about the next start, without an engine that runs.

/// What the next start of a slot uses since a rollback.
struct ChosenStart {
  std::string slot;
  std::uint32_t version = 0;
  std::uint32_t before = 0;  ///< What it would have used.
  std::string name;          ///< What the operator calls itself.
  std::string sha256;
  std::string path;  ///< As the user gave it once; the library itself comes from the store.
};

/// Makes the next start of a slot use another version: `number`, or, when there is none, the version that answered before the one
/// that it would use. Said again it walks further back. `slot` empty: the journal's only slot, or "score". kNotFound: no journal,
/// slot or version. kUnavailable: nothing answered before. kQuarantined: that version is refused. Nothing is changed then.
Result<ChosenStart> RollBackNextStart(const std::filesystem::path& journal, const std::string& slot,
                                      std::optional<std::uint32_t> number);

/// Lets quarantined bytes be used again, as Release() of trial_table.h says; also while an engine runs.
Result<std::vector<std::string>> ReleaseQuarantined(const std::filesystem::path& journal, const std::string& slot,
                                                    const std::string& version);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_JOURNAL_NEXT_START_H_
