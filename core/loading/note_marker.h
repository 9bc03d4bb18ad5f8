#ifndef HOTSWAP_CORE_LOADING_NOTE_MARKER_H_
#define HOTSWAP_CORE_LOADING_NOTE_MARKER_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/loading/byte_view.h"

namespace hotswap {

/// Whether the 32 bytes at `bytes` are the marker of an ABI note.
bool IsNoteMarker(const std::byte* bytes);

/// Whether the marker of an ABI note is anywhere in `bytes`: of a file that was built with one, whatever became of its headers.
/// Reads every 32nd byte, about 0.1 ms for 10 MB.
bool ContainsNoteMarker(std::span<const std::byte> bytes);

/// Whether the section table of `file` names an ABI note: a trace that stays when the note itself was overwritten.
bool NamesNoteSection(const ByteView& file);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_NOTE_MARKER_H_
