#ifndef HOTSWAP_CORE_LOADING_STATIC_INSPECTION_H_
#define HOTSWAP_CORE_LOADING_STATIC_INSPECTION_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/api/verdict.h"

namespace hotswap {

/// How the gates judge what is loadable but doubtful.
struct InspectionPolicy {
  /// Refuse what the default warns of: no ABI note, no seal, and whatever would keep the library mapped after a swap.
  bool strict = false;
};

/// What gates G1 and G2 found in a library's bytes.
struct Inspection {
  std::vector<Finding> findings;  ///< Of G1 and G2, every check once; nothing follows the first refusal's gate.
  std::optional<OperatorIdentity> identity;
  std::string build_id;  ///< Hexadecimal, or empty.
};

/// Gates G1 (digest, ABI note) and G2 (what the dynamic loader would use). Runs no code of the library, never reads outside the
/// bytes and never crashes, whatever they are. Any thread.
Inspection InspectLibrary(std::span<const std::byte> bytes, const InspectionPolicy& policy);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_STATIC_INSPECTION_H_
