#ifndef HOTSWAP_CORE_LOADING_ELF_NOTES_H_
#define HOTSWAP_CORE_LOADING_ELF_NOTES_H_

#include <elf.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/loading/byte_view.h"

namespace hotswap {

/// One note of a file; all inside the file.
struct ElfNote {
  std::string_view name;  ///< Without the closing NUL; points into the file's bytes.
  std::uint32_t type = 0;
  std::uint64_t offset = 0;  ///< Of the description, in the file.
  std::uint64_t length = 0;  ///< Of the description.
};

/// The notes that the program headers of a 64-bit little-endian file name. What cannot be read is left out: a file of any bytes
/// has some notes or none. At most kMostNotes, since nobody writes that many.
std::vector<ElfNote> ReadElfNotes(const ByteView& file);
inline constexpr std::size_t kMostNotes = 256;

/// The notes in `length` bytes at `offset`, of an alignment of 4 or 8; false when they do not fit into them.
bool ReadNoteSegment(const ByteView& file, std::uint64_t offset, std::uint64_t length, std::uint64_t alignment,
                     std::vector<ElfNote>& notes);

/// What the linker says identifies the build, in hexadecimal digits; empty when it says nothing.
std::string BuildId(const ByteView& file, const std::vector<ElfNote>& notes);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_NOTES_H_
