#ifndef HOTSWAP_CORE_LOADING_VERDICT_CACHE_H_
#define HOTSWAP_CORE_LOADING_VERDICT_CACHE_H_

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/loading/vetting.h"

namespace hotswap {

/// Earlier verdicts of gate G3, one file each, so that the same bytes are not tried twice beside the same libraries.
///
/// Threads   Any; several processes may use one directory.
/// Failure   Never an obstacle: what cannot be read, or is damaged, is as if it were not there, and what cannot be written is
///           forgotten.
class VerdictCache {
 public:
  /// In `directory`, which is made (mode 0700) when the first verdict is kept; an empty path keeps nothing.
  explicit VerdictCache(std::filesystem::path directory);

  /// Under which a verdict is kept: everything that decides it. `host` stands for the programs that judge.
  static Result<std::string> Key(const VettingRequest& request, std::string_view samples_digest, std::string_view host);

  /// What was kept under `key`, with cached set; nothing when a library that had a part in it is another file now, or was changed.
  std::optional<VettingResult> Find(const std::string& key) const;

  /// Keeps `result` when the library's bytes alone decided it. What the machine had a part in (its load, its libraries, its
  /// limits) may be another tomorrow and is not kept; nor is what a library had a part in that was changed since `begun`.
  void Keep(const std::string& key, const VettingResult& result, std::chrono::system_clock::time_point begun) const;

 private:
  std::filesystem::path FileOf(const std::string& key) const;

  std::filesystem::path directory_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_VERDICT_CACHE_H_
