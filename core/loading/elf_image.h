#ifndef HOTSWAP_CORE_LOADING_ELF_IMAGE_H_
#define HOTSWAP_CORE_LOADING_ELF_IMAGE_H_

#include <elf.h>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/loading/byte_view.h"

namespace hotswap {

/// A shared library as the dynamic loader would see it: by program headers and dynamic section, addressed by virtual address.
///
/// Lifetime  Borrows the bytes that it was parsed from.
/// Failure   Parse() never reads outside the bytes, whatever they are. Error texts begin with a verb, for the caller to put the
///           file's name before.
class ElfImage {
 public:
  /// More memory than this is taken for damage: no operator has it in its file, and mapping it could starve the machine.
  static constexpr std::uint64_t kMostMemory = 16ull << 30;

  /// Refuses what ReadElfHeader() refuses, executables, a file of which parts are missing (dlopen would map what is not there
  /// and die of SIGBUS), and segments that the loader would lay over each other.
  static Result<ElfImage> Parse(std::span<const std::byte> bytes);

  /// Where in the file the `length` bytes at virtual `address` are; nothing unless one segment has them all in the file.
  std::optional<std::uint64_t> FileOffset(std::uint64_t address, std::uint64_t length) const;

  /// A copy of the T at virtual `address`.
  template <typename T>
  std::optional<T> Read(std::uint64_t address) const {
    const auto offset = FileOffset(address, sizeof(T));
    return offset ? file_.Read<T>(*offset) : std::nullopt;
  }

  /// Whether one segment with all of `flags` (PF_…) has the `length` bytes at `address` in memory.
  bool InMemory(std::uint64_t address, std::uint64_t length, std::uint32_t flags) const;

  /// Whether `address` lies in an executable segment.
  bool IsCode(std::uint64_t address) const { return InMemory(address, 1, PF_X); }

  /// The end of the last segment, as a virtual address.
  std::uint64_t memory_end() const { return segments_.back().p_vaddr + segments_.back().p_memsz; }

  /// The value of the last entry of the dynamic section with this tag (DT_…), as the loader keeps the last.
  std::optional<std::uint64_t> Dynamic(std::int64_t tag) const;

  /// All entries of the dynamic section, in order, without the closing DT_NULL.
  const std::vector<Elf64_Dyn>& dynamic() const { return dynamic_; }

  /// Virtual address of the dynamic section.
  std::uint64_t dynamic_address() const { return dynamic_at_->p_vaddr; }
  std::uint64_t dynamic_length() const { return dynamic_at_->p_memsz; }

  /// All program headers, in order.
  const std::vector<Elf64_Phdr>& program_headers() const { return program_headers_; }

  /// The segments that are mapped, in rising order, which do not overlap.
  const std::vector<Elf64_Phdr>& segments() const { return segments_; }

  const ByteView& file() const { return file_; }

 private:
  explicit ElfImage(ByteView file) : file_(file) {}
  Status ReadProgramHeaders(const Elf64_Ehdr& header);
  Status AddSegment(const Elf64_Phdr& segment);
  Status CheckFirstSegment(const Elf64_Ehdr& header) const;
  Status ReadDynamic();
  bool IsExecutable() const;

  ByteView file_;
  std::vector<Elf64_Phdr> program_headers_;
  std::vector<Elf64_Phdr> segments_;      // PT_LOAD, in rising order.
  std::optional<Elf64_Phdr> dynamic_at_;  // PT_DYNAMIC.
  bool has_interpreter_ = false;
  std::vector<Elf64_Dyn> dynamic_;  // Without the closing DT_NULL.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_IMAGE_H_
