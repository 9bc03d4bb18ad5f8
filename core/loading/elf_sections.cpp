#include "core/loading/elf_sections.h"

#include <string>

#include "core/loading/elf_damage.h"

namespace hotswap {
namespace {

Error CutOff(const ByteView& file, const std::string& missing) {
  return {Errc::kNotElf, "is cut off: it has " + std::to_string(file.size()) + " bytes and " + missing +
                             " lies beyond them; is it still being copied?"};
}

}  // namespace

bool EndsBeforeSectionTable(const ByteView& file, const Elf64_Ehdr& header) {
  // A count of 0 with a table is the escape for more than 65,279 sections; then only the table's begin is known.
  return header.e_shoff != 0 && !file.Contains(header.e_shoff, std::uint64_t{header.e_shnum} * header.e_shentsize);
}

Status CheckSections(const ByteView& file, const Elf64_Ehdr& header) {
  if (header.e_shoff == 0) return {};
  if (EndsBeforeSectionTable(file, header)) return CutOff(file, "its section table");
  if (header.e_shnum == 0) return {};
  if (header.e_shentsize != sizeof(Elf64_Shdr)) return Damaged("its sections have an unknown size");
  if (header.e_shstrndx >= header.e_shnum) return Damaged("its section table does not hold the names of the sections");
  for (std::uint64_t i = 0; i < header.e_shnum; ++i) {
    const auto section = file.Read<Elf64_Shdr>(header.e_shoff + i * sizeof(Elf64_Shdr));
    const bool in_file = section->sh_type != SHT_NULL && section->sh_type != SHT_NOBITS;
    if (in_file && !file.Contains(section->sh_offset, section->sh_size)) return CutOff(file, "its section " + std::to_string(i));
  }
  return {};
}

}  // namespace hotswap
