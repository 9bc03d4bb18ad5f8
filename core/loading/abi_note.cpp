#include "core/loading/abi_note.h"

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/loading/note_marker.h"

namespace hotswap {
namespace {

Error BadNote(std::string_view what) {
  return {Errc::kBadNote, "has a damaged ABI note: " + std::string(what) + "; copy or build the library again"};
}

/// An archive or an object file keeps its note where the linker looks for it and the loader does not; later checks say what the
/// file is.
bool IsNotLinked(const ByteView& file) {
  if (file.StartsWith("!<arch>\n")) return true;
  const auto header = file.Read<Elf64_Ehdr>(0);
  return header && file.StartsWith({ELFMAG, SELFMAG}) && header->e_type == ET_REL && header->e_phnum == 0;
}

/// Whether a text ends inside its array, and nothing but zeros comes after it.
template <std::size_t size>
bool IsPaddedText(const char (&text)[size]) {
  const auto end = std::find(std::begin(text), std::end(text), '\0');
  return end != std::end(text) && std::all_of(end, std::end(text), [](char c) { return c == '\0'; });
}

Result<bool> ReadSealState(const HotswapNoteDescription& note) {
  if (note.seal[0] == HOTSWAP_SEALED_1 && note.seal[1] == HOTSWAP_SEALED_2) return true;
  if (note.seal[0] != HOTSWAP_UNSEALED_1 || note.seal[1] != HOTSWAP_UNSEALED_2) {
    return BadNote("it says neither that it is sealed nor that it is not");
  }
  const bool empty = std::ranges::all_of(note.digest, [](unsigned char byte) { return byte == 0; });
  if (!empty) return BadNote("it says that it is not sealed and has a digest");
  return false;
}

Status CheckSize(const ElfNote& note, const HotswapNoteDescription& description) {
  const bool newer = description.abi_major == HOTSWAP_ABI_MAJOR && description.abi_minor > HOTSWAP_ABI_MINOR;
  const bool size_fits = newer ? note.length >= sizeof(description) : note.length == sizeof(description);
  if (!size_fits || description.size != note.length) return BadNote("its size is not that of its version");
  return {};
}

Result<AbiNote> ReadDescription(const ByteView& file, const ElfNote& note) {
  const auto description = file.Read<HotswapNoteDescription>(note.offset);
  if (note.length < sizeof(HotswapNoteDescription) || !description) return BadNote("it is too short");
  if (!IsNoteMarker(file.Span(note.offset, sizeof(description->marker)).data())) return BadNote("its marker is not whole");
  // What another major wrote is its own affair, but its first fields say that it is another one.
  if (description->abi_major == HOTSWAP_ABI_MAJOR) {
    if (Status size = CheckSize(note, *description); !size) return std::move(size).error();
    if (description->reserved != 0) return BadNote("a field that is to be zero is not");
  }
  const bool texts = IsPaddedText(description->id) && IsPaddedText(description->version) && IsPaddedText(description->vendor);
  if (!texts || description->id[0] == '\0') return BadNote("its texts do not end where they have to");
  auto sealed = ReadSealState(*description);
  if (!sealed) return std::move(sealed).error();
  return AbiNote{*description, note.offset, *sealed};
}

}  // namespace

std::uint64_t AbiNote::seal_offset() const { return offset + offsetof(HotswapNoteDescription, seal); }
std::uint64_t AbiNote::digest_offset() const { return offset + offsetof(HotswapNoteDescription, digest); }

Result<std::optional<AbiNote>> ReadAbiNote(const ByteView& file, const std::vector<ElfNote>& notes) {
  const auto is_ours = [](const ElfNote& note) { return note.name == HOTSWAP_NOTE_NAME; };
  const auto ours = std::ranges::find_if(notes, is_ours);
  if (ours == notes.end()) {
    const bool traces = !IsNotLinked(file) && (ContainsNoteMarker(file.Span(0, file.size())) || NamesNoteSection(file));
    if (traces) return BadNote("the library was built with one, and it is not where the dynamic loader would find it");
    return std::optional<AbiNote>();
  }
  if (std::find_if(ours + 1, notes.end(), is_ours) != notes.end()) return BadNote("there are two");
  if (ours->type != HOTSWAP_NOTE_TYPE) return BadNote("it is of an unknown type");
  auto note = ReadDescription(file, *ours);
  if (!note) return std::move(note).error();
  return std::optional<AbiNote>(std::move(note).value());
}

OperatorIdentity IdentityOf(const AbiNote& note) {
  const HotswapNoteDescription& said = note.description;
  OperatorIdentity identity;
  identity.id = said.id;
  identity.version = said.version;
  identity.vendor = said.vendor;
  identity.abi_major = said.abi_major;
  identity.abi_minor = said.abi_minor;
  identity.sealed = note.sealed;
  identity.stateful = (said.flags & HOTSWAP_STATEFUL) != 0;
  identity.per_worker = (said.flags & HOTSWAP_PER_WORKER) != 0;
  return identity;
}

}  // namespace hotswap
