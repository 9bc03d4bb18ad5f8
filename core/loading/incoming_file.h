#ifndef HOTSWAP_CORE_LOADING_INCOMING_FILE_H_
#define HOTSWAP_CORE_LOADING_INCOMING_FILE_H_

#include <cstddef>
#include <filesystem>
#include <span>

#include "core/base/result.h"
#include "core/loading/file_descriptor.h"

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
  IncomingFile& operator=(IncomingFile&&) = delete;
  ~IncomingFile();

  Status Append(std::span<const std::byte> bytes);

  /// Makes the bytes durable and read-only and gives them the name `final_path`, in place of what had it. After success a
  /// power cut leaves the whole file.
  Status PublishAs(const std::filesystem::path& final_path);

 private:
  IncomingFile(std::filesystem::path path, FileDescriptor fd);

  std::filesystem::path path_;  // Empty when published or moved from.
  FileDescriptor fd_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_INCOMING_FILE_H_
