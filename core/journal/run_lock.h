#ifndef HOTSWAP_CORE_JOURNAL_RUN_LOCK_H_
#define HOTSWAP_CORE_JOURNAL_RUN_LOCK_H_

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

#include "core/base/result.h"

namespace hotswap {

/// The sign that a run is alive: a locked file beside the journal, which the system unlocks however the process ends.
///
/// Lifetime  Move-only. The destructor unlocks; the file stays until Remove().
class RunLock {
 public:
  /// Where the locks of a journal's runs lie.
  static std::filesystem::path Folder(const std::filesystem::path& journal);

  /// Takes the lock of a run. Nothing when a living process has it. A file system without locks is an error: there nobody may
  /// be taken for dead.
  static Result<std::optional<RunLock>> Take(const std::filesystem::path& journal, std::int64_t run);

  /// Whether a run's file is there: not when it ended in order, or told that nothing it wrote counts any more.
  static bool IsThere(const std::filesystem::path& journal, std::int64_t run);

  RunLock(RunLock&& other) noexcept : file_(std::move(other.file_)), descriptor_(std::exchange(other.descriptor_, -1)) {}
  RunLock& operator=(RunLock&& other) noexcept;
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;
  ~RunLock();

  /// Takes the file away: nothing that the run left on trial counts any more. Works on a full disk, too.
  void Remove();

 private:
  RunLock(std::filesystem::path file, int descriptor) : file_(std::move(file)), descriptor_(descriptor) {}

  std::filesystem::path file_;
  int descriptor_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_JOURNAL_RUN_LOCK_H_
