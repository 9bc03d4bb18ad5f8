#include "core/config/source_spec.h"

#include <string>

namespace hotswap {

Result<SourceSpec> ParseSource(std::string_view text) {
  constexpr std::string_view kCsv = "csv:";
  if (text == "synthetic" || text == "movielens") return SourceSpec{.kind = std::string(text), .file = {}, .loop = false};
  if (text.starts_with(kCsv) && text.size() > kCsv.size()) {
    return SourceSpec{.kind = "csv", .file = text.substr(kCsv.size()), .loop = false};
  }
  return Error{Errc::kInvalidArgument, "\"" + std::string(text) + "\" is no source; write synthetic, csv:FILE or movielens"};
}

}  // namespace hotswap
