#ifndef HOTSWAP_CORE_LOADING_NOTE_INSPECTION_H_
#define HOTSWAP_CORE_LOADING_NOTE_INSPECTION_H_

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/loading/elf_notes.h"
#include "core/loading/finding_list.h"
#include "core/loading/static_inspection.h"

namespace hotswap {

/// Gate G1: the ABI note, its seal and the interface that it tells. The operator's identity, or nothing when it has no note that
/// can be trusted. Finds nothing in a file that G2 will refuse as foreign or cut off.
std::optional<OperatorIdentity> JudgeNote(std::span<const std::byte> bytes, const std::vector<ElfNote>& notes,
                                          const InspectionPolicy& policy, FindingList& findings);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_NOTE_INSPECTION_H_
