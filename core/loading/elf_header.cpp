#include "core/loading/elf_header.h"

#include <string_view>

namespace hotswap {
namespace {

/// What a file without the ELF signature is, as far as its first bytes tell.
std::string_view ForeignKind(const ByteView& file) {
  struct Signature {
    std::string_view bytes;
    std::string_view kind;
  };
  using namespace std::string_view_literals;
  constexpr Signature kSignatures[] = {{"MZ"sv, "is a Windows program or DLL"},
                                       {"\xCF\xFA\xED\xFE"sv, "is a macOS binary"},
                                       {"\xCA\xFE\xBA\xBE"sv, "is a macOS binary or a Java class"},
                                       {"!<arch>\n"sv, "is a static library (.a)"},
                                       {"INPUT"sv, "is a linker script"},
                                       {"/* GNU ld script"sv, "is a linker script"},
                                       {"PK\x03\x04"sv, "is a ZIP archive"},
                                       {"\x1F\x8B"sv, "is a gzip file"},
                                       {"#!"sv, "is a script"}};
  for (const Signature& signature : kSignatures) {
    if (file.StartsWith(signature.bytes)) return signature.kind;
  }
  return "is not an ELF file";
}

Error WrongClass(std::string_view what) {
  return {Errc::kWrongElfClass, std::string(what) + "; a 64-bit little-endian shared library (.so) is needed"};
}

Status CheckType(std::uint16_t type) {
  switch (type) {
    case ET_DYN: return {};
    case ET_REL: return WrongClass("is an object file (.o) that was not linked; link it with -shared");
    case ET_EXEC: return WrongClass("is an executable program");
    case ET_CORE: return WrongClass("is a core dump");
    default: return WrongClass("is ELF of the unknown type " + std::to_string(type));
  }
}

}  // namespace

std::string MachineName(std::uint16_t machine) {
  switch (machine) {
    case EM_386: return "x86 (32 bit)";
    case EM_X86_64: return "x86-64";
    case EM_ARM: return "ARM (32 bit)";
    case EM_AARCH64: return "AArch64";
    case EM_RISCV: return "RISC-V";
    case EM_PPC64: return "POWER (64 bit)";
    case EM_S390: return "IBM Z";
    case EM_MIPS: return "MIPS";
    case EM_SPARCV9: return "SPARC (64 bit)";
    case EM_IA_64: return "Itanium";
    case 258: return "LoongArch";  // EM_LOONGARCH; not in every elf.h.
    default: return "processor " + std::to_string(machine);
  }
}

Result<Elf64_Ehdr> ReadElfHeader(const ByteView& file) {
  if (!file.StartsWith({ELFMAG, SELFMAG})) {
    return Error{Errc::kNotElf, std::string(ForeignKind(file)) + "; a shared library (.so) for Linux is needed"};
  }
  const auto cut_off = [&] {
    return Error{Errc::kNotElf, "is cut off: it ends after " + std::to_string(file.size()) + " bytes, inside the ELF header"};
  };
  const auto file_class = file.Read<unsigned char>(EI_CLASS);
  const auto data = file.Read<unsigned char>(EI_DATA);
  if (!file_class || !data) return cut_off();
  if (*file_class == ELFCLASS32) return WrongClass("is a 32-bit library");
  if (*file_class != ELFCLASS64) return Error{Errc::kNotElf, "is damaged: its ELF header names no word size"};
  if (*data == ELFDATA2MSB) return WrongClass("is big-endian");
  if (*data != ELFDATA2LSB) return Error{Errc::kNotElf, "is damaged: its ELF header names no byte order"};

  const auto header = file.Read<Elf64_Ehdr>(0);
  if (!header) return cut_off();
  if (header->e_ident[EI_VERSION] != EV_CURRENT || header->e_version != EV_CURRENT) {
    return Error{Errc::kNotElf, "is damaged: its ELF header has an unknown version"};
  }
  if (header->e_machine != kHostMachine) {
    return Error{Errc::kWrongMachine, "is built for " + MachineName(header->e_machine) + ", this machine is " +
                                          MachineName(kHostMachine) + "; build it for this machine"};
  }
  if (Status type = CheckType(header->e_type); !type) return std::move(type).error();
  return *header;
}

}  // namespace hotswap
