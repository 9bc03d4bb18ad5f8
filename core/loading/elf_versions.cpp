#include "core/loading/elf_versions.h"

#include <elf.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/loading/elf_damage.h"
#include "core/loading/elf_hash.h"

namespace hotswap {
namespace {

/// The versions that symbols may have, by index. The highest bit of an index means "hidden".
class VersionIndexes {
 public:
  VersionIndexes() : known_(2, true) {}  // Local and global are always there.

  void Add(std::uint16_t index) {
    index &= kMask;
    if (index >= known_.size()) known_.resize(std::size_t{index} + 1);
    known_[index] = true;
  }
  bool Has(std::uint16_t index) const { return (index & kMask) < known_.size() && known_[index & kMask]; }

 private:
  static constexpr std::uint16_t kMask = 0x7FFF;
  std::vector<bool> known_;
};

Error BadNeeds() { return Damaged("its list of needed versions is not whole"); }
Error BadDefinitions() { return Damaged("its list of defined versions is not whole"); }

Status ReadNeededVersions(const ElfImage& image, const ElfStrings& strings, std::uint64_t address, const Elf64_Verneed& need,
                          VersionIndexes& indexes) {
  std::uint64_t at = address + need.vn_aux;
  for (unsigned i = 0; i < need.vn_cnt; ++i) {
    const auto version = image.Read<Elf64_Vernaux>(at);
    if (!version) return BadNeeds();
    const auto name = strings.At(version->vna_name);
    if (!name || version->vna_hash != SysvHash(*name)) return BadNeeds();
    if ((version->vna_other & 0x7FFF) <= VER_NDX_GLOBAL) return BadNeeds();
    indexes.Add(version->vna_other);
    const bool last = i + 1 == need.vn_cnt;
    if (last != (version->vna_next == 0)) return BadNeeds();
    at += version->vna_next;
  }
  return {};
}

Status ReadNeeds(const ElfImage& image, const ElfStrings& strings, VersionIndexes& indexes) {
  const auto table = image.Dynamic(DT_VERNEED);
  if (!table) return {};
  const std::uint64_t count = image.Dynamic(DT_VERNEEDNUM).value_or(0);
  const auto needed = DynamicStrings(image, strings, DT_NEEDED);
  std::uint64_t at = *table;
  for (std::uint64_t i = 0;; ++i) {
    const auto need = image.Read<Elf64_Verneed>(at);
    if (!need || need->vn_version != VER_NEED_CURRENT || need->vn_cnt == 0) return BadNeeds();
    // The loader ends the process when it finds none.
    const auto file = strings.At(need->vn_file);
    if (!file || std::ranges::find(needed, *file) == needed.end()) {
      return Damaged("it needs versions of a library that it does not need");
    }
    if (Status versions = ReadNeededVersions(image, strings, at, *need, indexes); !versions) return versions;
    const bool last = i + 1 >= count;
    if (last != (need->vn_next == 0)) return BadNeeds();
    if (last) return {};
    at += need->vn_next;
  }
}

Status ReadDefinitions(const ElfImage& image, const ElfStrings& strings, VersionIndexes& indexes) {
  const auto table = image.Dynamic(DT_VERDEF);
  if (!table) return {};
  const std::uint64_t count = image.Dynamic(DT_VERDEFNUM).value_or(0);
  std::uint64_t at = *table;
  for (std::uint64_t i = 0;; ++i) {
    const auto definition = image.Read<Elf64_Verdef>(at);
    if (!definition || definition->vd_version != VER_DEF_CURRENT || definition->vd_cnt == 0) return BadDefinitions();
    const auto first = image.Read<Elf64_Verdaux>(at + definition->vd_aux);
    const auto name = first ? strings.At(first->vda_name) : std::nullopt;
    if (!name || definition->vd_hash != SysvHash(*name)) return BadDefinitions();
    indexes.Add(definition->vd_ndx);
    const bool last = i + 1 >= count;
    if (last != (definition->vd_next == 0)) return BadDefinitions();
    if (last) return {};
    at += definition->vd_next;
  }
}

}  // namespace

Status CheckVersions(const ElfImage& image, const ElfStrings& strings, std::size_t symbol_count) {
  VersionIndexes indexes;
  if (Status needs = ReadNeeds(image, strings, indexes); !needs) return needs;
  if (Status definitions = ReadDefinitions(image, strings, indexes); !definitions) return definitions;
  const auto table = image.Dynamic(DT_VERSYM);
  const bool has_versions = image.Dynamic(DT_VERNEED) || image.Dynamic(DT_VERDEF);
  if (!table && !has_versions) return {};
  if (!table || !has_versions) return Damaged("it tells only a part about the versions of its symbols");
  const auto offset = image.FileOffset(*table, symbol_count * sizeof(Elf64_Half));
  if (!offset) return Damaged("the versions of its symbols lie outside the file");
  for (std::size_t i = 0; i < symbol_count; ++i) {
    if (!indexes.Has(*image.file().Read<Elf64_Half>(*offset + i * sizeof(Elf64_Half)))) {
      return Damaged("a symbol has a version that is neither needed nor defined");
    }
  }
  return {};
}

}  // namespace hotswap
