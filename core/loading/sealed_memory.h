#ifndef HOTSWAP_CORE_LOADING_SEALED_MEMORY_H_
#define HOTSWAP_CORE_LOADING_SEALED_MEMORY_H_

#include <filesystem>
#include <string>
#include <utility>

#include "core/base/file_descriptor.h"
#include "core/base/result.h"

namespace hotswap {

/// A library's bytes in anonymous memory that nobody can change any more, not even this process: what is loaded where the store's
/// file system lets nothing be executed.
///
/// Threads   Made on the control thread.
/// Lifetime  Its path means these bytes as long as it lives. The dynamic loader answers a path that it knows with the library that
///           it has, so this object must live until the loader provably forgot the path.
/// Failure   The text is a clause about the bytes that begins with a verb.
class SealedMemory {
 public:
  /// Copies what `source` holds from its start to its end, whatever its reading position. kStale when these are not the bytes of
  /// `sha256`.
  static Result<SealedMemory> CopyOf(const FileDescriptor& source, const std::string& sha256);

  /// /proc/<pid>/fd/<number>: absolute, and no name of anything that the dynamic loader has mapped.
  const std::filesystem::path& path() const { return path_; }

  const FileDescriptor& descriptor() const { return fd_; }
  FileDescriptor TakeDescriptor() && { return std::move(fd_); }

 private:
  explicit SealedMemory(FileDescriptor fd, std::filesystem::path path) : fd_(std::move(fd)), path_(std::move(path)) {}

  FileDescriptor fd_;
  std::filesystem::path path_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_SEALED_MEMORY_H_
