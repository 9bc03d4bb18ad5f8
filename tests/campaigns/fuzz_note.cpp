// libFuzzer target: the readers of notes, of which the input is the only note segment of a file that is otherwise whole, read with
// either alignment.
#include <elf.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "core/loading/elf_header.h"
#include "core/loading/note_inspection.h"

namespace hotswap {
namespace {

/// A file of one segment of notes.
std::vector<std::byte> FileOf(std::span<const std::byte> segment_bytes, std::uint64_t alignment) {
  Elf64_Ehdr header{};
  std::memcpy(header.e_ident, ELFMAG, SELFMAG);
  header.e_ident[EI_CLASS] = ELFCLASS64;
  header.e_ident[EI_DATA] = ELFDATA2LSB;
  header.e_ident[EI_VERSION] = EV_CURRENT;
  header.e_version = EV_CURRENT;
  header.e_type = ET_DYN;
  header.e_machine = kHostMachine;
  header.e_phoff = sizeof(Elf64_Ehdr);
  header.e_phentsize = sizeof(Elf64_Phdr);
  header.e_phnum = 1;
  Elf64_Phdr segment{};
  segment.p_type = PT_NOTE;
  segment.p_offset = sizeof(header) + sizeof(segment);
  segment.p_filesz = segment_bytes.size();
  segment.p_align = alignment;
  const auto headers = std::as_bytes(std::span(&header, 1));
  const auto segments = std::as_bytes(std::span(&segment, 1));
  std::vector<std::byte> file(headers.begin(), headers.end());
  file.insert(file.end(), segments.begin(), segments.end());
  file.insert(file.end(), segment_bytes.begin(), segment_bytes.end());
  return file;
}

}  // namespace
}  // namespace hotswap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const std::uint64_t alignment : {4, 8}) {
    const std::vector<std::byte> bytes = hotswap::FileOf(std::as_bytes(std::span(data, size)), alignment);
    const hotswap::ByteView file(bytes);
    const auto notes = hotswap::ReadElfNotes(file);
    std::vector<hotswap::Finding> found;
    hotswap::FindingList findings("G1", found);
    (void)hotswap::JudgeNote(bytes, notes, {}, findings);
    (void)hotswap::BuildId(file, notes);
    if (found.empty()) __builtin_trap();
  }
  return 0;
}
