#ifndef HOTSWAP_CORE_LOADING_ELF_DAMAGE_H_
#define HOTSWAP_CORE_LOADING_ELF_DAMAGE_H_

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace hotswap {

/// Says that a file is no whole ELF library: `what` is a main clause, such as "its symbol table lies outside the file".
inline Error Damaged(std::string_view what) {
  return {Errc::kNotElf, "is damaged: " + std::string(what) + "; copy or build it again"};
}

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_DAMAGE_H_
