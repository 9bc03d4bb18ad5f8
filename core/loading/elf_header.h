#ifndef HOTSWAP_CORE_LOADING_ELF_HEADER_H_
#define HOTSWAP_CORE_LOADING_ELF_HEADER_H_

#include <elf.h>

#include <cstdint>
#include <string>

#include "core/base/result.h"
#include "core/loading/byte_view.h"

namespace hotswap {

/// The processor that this program was built for, as ELF numbers it.
#if defined(__x86_64__)
inline constexpr std::uint16_t kHostMachine = EM_X86_64;
#elif defined(__aarch64__)
inline constexpr std::uint16_t kHostMachine = EM_AARCH64;
#elif defined(__riscv) && __riscv_xlen == 64
inline constexpr std::uint16_t kHostMachine = EM_RISCV;
#elif defined(__powerpc64__) && defined(__LITTLE_ENDIAN__)
inline constexpr std::uint16_t kHostMachine = EM_PPC64;
#else
#error "the ELF reader knows 64-bit little-endian machines only; add this one here and to MachineName"
#endif

/// What people call a processor: "x86-64", "AArch64"; "processor 999" for one without a name here.
std::string MachineName(std::uint16_t machine);

/// The header of `file` when it is a 64-bit little-endian shared object for this machine. Error texts begin with a verb ("is a
/// text file …"), for the caller to put the file's name before.
Result<Elf64_Ehdr> ReadElfHeader(const ByteView& file);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_HEADER_H_
