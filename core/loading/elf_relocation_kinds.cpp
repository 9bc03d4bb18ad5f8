#include "core/loading/elf_relocation_kinds.h"

#include <elf.h>

namespace hotswap {

RelocationKind KindOfRelocation([[maybe_unused]] std::uint32_t type) {
#if defined(__x86_64__)
  switch (type) {
    case R_X86_64_NONE: return RelocationKind::kNone;
    case R_X86_64_64:
    case R_X86_64_GLOB_DAT:
    case R_X86_64_JUMP_SLOT: return RelocationKind::kAddress;
    case R_X86_64_RELATIVE: return RelocationKind::kRelative;
    case R_X86_64_IRELATIVE: return RelocationKind::kResolved;
    case R_X86_64_DTPMOD64: return RelocationKind::kThreadModule;
    case R_X86_64_DTPOFF64: return RelocationKind::kThreadOffset;
    case R_X86_64_TPOFF64: return RelocationKind::kStaticThread;
    case R_X86_64_TLSDESC: return RelocationKind::kThreadDescriptor;
    case R_X86_64_32:
    case R_X86_64_PC32: return RelocationKind::kCodePatch;
    case R_X86_64_COPY: return RelocationKind::kCopy;
    default: return RelocationKind::kUnknown;
  }
#elif defined(__aarch64__)
  switch (type) {
    case R_AARCH64_NONE: return RelocationKind::kNone;
    case R_AARCH64_ABS64:
    case R_AARCH64_GLOB_DAT:
    case R_AARCH64_JUMP_SLOT: return RelocationKind::kAddress;
    case R_AARCH64_RELATIVE: return RelocationKind::kRelative;
    case R_AARCH64_IRELATIVE: return RelocationKind::kResolved;
    case R_AARCH64_TLS_DTPMOD: return RelocationKind::kThreadModule;
    case R_AARCH64_TLS_DTPREL: return RelocationKind::kThreadOffset;
    case R_AARCH64_TLS_TPREL: return RelocationKind::kStaticThread;
    case R_AARCH64_TLSDESC: return RelocationKind::kThreadDescriptor;
    case R_AARCH64_COPY: return RelocationKind::kCopy;
    default: return RelocationKind::kUnknown;
  }
#else
  return RelocationKind::kNone;
#endif
}

std::uint64_t BytesWritten(RelocationKind kind) {
  switch (kind) {
    case RelocationKind::kNone: return 0;
    case RelocationKind::kCodePatch: return 4;
    case RelocationKind::kThreadDescriptor: return 16;
    default: return 8;
  }
}

}  // namespace hotswap
