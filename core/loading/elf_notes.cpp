#include "core/loading/elf_notes.h"

namespace hotswap {
namespace {

// No linker writes nearly as many; more would make a small file slow to judge.
constexpr std::uint64_t kMostProgramHeaders = 256;
constexpr std::uint64_t kMostBuildIdBytes = 64;

std::uint64_t AlignUp(std::uint64_t value, std::uint64_t alignment) { return (value + alignment - 1) / alignment * alignment; }

}  // namespace

bool ReadNoteSegment(const ByteView& file, std::uint64_t offset, std::uint64_t length, std::uint64_t alignment,
                     std::vector<ElfNote>& notes) {
  if (!file.Contains(offset, length)) return false;
  if (alignment < 4) alignment = 4;  // Written by hand or by old tools.
  if (alignment != 4 && alignment != 8) return false;
  std::uint64_t at = 0;
  while (length - at >= sizeof(Elf64_Nhdr) && notes.size() < kMostNotes) {
    const auto header = file.Read<Elf64_Nhdr>(offset + at);
    const std::uint64_t description = AlignUp(at + sizeof(Elf64_Nhdr) + header->n_namesz, alignment);
    const std::uint64_t end = description + header->n_descsz;
    if (description > length || end > length) return false;
    const auto name = file.Text(offset + at + sizeof(Elf64_Nhdr), offset + at + sizeof(Elf64_Nhdr) + header->n_namesz);
    notes.push_back({name.value_or(std::string_view()), header->n_type, offset + description, header->n_descsz});
    at = AlignUp(end, alignment);
    if (at >= length) return true;  // The last one need not be padded.
  }
  return true;
}

std::vector<ElfNote> ReadElfNotes(const ByteView& file) {
  std::vector<ElfNote> notes;
  const auto header = file.Read<Elf64_Ehdr>(0);
  const bool readable = header && header->e_ident[EI_CLASS] == ELFCLASS64 && header->e_ident[EI_DATA] == ELFDATA2LSB &&
                        header->e_phentsize == sizeof(Elf64_Phdr) && header->e_phnum <= kMostProgramHeaders;
  if (!readable) return notes;
  for (std::uint64_t i = 0; i < header->e_phnum; ++i) {
    if (header->e_phoff > file.size()) break;
    const auto segment = file.Read<Elf64_Phdr>(header->e_phoff + i * sizeof(Elf64_Phdr));
    if (!segment || segment->p_type != PT_NOTE) continue;
    ReadNoteSegment(file, segment->p_offset, segment->p_filesz, segment->p_align, notes);
  }
  return notes;
}

std::string BuildId(const ByteView& file, const std::vector<ElfNote>& notes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const ElfNote& note : notes) {
    if (note.name != "GNU" || note.type != NT_GNU_BUILD_ID || note.length > kMostBuildIdBytes) continue;
    for (std::uint64_t i = 0; i < note.length; ++i) {
      const unsigned char byte = *file.Read<unsigned char>(note.offset + i);
      text += kDigits[byte >> 4];
      text += kDigits[byte & 0xF];
    }
    break;
  }
  return text;
}

}  // namespace hotswap
