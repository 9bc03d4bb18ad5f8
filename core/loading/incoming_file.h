#ifndef HOTSWAP_CORE_LOADING_INCOMING_FILE_H_
#define HOTSWAP_CORE_LOADING_INCOMING_FILE_H_

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <span>

#include "core/base/file_descriptor.h"
#include "core/base/result.h"

namespace hotswap {

/// A file under a temporary name that becomes visible under its final one whole, or not at all.
///
/// Lifetime  The destructor removes what was not published.
/// Failure   Error texts begin with the directory, not with the temporary name, which means nothing to a person.
class IncomingFile {
 public:
  /// A new empty file in `directory`, on the same file system as the final name, readable by this user alone.
  static Result<IncomingFile> Create(const std::filesystem::path& directory);

  IncomingFile(IncomingFile&& other) noexcept;
  IncomingFile& operator=(IncomingFile&& other) noexcept;
  ~IncomingFile();

  Status Append(std::span<const std::byte> bytes);

  /// Makes the bytes durable and gives them their mode, read-only unless it is said, and opens them for reading. Nothing can be
  /// appended any more.
  Result<FileDescriptor> Seal(mode_t mode = 0444);

  /// Gives the sealed file the name `final_path`, in place of what had it. After success a power cut leaves the whole file.
  Status PublishAs(const std::filesystem::path& final_path);

  const std::filesystem::path& path() const { return path_; }

 private:
  IncomingFile(std::filesystem::path path, FileDescriptor fd);

  std::filesystem::path path_;  // Empty when published or moved from.
  FileDescriptor fd_;           // For writing; none when sealed.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_INCOMING_FILE_H_
