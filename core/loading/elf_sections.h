#ifndef HOTSWAP_CORE_LOADING_ELF_SECTIONS_H_
#define HOTSWAP_CORE_LOADING_ELF_SECTIONS_H_

#include <elf.h>

#include "core/base/result.h"
#include "core/loading/byte_view.h"

namespace hotswap {

/// Whether the section table and what it names lie inside the file. The loader never looks at them, but they are the last things
/// in a file: when they are missing, so may be anything before them. A file without a section table passes.
Status CheckSections(const ByteView& file, const Elf64_Ehdr& header);

/// Whether the file ends before its section table does, as a half copy does.
bool EndsBeforeSectionTable(const ByteView& file, const Elf64_Ehdr& header);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_SECTIONS_H_
