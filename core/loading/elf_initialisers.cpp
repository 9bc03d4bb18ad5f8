#include "core/loading/elf_initialisers.h"

#include <elf.h>

#include <algorithm>
#include <cstdint>

#include "core/loading/elf_damage.h"
#include "core/loading/elf_relocation_kinds.h"
#include "core/loading/elf_relocations.h"

namespace hotswap {
namespace {

constexpr std::uint64_t kPointer = sizeof(std::uint64_t);

/// An array of functions, of which the file holds placeholders that relocations fill.
class FunctionArray {
 public:
  FunctionArray(std::uint64_t address, std::uint64_t length) : address_(address), filled_(length / kPointer) {}

  /// The index of the entry at `address`; past the end for one elsewhere.
  std::size_t IndexOf(std::uint64_t address) const {
    if (address < address_ || (address - address_) % kPointer != 0) return filled_.size();
    return std::min<std::size_t>((address - address_) / kPointer, filled_.size());
  }

  void Fill(std::uint64_t address, bool with_code) {
    const std::size_t index = IndexOf(address);
    if (index < filled_.size()) filled_[index] = with_code;
  }

  bool whole() const {
    return std::ranges::all_of(filled_, [](bool filled) { return filled; });
  }

 private:
  std::uint64_t address_;
  std::vector<bool> filled_;
};

bool FillsWithCode(const ElfImage& image, const std::vector<ElfSymbol>& symbols, const Elf64_Rela& relocation) {
  const RelocationKind kind = KindOfRelocation(static_cast<std::uint32_t>(ELF64_R_TYPE(relocation.r_info)));
  if (kind == RelocationKind::kRelative) return image.IsCode(static_cast<std::uint64_t>(relocation.r_addend));
  const std::uint64_t symbol = ELF64_R_SYM(relocation.r_info);
  if (kind != RelocationKind::kAddress || symbol == 0 || symbol > symbols.size()) return kind == RelocationKind::kResolved;
  const ElfSymbol& named = symbols[symbol - 1];
  return !named.defined() || named.function() || image.IsCode(named.entry.st_value);
}

Status CheckFunctions(const ElfImage& image, const std::vector<ElfSymbol>& symbols, std::int64_t tag, std::int64_t size_tag) {
  const std::uint64_t length = image.Dynamic(size_tag).value_or(0);
  if (length == 0) return {};
  const std::uint64_t address = image.Dynamic(tag).value_or(0);
  if (length % kPointer != 0 || !image.FileOffset(address, length)) {
    return Damaged("its list of functions to call lies outside the file");
  }
  if (!kRelocationKindsKnown) return {};
  FunctionArray functions(address, length);
  const Status read = ForEachRelocation(image, [&](const Elf64_Rela& relocation) {
    if (relocation.r_offset - address < length) functions.Fill(relocation.r_offset, FillsWithCode(image, symbols, relocation));
  });
  if (!read) return read;
  const Status packed = ForEachPackedRelocation(image, [&](std::uint64_t at) {
    if (at - address < length) functions.Fill(at, image.IsCode(image.Read<std::uint64_t>(at).value_or(0)));
  });
  if (!packed) return packed;
  if (!functions.whole()) return Damaged("loading or unloading it would call what is no code");
  return {};
}

}  // namespace

Status CheckInitialisers(const ElfImage& image, const std::vector<ElfSymbol>& symbols) {
  for (const std::int64_t tag : {DT_INIT, DT_FINI}) {
    const auto function = image.Dynamic(tag);
    if (function && !image.IsCode(*function)) return Damaged("loading or unloading it would call what is no code");
  }
  if (Status first = CheckFunctions(image, symbols, DT_INIT_ARRAY, DT_INIT_ARRAYSZ); !first) return first;
  return CheckFunctions(image, symbols, DT_FINI_ARRAY, DT_FINI_ARRAYSZ);
}

}  // namespace hotswap
