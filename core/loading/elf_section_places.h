#ifndef HOTSWAP_CORE_LOADING_ELF_SECTION_PLACES_H_
#define HOTSWAP_CORE_LOADING_ELF_SECTION_PLACES_H_

#include "core/base/result.h"
#include "core/loading/elf_image.h"

namespace hotswap {

/// Whether the section table, where there is one, tells the same as the program headers and the dynamic section. The loader does
/// not look at it, so a difference is no danger by itself; but the linker wrote both from one plan, and the one that the loader
/// does look at may be the one that was damaged.
Status CheckSectionPlaces(const ElfImage& image);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_SECTION_PLACES_H_
