#include "core/loading/static_inspection.h"

#include "core/loading/dependency_policy.h"
#include "core/loading/elf_notes.h"
#include "core/loading/library_policy.h"
#include "core/loading/loadable_library.h"
#include "core/loading/note_inspection.h"

namespace hotswap {

Inspection InspectLibrary(std::span<const std::byte> bytes, const InspectionPolicy& policy) {
  Inspection inspection;
  const ByteView file(bytes);
  const auto notes = ReadElfNotes(file);
  inspection.build_id = BuildId(file, notes);

  FindingList digest("G1", inspection.findings);
  inspection.identity = JudgeNote(bytes, notes, policy, digest);
  if (digest.refused()) return inspection;

  FindingList structure("G2", inspection.findings);
  const auto library = JudgeLoadable(bytes, LibraryRole::kOperator, structure);
  if (!library) return inspection;
  JudgeUnload(*library, policy, structure);
  JudgeThreads(*library, structure);
  JudgeMemory(*library, policy, structure);
  JudgeDependencies(*library, policy, structure);
  return inspection;
}

}  // namespace hotswap
