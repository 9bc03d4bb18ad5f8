#ifndef HOTSWAP_CORE_LOADING_ELF_VERSIONS_H_
#define HOTSWAP_CORE_LOADING_ELF_VERSIONS_H_

#include <cstddef>

#include "core/base/result.h"
#include "core/loading/elf_dynamic.h"
#include "core/loading/elf_image.h"

namespace hotswap {

/// Whether the symbol versions are sound: what is needed is needed of a library that DT_NEEDED names, names have their hashes,
/// lists end, and each of the `symbol_count` symbols (the first, empty one included) has a version that is needed or defined.
Status CheckVersions(const ElfImage& image, const ElfStrings& strings, std::size_t symbol_count);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_VERSIONS_H_
