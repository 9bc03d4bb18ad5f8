#ifndef HOTSWAP_CORE_LOADING_ABI_NOTE_H_
#define HOTSWAP_CORE_LOADING_ABI_NOTE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "core/abi/operator_module.h"
#include "core/api/verdict.h"
#include "core/base/result.h"
#include "core/loading/byte_view.h"
#include "core/loading/elf_notes.h"

namespace hotswap {

/// The ABI note of an operator, as it stands in the file.
struct AbiNote {
  HotswapNoteDescription description;
  std::uint64_t offset = 0;  ///< Of the description, in the file.
  bool sealed = false;

  std::uint64_t seal_offset() const;
  std::uint64_t digest_offset() const;
};

/// The ABI note among `notes` of `file`; nothing when the file was built without one. kBadNote when it has two, when the note is
/// not as HOTSWAP_OPERATOR and `hotswap seal` write it, or when its traces are there and it is not. Error texts begin with a verb.
Result<std::optional<AbiNote>> ReadAbiNote(const ByteView& file, const std::vector<ElfNote>& notes);

/// What a note says of its operator.
OperatorIdentity IdentityOf(const AbiNote& note);

/// Whether the operator was built for the interface that this program was built with: kAbiMismatch names both sides and what to
/// do. A newer minor is no mismatch, since it only adds what is optional.
Status CompareAbi(const HotswapNoteDescription& theirs);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ABI_NOTE_H_
