#include "core/loading/elf_layout.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/loading/elf_damage.h"
#include "core/loading/elf_notes.h"

namespace hotswap {
namespace {

// Each thread that touches the library gets this much; larger is damage. The loader ends the process when it cannot have it.
constexpr std::uint64_t kMostThreadStorage = 16ull << 20;
constexpr std::uint64_t kMostThreadAlignment = 1ull << 16;

Status CheckReadOnlyPart(const ElfImage& image, const Elf64_Phdr& relro) {
  // The loader takes the write permission from whole pages of it: outside of one writable segment these would be somebody
  // else's. Linkers round the end up to a page, past the segment's own end.
  constexpr std::uint64_t kLargestPage = 1ull << 16;
  for (const Elf64_Phdr& segment : image.segments()) {
    if (relro.p_vaddr < segment.p_vaddr || (segment.p_flags & PF_W) == 0) continue;
    const std::uint64_t within = relro.p_vaddr - segment.p_vaddr;
    const std::uint64_t room = (segment.p_memsz + kLargestPage - 1) & ~(kLargestPage - 1);
    if (within <= room && relro.p_memsz <= room - within) return {};
  }
  return Damaged("what is to become read-only lies in no writable segment");
}

Status CheckThreadStorage(const ElfImage& image, const Elf64_Phdr& tls) {
  if (tls.p_filesz > tls.p_memsz) return Damaged("its thread-local storage is larger in the file than in memory");
  if (tls.p_memsz > kMostThreadStorage || tls.p_align > kMostThreadAlignment) {
    return Damaged("it asks for impossibly much thread-local storage");
  }
  if ((tls.p_align & (tls.p_align - 1)) != 0) return Damaged("its thread-local storage is not aligned");
  if (tls.p_filesz != 0 && !image.FileOffset(tls.p_vaddr, tls.p_filesz)) {
    return Damaged("its thread-local storage begins with bytes outside the segments");
  }
  return {};
}

Status CheckNotes(const ElfImage& image, const Elf64_Phdr& segment) {
  const auto offset = image.FileOffset(segment.p_vaddr, segment.p_filesz);
  if (!offset || *offset != segment.p_offset || segment.p_memsz > segment.p_filesz) {
    return Damaged("its notes are not where their header says");
  }
  std::vector<ElfNote> notes;
  if (!ReadNoteSegment(image.file(), segment.p_offset, segment.p_filesz, segment.p_align, notes)) {
    return Damaged("its notes do not fit into their segment");
  }
  return {};
}

Status CheckOwnPlace(const ElfImage& image, const Elf64_Phdr& segment) {
  const auto header = image.file().Read<Elf64_Ehdr>(0);
  const auto offset = image.FileOffset(segment.p_vaddr, segment.p_filesz);
  if (offset && *offset == header->e_phoff) return {};
  return Damaged("its program headers are not where one of them says");
}

}  // namespace

Status CheckLayout(const ElfImage& image) {
  bool has_tls = false;
  for (const Elf64_Phdr& segment : image.program_headers()) {
    Status status;
    if (segment.p_type == PT_GNU_RELRO) status = CheckReadOnlyPart(image, segment);
    if (segment.p_type == PT_NOTE || segment.p_type == PT_GNU_PROPERTY) status = CheckNotes(image, segment);
    if (segment.p_type == PT_PHDR) status = CheckOwnPlace(image, segment);
    if (segment.p_type == PT_TLS) {
      if (has_tls) return Damaged("it has two thread-local storages");
      has_tls = true;
      status = CheckThreadStorage(image, segment);
    }
    if (!status) return status;
  }
  return {};
}

std::optional<Elf64_Phdr> ThreadLocalStorage(const ElfImage& image) {
  const auto found = std::ranges::find(image.program_headers(), std::uint32_t{PT_TLS}, &Elf64_Phdr::p_type);
  if (found == image.program_headers().end() || found->p_memsz == 0) return std::nullopt;
  return *found;
}

}  // namespace hotswap
