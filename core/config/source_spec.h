#ifndef HOTSWAP_CORE_CONFIG_SOURCE_SPEC_H_
#define HOTSWAP_CORE_CONFIG_SOURCE_SPEC_H_

#include <array>
#include <string_view>

#include "core/api/scenario.h"
#include "core/base/result.h"

namespace hotswap {

inline constexpr std::array<std::string_view, 3> kSourceKinds = {"synthetic", "csv", "movielens"};

/// Reads a source as the command line names it: "synthetic", "csv:FILE" or "movielens". `loop` stays false.
/// Anything else is kInvalidArgument with a text that quotes it and shows the forms.
Result<SourceSpec> ParseSource(std::string_view text);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONFIG_SOURCE_SPEC_H_
