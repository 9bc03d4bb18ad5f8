#include "tests/campaigns/mutation.h"

#include <elf.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace hotswap {
namespace {

constexpr std::uint64_t kExtremes[] = {0,           1,      0x7FFF'FFFF'FFFF'FFFF, 0xFFFF'FFFF'FFFF'FFFF, 0x8000'0000'0000'0000,
                                       0xFFFF'FFFF, 0x1000, 0x4000'0000,           0x4141'4141'4141'4141, 0xFFFF'FFFF'FFFF'F000};

template <typename T>
T ReadAt(const std::string& bytes, std::uint64_t offset) {
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof(value));
  return value;
}

}  // namespace

Mutator::Mutator(std::string original, std::uint64_t seed) : original_(std::move(original)), random_(seed) { FindAreas(); }

void Mutator::FindAreas() {
  // Of a whole library, by its section table.
  const auto header = ReadAt<Elf64_Ehdr>(original_, 0);
  program_headers_.push_back({header.e_phoff, header.e_phnum * sizeof(Elf64_Phdr)});
  for (std::uint64_t i = 0; i < header.e_shnum; ++i) {
    const auto section = ReadAt<Elf64_Shdr>(original_, header.e_shoff + i * sizeof(Elf64_Shdr));
    const Area area{section.sh_offset, section.sh_size};
    const bool loaded = (section.sh_flags & SHF_ALLOC) != 0 && section.sh_size != 0;
    if (!loaded) continue;
    switch (section.sh_type) {
      case SHT_DYNAMIC: dynamic_.push_back(area); break;
      case SHT_NOTE: notes_.push_back(area); break;
      case SHT_DYNSYM:
      case SHT_RELA:
      case SHT_GNU_HASH:
      case SHT_GNU_verneed:
      case SHT_GNU_versym:
      case SHT_INIT_ARRAY:
      case SHT_FINI_ARRAY:
      case SHT_STRTAB: tables_.push_back(area); break;
      default: break;
    }
  }
}

std::uint64_t Mutator::PlaceIn(const std::vector<Area>& areas) {
  const Area& area = areas[Below(areas.size())];
  return area.offset + Below(area.length);
}

std::string Mutator::Next(MutationKind kind) {
  for (;;) {
    std::string bytes = original_;
    Mutate(kind, bytes);
    if (bytes != original_) return bytes;
  }
}

void Mutator::Mutate(MutationKind kind, std::string& bytes) {
  const std::vector<Area> whole{{0, bytes.size()}};
  const std::vector<Area> elf_header{{EI_NIDENT, sizeof(Elf64_Ehdr) - EI_NIDENT}};
  switch (kind) {
    case MutationKind::kFlippedBits:
      for (std::uint64_t left = 1 + Below(4); left > 0; --left) {
        char& byte = bytes[Below(bytes.size())];
        byte = static_cast<char>(byte ^ (1u << Below(8)));
      }
      return;
    case MutationKind::kOtherBytes: return SetBytes(bytes, whole, 16);
    case MutationKind::kElfHeader: return SetBytes(bytes, elf_header, 4);
    case MutationKind::kProgramHeaders: return SetBytes(bytes, program_headers_, 4);
    case MutationKind::kDynamicSection: return SetBytes(bytes, dynamic_, 4);
    case MutationKind::kLoaderTables: return SetBytes(bytes, tables_, 8);
    case MutationKind::kNotes: return SetBytes(bytes, notes_, 8);
    case MutationKind::kCutOff: bytes.resize(Below(bytes.size())); return;
    case MutationKind::kZeroedBlock: return OverwriteBlock(bytes, true);
    case MutationKind::kRandomBlock: return OverwriteBlock(bytes, false);
    case MutationKind::kInsertedBytes: bytes.insert(Below(bytes.size()), 1 + Below(64), static_cast<char>(Below(256))); return;
    case MutationKind::kExtremeNumbers: return SetExtremeNumber(bytes);
  }
}

void Mutator::SetBytes(std::string& bytes, const std::vector<Area>& areas, std::uint64_t most) {
  for (std::uint64_t left = 1 + Below(most); left > 0; --left) bytes[PlaceIn(areas)] = static_cast<char>(Below(256));
}

void Mutator::OverwriteBlock(std::string& bytes, bool zeroed) {
  const std::uint64_t start = Below(bytes.size());
  const std::uint64_t end = std::min<std::uint64_t>(start + 1 + Below(512), bytes.size());
  for (std::uint64_t at = start; at < end; ++at) bytes[at] = zeroed ? '\0' : static_cast<char>(Below(256));
}

void Mutator::SetExtremeNumber(std::string& bytes) {
  const std::vector<Area>* areas[] = {&program_headers_, &dynamic_, &tables_};
  const std::uint64_t at = PlaceIn(*areas[Below(std::size(areas))]) & ~std::uint64_t{7};
  const std::uint64_t value = kExtremes[Below(std::size(kExtremes))];
  if (at + sizeof(value) <= bytes.size()) std::memcpy(bytes.data() + at, &value, sizeof(value));
}

}  // namespace hotswap
