#ifndef HOTSWAP_CORE_LOADING_ELF_SYMBOL_TABLE_H_
#define HOTSWAP_CORE_LOADING_ELF_SYMBOL_TABLE_H_

#include <elf.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/loading/elf_hash_table.h"
#include "core/loading/elf_image.h"

namespace hotswap {

/// One entry of the dynamic symbol table; the name points into the image's bytes.
struct ElfSymbol {
  std::string_view name;
  Elf64_Sym entry;

  bool defined() const { return entry.st_shndx != SHN_UNDEF; }
  bool unique() const { return ELF64_ST_BIND(entry.st_info) == STB_GNU_UNIQUE; }
  /// Whether dlsym would find it.
  bool exported() const;
  bool function() const;
  bool thread_local_data() const { return ELF64_ST_TYPE(entry.st_info) == STT_TLS; }
};

/// All dynamic symbols of `image`, defined and needed ones, without the first, which stands for "no symbol": number i is at
/// index i - 1. An image without any is an error, since dlsym would crash on it.
Result<std::vector<ElfSymbol>> ReadDynamicSymbols(const ElfImage& image);

/// Whether what the symbols stand for lies inside the library: functions in its code, data in its memory, thread-local data in
/// its thread-local storage.
Status CheckSymbolValues(const ElfImage& image, const std::vector<ElfSymbol>& symbols);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_SYMBOL_TABLE_H_
