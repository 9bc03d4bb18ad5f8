#ifndef HOTSWAP_CORE_WATCH_FILE_STATE_H_
#define HOTSWAP_CORE_WATCH_FILE_STATE_H_

#include <cstdint>
#include <filesystem>
#include <optional>

namespace hotswap {

/// What the system says of a file without opening it. Two that are equal are most likely of the same bytes, and no more than that.
struct FileState {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::uint64_t size = 0;
  std::int64_t written_ns = 0;  ///< Since 1970, as its writer says.
  std::int64_t changed_ns = 0;  ///< Likewise, as the system says: also when its name, owner or rights changed.

  friend bool operator==(const FileState&, const FileState&) = default;
};

/// Of the file that the path leads to, over links; nothing when it leads to none.
std::optional<FileState> ReadFileState(const std::filesystem::path& file);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_WATCH_FILE_STATE_H_
