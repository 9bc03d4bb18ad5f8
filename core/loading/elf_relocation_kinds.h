#ifndef HOTSWAP_CORE_LOADING_ELF_RELOCATION_KINDS_H_
#define HOTSWAP_CORE_LOADING_ELF_RELOCATION_KINDS_H_

#include <cstdint>

namespace hotswap {

/// What the loader does at a relocation, whatever the processor calls it.
enum class RelocationKind {
  kNone,
  kAddress,           ///< The address of a symbol.
  kRelative,          ///< An address in the library itself.
  kResolved,          ///< What a function of the library, called at once, says.
  kThreadModule,      ///< The number of a library's thread-local storage.
  kThreadOffset,      ///< A place in thread-local storage of any library.
  kStaticThread,      ///< A place in storage that must be there before the library is: initial-exec.
  kThreadDescriptor,  ///< Two words, for either.
  kCodePatch,         ///< 32 bits in code that was not built for a shared library.
  kCopy,              ///< Only executables have it.
  kUnknown,           ///< The loader refuses it.
};

/// Whether this file knows the host processor's relocations. If not, all are kNone: their symbols are judged and nothing else.
#if defined(__x86_64__) || defined(__aarch64__)
inline constexpr bool kRelocationKindsKnown = true;
#else
inline constexpr bool kRelocationKindsKnown = false;
#endif

/// The kind of the host processor's relocation type `type`.
RelocationKind KindOfRelocation(std::uint32_t type);

/// How many bytes a relocation of that kind overwrites.
std::uint64_t BytesWritten(RelocationKind kind);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_RELOCATION_KINDS_H_
