#include "core/loading/elf_image.h"

#include <string>
#include <utility>

#include "core/loading/elf_header.h"

namespace hotswap {
namespace {

// User space ends far below; the limit keeps sums of addresses from wrapping.
constexpr std::uint64_t kMaxAddress = 1ull << 56;

Error Damaged(std::string_view what) { return {Errc::kNotElf, "is damaged: " + std::string(what)}; }

}  // namespace

Result<ElfImage> ElfImage::Parse(std::span<const std::byte> bytes) {
  ElfImage image{ByteView(bytes)};
  auto header = ReadElfHeader(image.file_);
  if (!header) return std::move(header).error();
  if (Status sections = image.CheckSectionTable(*header); !sections) return std::move(sections).error();
  if (Status segments = image.ReadProgramHeaders(*header); !segments) return std::move(segments).error();
  if (Status dynamic = image.ReadDynamic(); !dynamic) return std::move(dynamic).error();
  if (image.IsExecutable()) {
    return Error{Errc::kWrongElfClass,
                 "is an executable program (position independent), not a shared library; link it with -shared"};
  }
  return image;
}

Status ElfImage::CheckSectionTable(const Elf64_Ehdr& header) const {
  // The loader never looks at it, but it is the last thing in a file: when it is missing, so may be anything before it. A
  // count of 0 with a table is the escape for more than 65,279 sections.
  if (header.e_shoff == 0) return {};
  const std::uint64_t length = std::uint64_t{header.e_shnum} * header.e_shentsize;
  if (file_.Contains(header.e_shoff, length)) return {};
  return Error{Errc::kNotElf, "is cut off: it has " + std::to_string(file_.size()) +
                                  " bytes and its section table lies beyond them; is it still being copied?"};
}

Status ElfImage::ReadProgramHeaders(const Elf64_Ehdr& header) {
  if (header.e_phentsize != sizeof(Elf64_Phdr)) return Damaged("its program headers have an unknown size");
  if (!file_.Contains(header.e_phoff, std::uint64_t{header.e_phnum} * sizeof(Elf64_Phdr))) {
    return Damaged("its program headers lie outside the file");
  }
  for (std::uint64_t i = 0; i < header.e_phnum; ++i) {
    const auto entry = file_.Read<Elf64_Phdr>(header.e_phoff + i * sizeof(Elf64_Phdr));
    if (entry->p_type == PT_INTERP) has_interpreter_ = true;
    if (entry->p_type == PT_DYNAMIC) dynamic_at_ = *entry;
    if (entry->p_type != PT_LOAD || entry->p_memsz == 0) continue;
    if (Status added = AddSegment(*entry); !added) return added;
  }
  if (segments_.empty()) return Damaged("it has no segment to load");
  return {};
}

Status ElfImage::AddSegment(const Elf64_Phdr& segment) {
  if (segment.p_vaddr > kMaxAddress || segment.p_memsz > kMaxAddress) return Damaged("a segment lies outside the address space");
  if (segment.p_filesz > segment.p_memsz) return Damaged("a segment is larger in the file than in memory");
  if (!file_.Contains(segment.p_offset, segment.p_filesz)) {
    return Error{Errc::kNotElf, "is cut off: it has " + std::to_string(file_.size()) + " bytes, a segment of " +
                                    std::to_string(segment.p_filesz) + " bytes starts at byte " +
                                    std::to_string(segment.p_offset) + "; is it still being copied?"};
  }
  // The loader reserves from the first to the last in the order of the table: one out of order would be mapped over what
  // else is there in the process.
  if (!segments_.empty() && segment.p_vaddr < segments_.back().p_vaddr + segments_.back().p_memsz) {
    return Damaged("its segments overlap or are out of order");
  }
  segments_.push_back(segment);
  return {};
}

Status ElfImage::ReadDynamic() {
  if (!dynamic_at_) return Error{Errc::kWrongElfClass, "has no dynamic section: it is no shared library (link it with -shared)"};
  if (!FileOffset(dynamic_at_->p_vaddr, dynamic_at_->p_filesz)) return Damaged("its dynamic section lies outside the segments");
  for (std::uint64_t i = 0; i < dynamic_at_->p_filesz / sizeof(Elf64_Dyn); ++i) {
    const auto entry = Read<Elf64_Dyn>(dynamic_at_->p_vaddr + i * sizeof(Elf64_Dyn));
    if (entry->d_tag == DT_NULL) return {};
    dynamic_.push_back(*entry);
  }
  // The loader reads on until it finds the end.
  return Damaged("its dynamic section has no end");
}

bool ElfImage::IsExecutable() const {
  // Both PIE and .so are ET_DYN, and libc.so.6 has an interpreter too. Linkers mark a PIE by DF_1_PIE; older ones give it
  // DT_DEBUG, which no shared library has.
  if ((Dynamic(DT_FLAGS_1).value_or(0) & DF_1_PIE) != 0) return true;
  return has_interpreter_ && Dynamic(DT_DEBUG).has_value();
}

std::optional<std::uint64_t> ElfImage::FileOffset(std::uint64_t address, std::uint64_t length) const {
  for (const Elf64_Phdr& segment : segments_) {
    if (address < segment.p_vaddr) continue;
    const std::uint64_t within = address - segment.p_vaddr;
    if (within <= segment.p_filesz && length <= segment.p_filesz - within) return segment.p_offset + within;
  }
  return std::nullopt;
}

bool ElfImage::IsCode(std::uint64_t address) const {
  for (const Elf64_Phdr& segment : segments_) {
    const bool inside = address >= segment.p_vaddr && address - segment.p_vaddr < segment.p_memsz;
    if (inside) return (segment.p_flags & PF_X) != 0;
  }
  return false;
}

std::optional<std::uint64_t> ElfImage::Dynamic(std::int64_t tag) const {
  for (auto entry = dynamic_.rbegin(); entry != dynamic_.rend(); ++entry) {
    if (entry->d_tag == tag) return entry->d_un.d_val;
  }
  return std::nullopt;
}

}  // namespace hotswap
