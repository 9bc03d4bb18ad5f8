#ifndef HOTSWAP_CORE_LOADING_MAPPED_FILE_H_
#define HOTSWAP_CORE_LOADING_MAPPED_FILE_H_

#include <cstddef>
#include <filesystem>
#include <span>
#include <utility>

#include "core/base/result.h"

namespace hotswap {

/// A file's bytes, mapped read-only.
///
/// Lifetime  Only for files that nobody shortens while they are mapped, such as the store's copies: reading past a new end
///           would raise SIGBUS.
class MappedFile {
 public:
  static Result<MappedFile> Open(const std::filesystem::path& file);

  MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&&) = delete;
  ~MappedFile();

  /// Empty for an empty file.
  std::span<const std::byte> bytes() const { return bytes_; }

 private:
  explicit MappedFile(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::span<const std::byte> bytes_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_MAPPED_FILE_H_
