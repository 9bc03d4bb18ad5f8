#ifndef HOTSWAP_CORE_LOADING_SOURCE_FILE_H_
#define HOTSWAP_CORE_LOADING_SOURCE_FILE_H_

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

#include "core/base/result.h"
#include "core/loading/file_descriptor.h"

namespace hotswap {

/// A regular file that somebody else may write at any moment, read once from start to end.
///
/// Failure  Every error text begins with the path as it was given.
class SourceFile {
 public:
  /// Never blocks, also not on a FIFO. Refuses what is no regular file, is empty, or is larger than `max_bytes`.
  static Result<SourceFile> Open(const std::filesystem::path& file, std::uint64_t max_bytes);

  /// The next bytes, at most as many as `buffer` holds; 0 at the end. A file that grew past what it had when opened is
  /// kChangedWhileRead, so that a growing file ends.
  Result<std::size_t> Read(std::span<std::byte> buffer);

  /// After the end: kChangedWhileRead unless length, times and inode are still those of the opening.
  Status CheckUnchanged() const;

 private:
  SourceFile(std::filesystem::path path, FileDescriptor fd, const struct stat& opened);
  Error Changed() const;

  std::filesystem::path path_;
  FileDescriptor fd_;
  struct stat opened_;
  std::uint64_t read_bytes_ = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_SOURCE_FILE_H_
