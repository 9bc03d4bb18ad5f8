#ifndef HOTSWAP_CORE_LOADING_SOURCE_FILE_H_
#define HOTSWAP_CORE_LOADING_SOURCE_FILE_H_

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <utility>

#include "core/base/file_descriptor.h"
#include "core/base/result.h"

namespace hotswap {

/// A regular file that somebody else may write at any moment, read once from start to end.
///
/// Failure  Every error text begins with the path as it was given and ends with what to do, where something is known to help.
class SourceFile {
 public:
  /// Takes the next bytes; a failure ends the reading.
  using Sink = std::function<Status(std::span<const std::byte> piece)>;

  enum class Kind {
    kUsers,  ///< May be reached by a link.
    kEntry,  ///< Of a store: is no link, and is read without a change of its time of access, which NoteUse() sets.
  };

  /// Never blocks, also not on a FIFO. Refuses what is no regular file, is empty, or is larger than `max_bytes`.
  static Result<SourceFile> Open(const std::filesystem::path& file, std::uint64_t max_bytes, Kind kind = Kind::kUsers);

  /// The next bytes, at most as many as `buffer` holds; 0 at the end. A file that grew past what it had when opened is
  /// kChangedWhileRead, so that a growing file ends.
  Result<std::size_t> Read(std::span<std::byte> buffer);

  /// All bytes from here to the end, in pieces.
  Status ReadToEnd(const Sink& sink);
  /// What the file is, as of its opening.
  const struct stat& status() const { return opened_; }
  std::uint64_t size() const { return static_cast<std::uint64_t>(opened_.st_size); }

  /// After the end: kChangedWhileRead unless length, times and inode are still those of the opening.
  Status CheckUnchanged() const;

  /// Whether its path stands for this very file now, and is no link to it.
  bool HasItsName() const;

  /// Sets its time of access to now, unless that is less than an hour ago, also where the system does not keep that time. Does
  /// nothing when it may not.
  void NoteUse() const;

  /// What the system said of it when it was opened.
  const struct stat& opened() const { return opened_; }

  /// What it was read from; it cannot be read any more.
  FileDescriptor TakeDescriptor() && { return std::move(fd_); }

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
