#ifndef HOTSWAP_CORE_LOADING_ELF_LAYOUT_H_
#define HOTSWAP_CORE_LOADING_ELF_LAYOUT_H_

#include <elf.h>

#include <optional>

#include "core/base/result.h"
#include "core/loading/elf_image.h"

namespace hotswap {

/// Whether what the program headers say beside the segments fits them: the part that becomes read-only, thread-local storage,
/// notes, and the program headers' own place. Error texts begin with a verb.
Status CheckLayout(const ElfImage& image);

/// The thread-local storage of `image`; nothing when it has none.
std::optional<Elf64_Phdr> ThreadLocalStorage(const ElfImage& image);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_LAYOUT_H_
