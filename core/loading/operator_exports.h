#ifndef HOTSWAP_CORE_LOADING_OPERATOR_EXPORTS_H_
#define HOTSWAP_CORE_LOADING_OPERATOR_EXPORTS_H_

#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/loading/elf_image.h"
#include "core/loading/elf_symbol_table.h"

namespace hotswap {

/// Whether dlsym would find `name` in the library, and a function under it. The error text begins with a verb and says what is
/// there in its place.
Status CheckExport(const ElfImage& image, const std::vector<ElfSymbol>& symbols, std::string_view name);

/// The same of both exports of an operator.
Status CheckOperatorExports(const ElfImage& image, const std::vector<ElfSymbol>& symbols);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_OPERATOR_EXPORTS_H_
