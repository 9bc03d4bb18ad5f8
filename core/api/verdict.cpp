#include "core/api/verdict.h"

namespace hotswap {

const char* FindingLevelName(FindingLevel level) {
  switch (level) {
    case FindingLevel::kOk: return "ok";
    case FindingLevel::kWarning: return "warning";
    case FindingLevel::kRefusal: return "refusal";
  }
  return "unknown";
}

std::optional<FindingLevel> Verdict::Of(std::string_view gate) const {
  std::optional<FindingLevel> worst;
  for (const Finding& finding : findings) {
    if (finding.gate == gate && (!worst || finding.level > *worst)) worst = finding.level;
  }
  return worst;
}

}  // namespace hotswap
