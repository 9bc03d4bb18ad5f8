#include "core/loading/elf_dynamic.h"

#include <elf.h>

#include <algorithm>
#include <array>
#include <string>

#include "core/loading/elf_damage.h"

namespace hotswap {
namespace {

// Newer than some systems' elf.h.
constexpr std::int64_t kRelrSize = 35;
constexpr std::int64_t kRelr = 36;
constexpr std::int64_t kRelrEntry = 37;
constexpr std::int64_t kSymtabShndx = 34;

/// Tags that the loader reads together: when one is there, all are.
struct TagGroup {
  std::array<std::int64_t, 3> tags;  // DT_NULL: none.
  const char* what;
};
constexpr TagGroup kGroups[] = {{{DT_RELA, DT_RELASZ, DT_RELAENT}, "its relocations"},
                                {{DT_JMPREL, DT_PLTRELSZ, DT_PLTREL}, "its relocations of calls"},
                                {{kRelr, kRelrSize, kRelrEntry}, "its packed relocations"},
                                {{DT_INIT_ARRAY, DT_INIT_ARRAYSZ}, "its initialisers"},
                                {{DT_FINI_ARRAY, DT_FINI_ARRAYSZ}, "its finalisers"},
                                {{DT_VERNEED, DT_VERNEEDNUM}, "the versions that it needs"},
                                {{DT_VERDEF, DT_VERDEFNUM}, "the versions that it defines"},
                                {{DT_SYMTAB, DT_SYMENT}, "its symbols"}};

/// Tags whose value must be this one, or the loader stops the process.
struct FixedValue {
  std::int64_t tag;
  std::uint64_t value;
};
constexpr FixedValue kFixedValues[] = {
    {DT_SYMENT, sizeof(Elf64_Sym)}, {DT_RELAENT, sizeof(Elf64_Rela)}, {DT_PLTREL, DT_RELA}, {kRelrEntry, sizeof(std::uint64_t)}};

bool MayRepeat(std::int64_t tag) {
  return tag == DT_NEEDED || tag == DT_AUXILIARY || tag == DT_FILTER || tag == DT_AUDIT || tag == DT_DEPAUDIT;
}

bool IsString(std::int64_t tag) { return MayRepeat(tag) || tag == DT_SONAME || tag == DT_RPATH || tag == DT_RUNPATH; }

/// Tags between the generic and the operating system's have no meaning; one there is a damaged one.
bool HasMeaning(std::int64_t tag) { return (tag > DT_NULL && tag <= kRelrEntry) || (tag >= 0x6000'0000 && tag <= 0x7FFF'FFFF); }

Status CheckEntries(const ElfImage& image, const ElfStrings& strings) {
  std::vector<std::int64_t> tags;
  for (const Elf64_Dyn& entry : image.dynamic()) {
    if (!HasMeaning(entry.d_tag)) return Damaged("its dynamic section has an entry without a meaning");
    if (entry.d_tag == DT_REL || entry.d_tag == DT_RELSZ || entry.d_tag == DT_RELENT) {
      return Damaged("it has relocations of a kind that this processor has not");
    }
    if (IsString(entry.d_tag) && !strings.At(entry.d_un.d_val)) {
      return Damaged("its dynamic section names a string outside the string table");
    }
    if (!MayRepeat(entry.d_tag) && entry.d_tag <= kRelrEntry) tags.push_back(entry.d_tag);
  }
  std::ranges::sort(tags);
  if (std::ranges::adjacent_find(tags) != tags.end()) return Damaged("its dynamic section has an entry twice");
  return {};
}

}  // namespace

Result<ElfStrings> ElfStrings::Read(const ElfImage& image) {
  const auto address = image.Dynamic(DT_STRTAB);
  const auto size = image.Dynamic(DT_STRSZ);
  if (!address || !size) return Damaged("it has no dynamic string table");
  const auto start = image.FileOffset(*address, *size);
  if (!start || *size == 0) return Damaged("its string table lies outside the file");
  // Then every string that begins in it also ends in it.
  if (*image.file().Read<char>(*start + *size - 1) != '\0') return Damaged("its string table has no end");
  return ElfStrings(image.file(), *start, *start + *size);
}

std::optional<std::string_view> ElfStrings::At(std::uint64_t offset) const {
  if (offset >= end_ - start_) return std::nullopt;
  return file_.Text(start_ + offset, end_);
}

Status CheckDynamic(const ElfImage& image, const ElfStrings& strings) {
  if (Status entries = CheckEntries(image, strings); !entries) return entries;
  for (const TagGroup& group : kGroups) {
    std::size_t wanted = 0;
    std::size_t found = 0;
    for (const std::int64_t tag : group.tags) {
      if (tag == DT_NULL) continue;
      ++wanted;
      if (image.Dynamic(tag)) ++found;
    }
    if (found != 0 && found != wanted) return Damaged("its dynamic section tells only a part about " + std::string(group.what));
  }
  for (const FixedValue& fixed : kFixedValues) {
    if (image.Dynamic(fixed.tag).value_or(fixed.value) != fixed.value) {
      return Damaged("a table that its dynamic section names has entries of an unknown size or kind");
    }
  }
  if (image.Dynamic(kSymtabShndx)) return Damaged("its dynamic section has an entry of an object file");
  return {};
}

std::vector<std::string_view> DynamicStrings(const ElfImage& image, const ElfStrings& strings, std::int64_t tag) {
  std::vector<std::string_view> found;
  for (const Elf64_Dyn& entry : image.dynamic()) {
    if (entry.d_tag != tag) continue;
    if (const auto text = strings.At(entry.d_un.d_val)) found.push_back(*text);
  }
  return found;
}

}  // namespace hotswap
