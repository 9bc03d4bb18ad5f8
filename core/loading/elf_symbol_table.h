#ifndef HOTSWAP_CORE_LOADING_ELF_SYMBOL_TABLE_H_
#define HOTSWAP_CORE_LOADING_ELF_SYMBOL_TABLE_H_

#include <elf.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/result.h"
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
};

/// All dynamic symbols of `image`, defined and needed ones. An image without any is an error, since dlsym would crash on it.
Result<std::vector<ElfSymbol>> ReadDynamicSymbols(const ElfImage& image);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_SYMBOL_TABLE_H_
