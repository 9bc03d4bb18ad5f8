#ifndef HOTSWAP_CORE_LOADING_LOADABLE_LIBRARY_H_
#define HOTSWAP_CORE_LOADING_LOADABLE_LIBRARY_H_

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/loading/elf_dynamic.h"
#include "core/loading/elf_image.h"
#include "core/loading/elf_relocations.h"
#include "core/loading/elf_symbol_table.h"
#include "core/loading/finding_list.h"

namespace hotswap {

/// A shared library that the dynamic loader can be trusted with, and what was read of it on the way.
///
/// Lifetime  Borrows the bytes that it was read from.
struct LoadableLibrary {
  ElfImage image;
  ElfStrings strings;
  std::vector<ElfSymbol> symbols;
  RelocationFacts relocations;
};

/// What a library is judged as.
enum class LibraryRole {
  kAny,       ///< Whatever is installed.
  kOperator,  ///< One that must export create_operator and destroy_operator.
};

/// Judges a shared library by what the loader will use of it, in the loader's order: one finding for each part, up to the first
/// part that the loader could not be trusted with. Then nothing is returned. A missing export does not end it.
std::optional<LoadableLibrary> JudgeLoadable(std::span<const std::byte> bytes, LibraryRole role, FindingList& findings);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_LOADABLE_LIBRARY_H_
