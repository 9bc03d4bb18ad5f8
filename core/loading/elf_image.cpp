#include "core/loading/elf_image.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/loading/elf_damage.h"
#include "core/loading/elf_header.h"
#include "core/loading/elf_sections.h"

namespace hotswap {
namespace {

// User space ends far below; the limit keeps sums of addresses from wrapping.
constexpr std::uint64_t kMaxAddress = 1ull << 56;
// The smallest page that a 64-bit Linux has. A library for larger ones is aligned to these too.
constexpr std::uint64_t kPage = 4096;
// No linker writes nearly as many.
constexpr std::uint64_t kMostProgramHeaders = 256;

std::uint64_t PageStart(std::uint64_t address) { return address & ~(kPage - 1); }
std::uint64_t PageEnd(std::uint64_t address) { return PageStart(address + kPage - 1); }

Status CheckAlignment(const Elf64_Phdr& segment) {
  const std::uint64_t align = segment.p_align;
  if (align < kPage || (align & (align - 1)) != 0) return Damaged("a segment is not aligned to pages");
  if (((segment.p_vaddr - segment.p_offset) & (align - 1)) != 0) {
    return Damaged("a segment's place in the file does not fit its place in memory");
  }
  return {};
}

}  // namespace

Result<ElfImage> ElfImage::Parse(std::span<const std::byte> bytes) {
  ElfImage image{ByteView(bytes)};
  auto header = ReadElfHeader(image.file_);
  if (!header) return std::move(header).error();
  if (Status sections = CheckSections(image.file_, *header); !sections) return std::move(sections).error();
  if (Status segments = image.ReadProgramHeaders(*header); !segments) return std::move(segments).error();
  if (Status first = image.CheckFirstSegment(*header); !first) return std::move(first).error();
  if (Status dynamic = image.ReadDynamic(); !dynamic) return std::move(dynamic).error();
  if (image.IsExecutable()) {
    return Error{Errc::kWrongElfClass,
                 "is an executable program (position independent), not a shared library; link it with -shared"};
  }
  return image;
}

Status ElfImage::ReadProgramHeaders(const Elf64_Ehdr& header) {
  if (header.e_phentsize != sizeof(Elf64_Phdr)) return Damaged("its program headers have an unknown size");
  if (header.e_phnum > kMostProgramHeaders) return Damaged("it has more program headers than any linker writes");
  if (!file_.Contains(header.e_phoff, std::uint64_t{header.e_phnum} * sizeof(Elf64_Phdr))) {
    return Damaged("its program headers lie outside the file");
  }
  for (std::uint64_t i = 0; i < header.e_phnum; ++i) {
    const auto entry = file_.Read<Elf64_Phdr>(header.e_phoff + i * sizeof(Elf64_Phdr));
    program_headers_.push_back(*entry);
    if (entry->p_type == PT_INTERP) has_interpreter_ = true;
    if (entry->p_type == PT_DYNAMIC) {
      if (dynamic_at_) return Damaged("it has two dynamic sections");
      dynamic_at_ = *entry;
    }
    if (entry->p_type != PT_LOAD) continue;
    if (Status added = AddSegment(*entry); !added) return added;
  }
  if (segments_.empty()) return Damaged("it has no segment to load");
  return {};
}

Status ElfImage::AddSegment(const Elf64_Phdr& segment) {
  if (segment.p_vaddr > kMaxAddress || segment.p_memsz > kMaxAddress) return Damaged("a segment lies outside the address space");
  if (segment.p_memsz == 0) return {};
  if (segment.p_filesz > segment.p_memsz) return Damaged("a segment is larger in the file than in memory");
  if (!file_.Contains(segment.p_offset, segment.p_filesz)) {
    return Error{Errc::kNotElf, "is cut off: it has " + std::to_string(file_.size()) + " bytes, a segment of " +
                                    std::to_string(segment.p_filesz) + " bytes starts at byte " +
                                    std::to_string(segment.p_offset) + "; is it still being copied?"};
  }
  if (Status aligned = CheckAlignment(segment); !aligned) return aligned;
  if ((segment.p_flags & PF_R) == 0) return Damaged("a segment cannot be read");
  // The loader reserves from the first to the last in the order of the table: one out of order, or one that shares a page with
  // the one before, would be mapped over what is there.
  if (!segments_.empty() && PageStart(segment.p_vaddr) < PageEnd(memory_end())) {
    return Damaged("its segments overlap or are out of order");
  }
  segments_.push_back(segment);
  if (memory_end() - segments_.front().p_vaddr > kMostMemory) {
    return Error{Errc::kTooLarge, "asks for " + std::to_string((memory_end() - segments_.front().p_vaddr) >> 20) +
                                      " MiB of memory, more than the " + std::to_string(kMostMemory >> 20) +
                                      " MiB that an operator may have; is its header damaged?"};
  }
  return {};
}

Status ElfImage::CheckFirstSegment(const Elf64_Ehdr& header) const {
  // The loader and everybody who walks through the loaded libraries read the headers in memory, counted from the first segment.
  const Elf64_Phdr& first = segments_.front();
  const std::uint64_t headers_end = header.e_phoff + std::uint64_t{header.e_phnum} * sizeof(Elf64_Phdr);
  if (PageStart(first.p_offset) != 0 || first.p_offset > 0)
    return Damaged("its first segment does not begin with the ELF header");
  if (headers_end > first.p_filesz) return Damaged("its program headers are in no segment");
  return {};
}

Status ElfImage::ReadDynamic() {
  if (!dynamic_at_) return Error{Errc::kWrongElfClass, "has no dynamic section: it is no shared library (link it with -shared)"};
  const auto offset = FileOffset(dynamic_at_->p_vaddr, dynamic_at_->p_filesz);
  if (!offset) return Damaged("its dynamic section lies outside the segments");
  if (*offset != dynamic_at_->p_offset || dynamic_at_->p_vaddr % alignof(Elf64_Dyn) != 0) {
    return Damaged("its dynamic section is not where its header says");
  }
  // The loader adds its addresses to the entries, unless the header says that it must not.
  const bool adjusted = (dynamic_at_->p_flags & PF_W) != 0;
  if (adjusted && !InMemory(dynamic_at_->p_vaddr, dynamic_at_->p_filesz, PF_W)) {
    return Damaged("its dynamic section cannot be written");
  }
  for (std::uint64_t i = 0; i < dynamic_at_->p_filesz / sizeof(Elf64_Dyn); ++i) {
    const auto entry = file_.Read<Elf64_Dyn>(*offset + i * sizeof(Elf64_Dyn));
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

bool ElfImage::InMemory(std::uint64_t address, std::uint64_t length, std::uint32_t flags) const {
  return std::ranges::any_of(segments_, [&](const Elf64_Phdr& segment) {
    if (address < segment.p_vaddr || (segment.p_flags & flags) != flags) return false;
    const std::uint64_t within = address - segment.p_vaddr;
    return within <= segment.p_memsz && length <= segment.p_memsz - within;
  });
}

std::optional<std::uint64_t> ElfImage::Dynamic(std::int64_t tag) const {
  for (auto entry = dynamic_.rbegin(); entry != dynamic_.rend(); ++entry) {
    if (entry->d_tag == tag) return entry->d_un.d_val;
  }
  return std::nullopt;
}

}  // namespace hotswap
