#ifndef HOTSWAP_CORE_CONFIG_SIZE_TEXT_H_
#define HOTSWAP_CORE_CONFIG_SIZE_TEXT_H_

#include <cstdint>
#include <string_view>

#include "core/base/result.h"

namespace hotswap {

/// Reads an amount of memory or disk as people write it: a whole number and a unit out of B, KiB, MiB, GiB ("64MiB", "64 MiB").
/// Anything else, 0 and over 1024 GiB are kInvalidArgument with a text that quotes the input and shows the forms.
Result<std::uint64_t> ParseSize(std::string_view text);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONFIG_SIZE_TEXT_H_
