#ifndef HOTSWAP_CORE_LOADING_ELF_RELOCATIONS_H_
#define HOTSWAP_CORE_LOADING_ELF_RELOCATIONS_H_

#include <elf.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/loading/elf_image.h"
#include "core/loading/elf_symbol_table.h"

namespace hotswap {

/// A table of relocations in the file; empty when the library has none.
struct RelocationTable {
  std::uint64_t offset = 0;  ///< In the file.
  std::uint64_t count = 0;
};

/// The tables of data (DT_RELA) and of calls (DT_JMPREL), as the dynamic section tells them.
Result<std::vector<RelocationTable>> RelocationTables(const ElfImage& image);

/// Calls `visit(const Elf64_Rela&)` for each entry of both tables, in the loader's order.
template <typename Visit>
Status ForEachRelocation(const ElfImage& image, Visit visit) {
  const auto tables = RelocationTables(image);
  if (!tables) return tables.error();
  for (const RelocationTable& table : *tables) {
    for (std::uint64_t i = 0; i < table.count; ++i) {
      visit(*image.file().Read<Elf64_Rela>(table.offset + i * sizeof(Elf64_Rela)));
    }
  }
  return {};
}

/// Calls `visit(address)` for each address that the packed table (DT_RELR) relocates.
template <typename Visit>
Status ForEachPackedRelocation(const ElfImage& image, Visit visit);

/// What the relocations of a library tell beside being sound.
struct RelocationFacts {
  bool static_thread_storage = false;  ///< One needs thread-local storage that is there before the library is.
};

/// Whether the loader may carry out all relocations: tables inside the file, symbols of the table, known kinds, everything
/// written to memory that is writable and not the dynamic section, and every address of the library inside it.
Result<RelocationFacts> CheckRelocations(const ElfImage& image, const std::vector<ElfSymbol>& symbols);

template <typename Visit>
Status ForEachPackedRelocation(const ElfImage& image, Visit visit) {
  // A word is an address, or 63 bits that say which words after the last address are relocated too.
  // Source: generic ABI, "Relative Relocation Table" (DT_RELR).
  constexpr std::int64_t kRelr = 36;
  constexpr std::int64_t kRelrSize = 35;
  constexpr std::uint64_t kWord = sizeof(std::uint64_t);
  const std::uint64_t table = image.Dynamic(kRelr).value_or(0);
  const std::uint64_t count = image.Dynamic(kRelrSize).value_or(0) / kWord;
  const auto offset = image.FileOffset(table, count * kWord);
  if (count == 0) return {};
  if (!offset) return Error{Errc::kNotElf, "is damaged: its packed relocations lie outside the file; copy or build it again"};
  std::uint64_t next = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t word = *image.file().Read<std::uint64_t>(*offset + i * kWord);
    if ((word & 1) == 0) {
      visit(word);
      next = word + kWord;
      continue;
    }
    for (std::uint64_t bit = 1; bit < 64; ++bit) {
      if (((word >> bit) & 1) != 0) visit(next + (bit - 1) * kWord);
    }
    next += 63 * kWord;
  }
  return {};
}

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_RELOCATIONS_H_
