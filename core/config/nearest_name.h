#ifndef HOTSWAP_CORE_CONFIG_NEAREST_NAME_H_
#define HOTSWAP_CORE_CONFIG_NEAREST_NAME_H_

#include <span>
#include <string>
#include <string_view>

namespace hotswap {

/// What to tell a person who wrote `name` where only `known` (not empty) are allowed: "did you mean X?" when one of them is close
/// by edit distance, else "known are X, Y and Z".
std::string SuggestName(std::string_view name, std::span<const std::string_view> known);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONFIG_NEAREST_NAME_H_
