#include "core/loading/elf_section_places.h"

#include <elf.h>

#include <algorithm>
#include <cstdint>

#include "core/loading/elf_damage.h"

namespace hotswap {
namespace {

/// A section's bytes lie in a segment that gives it the rights that it asks for, and are the file's that it names.
bool IsInPlace(const ElfImage& image, const Elf64_Shdr& section) {
  std::uint32_t rights = PF_R;
  if ((section.sh_flags & SHF_WRITE) != 0) rights |= PF_W;
  if ((section.sh_flags & SHF_EXECINSTR) != 0) rights |= PF_X;
  if (!image.InMemory(section.sh_addr, section.sh_size, rights)) return false;
  if (section.sh_type == SHT_NOBITS) return true;
  return image.FileOffset(section.sh_addr, section.sh_size) == section.sh_offset;
}

/// Whether the program header or dynamic entries of the same thing agree with `section`.
bool Agrees(const ElfImage& image, const Elf64_Shdr& section) {
  const auto is = [&](std::int64_t address, std::int64_t size) {
    return image.Dynamic(address) == section.sh_addr && image.Dynamic(size) == section.sh_size;
  };
  switch (section.sh_type) {
    case SHT_DYNAMIC: return image.dynamic_address() == section.sh_addr && image.dynamic_length() >= section.sh_size;
    case SHT_INIT_ARRAY: return is(DT_INIT_ARRAY, DT_INIT_ARRAYSZ);
    case SHT_FINI_ARRAY: return is(DT_FINI_ARRAY, DT_FINI_ARRAYSZ);
    case SHT_DYNSYM: return image.Dynamic(DT_SYMTAB) == section.sh_addr;
    case SHT_GNU_HASH: return image.Dynamic(DT_GNU_HASH) == section.sh_addr;
    case SHT_GNU_versym: return image.Dynamic(DT_VERSYM) == section.sh_addr;
    default: return true;
  }
}

}  // namespace

Status CheckSectionPlaces(const ElfImage& image) {
  const auto header = image.file().Read<Elf64_Ehdr>(0);
  if (header->e_shoff == 0) return {};
  for (std::uint64_t i = 0; i < header->e_shnum; ++i) {
    const auto section = image.file().Read<Elf64_Shdr>(header->e_shoff + i * sizeof(Elf64_Shdr));
    // What is not loaded, and what each thread has a copy of, has no place.
    const bool loaded = (section->sh_flags & SHF_ALLOC) != 0 && (section->sh_flags & SHF_TLS) == 0 && section->sh_size != 0;
    if (!loaded) continue;
    if (!IsInPlace(image, *section) || !Agrees(image, *section)) {
      return Damaged("its section table and its program headers contradict each other");
    }
  }
  return {};
}

}  // namespace hotswap
