#include "core/loading/elf_symbol_table.h"

#include <algorithm>
#include <optional>
#include <string>

#include "core/loading/elf_damage.h"
#include "core/loading/elf_dynamic.h"
#include "core/loading/elf_layout.h"
#include "core/loading/elf_relocations.h"

namespace hotswap {
namespace {

/// The hash table of a library that exports nothing does not tell how many symbols there are; its relocations do, as far as
/// anybody cares.
Result<std::uint64_t> CountSymbols(const ElfImage& image) {
  const auto table = ElfHashTable::Read(image);
  if (!table) return table.error();
  std::uint64_t count = std::max<std::uint64_t>(table->symbol_count(), 1);
  if (!table->empty()) return count;
  const Status read = ForEachRelocation(image, [&](const Elf64_Rela& relocation) {
    count = std::max<std::uint64_t>(count, std::uint64_t{ELF64_R_SYM(relocation.r_info)} + 1);
  });
  if (!read) return read.error();
  return count;
}

bool IsKnownKind(const Elf64_Sym& entry) {
  const unsigned bind = ELF64_ST_BIND(entry.st_info);
  const unsigned type = ELF64_ST_TYPE(entry.st_info);
  return (bind <= STB_WEAK || bind == STB_GNU_UNIQUE) && (type <= STT_TLS || type == STT_GNU_IFUNC);
}

Error Misplaced(const ElfSymbol& symbol, std::string_view where) {
  return Damaged("its symbol " + std::string(symbol.name.substr(0, 100)) + " lies outside its " + std::string(where));
}

}  // namespace

bool ElfSymbol::exported() const {
  const unsigned bind = ELF64_ST_BIND(entry.st_info);
  const unsigned visibility = ELF64_ST_VISIBILITY(entry.st_other);
  return defined() && (bind == STB_GLOBAL || bind == STB_WEAK || bind == STB_GNU_UNIQUE) &&
         (visibility == STV_DEFAULT || visibility == STV_PROTECTED);
}

bool ElfSymbol::function() const {
  const unsigned type = ELF64_ST_TYPE(entry.st_info);
  return type == STT_FUNC || type == STT_GNU_IFUNC;
}

Result<std::vector<ElfSymbol>> ReadDynamicSymbols(const ElfImage& image) {
  const auto table = image.Dynamic(DT_SYMTAB);
  if (!table) return Damaged("it has no dynamic symbol table");
  const auto strings = ElfStrings::Read(image);
  if (!strings) return strings.error();
  const std::uint64_t entry_size = image.Dynamic(DT_SYMENT).value_or(sizeof(Elf64_Sym));
  if (entry_size != sizeof(Elf64_Sym)) return Damaged("its symbols have an unknown size");
  const auto count = CountSymbols(image);
  if (!count) return count.error();
  // The count is at most 2^32 plus the file's size by its sources, so the product cannot wrap.
  const auto table_at = image.FileOffset(*table, *count * sizeof(Elf64_Sym));
  if (!table_at) return Damaged("its symbol table lies outside the file");

  std::vector<ElfSymbol> symbols;
  symbols.reserve(*count);
  for (std::uint64_t i = 1; i < *count; ++i) {  // Entry 0 stands for "no symbol".
    const auto entry = image.file().Read<Elf64_Sym>(*table_at + i * sizeof(Elf64_Sym));
    const auto name = strings->At(entry->st_name);
    if (!name) return Damaged("the name of its symbol " + std::to_string(i) + " lies outside the string table");
    symbols.push_back({*name, *entry});
  }
  return symbols;
}

Status CheckSymbolValues(const ElfImage& image, const std::vector<ElfSymbol>& symbols) {
  const auto storage = ThreadLocalStorage(image);
  for (const ElfSymbol& symbol : symbols) {
    if (!IsKnownKind(symbol.entry))
      return Damaged("its symbol " + std::string(symbol.name.substr(0, 100)) + " is of no known kind");
    if (!symbol.defined() || symbol.entry.st_shndx == SHN_ABS) continue;
    if (symbol.thread_local_data()) {
      if (!storage || symbol.entry.st_value > storage->p_memsz) return Misplaced(symbol, "thread-local storage");
    } else if (symbol.function()) {
      if (!image.IsCode(symbol.entry.st_value)) return Misplaced(symbol, "code");
    } else if (symbol.entry.st_value > image.memory_end()) {  // A name for the end of memory is at home there.
      return Misplaced(symbol, "memory");
    }
  }
  return {};
}

}  // namespace hotswap
