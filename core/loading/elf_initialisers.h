#ifndef HOTSWAP_CORE_LOADING_ELF_INITIALISERS_H_
#define HOTSWAP_CORE_LOADING_ELF_INITIALISERS_H_

#include <vector>

#include "core/base/result.h"
#include "core/loading/elf_image.h"
#include "core/loading/elf_symbol_table.h"

namespace hotswap {

/// Whether everything that the loader calls while it loads and unloads (DT_INIT, DT_INIT_ARRAY, DT_FINI_ARRAY, DT_FINI) is code
/// of the library, or a function of another one. To be asked after CheckRelocations().
Status CheckInitialisers(const ElfImage& image, const std::vector<ElfSymbol>& symbols);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_INITIALISERS_H_
