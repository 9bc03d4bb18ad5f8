#ifndef HOTSWAP_CORE_LOADING_ELF_DYNAMIC_H_
#define HOTSWAP_CORE_LOADING_ELF_DYNAMIC_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/loading/elf_image.h"

namespace hotswap {

/// The strings of a library's dynamic section and symbols.
///
/// Lifetime  Borrows the image's bytes.
class ElfStrings {
 public:
  static Result<ElfStrings> Read(const ElfImage& image);

  /// The string at `offset`; nothing outside the table.
  std::optional<std::string_view> At(std::uint64_t offset) const;

 private:
  ElfStrings(const ByteView& file, std::uint64_t start, std::uint64_t end) : file_(file), start_(start), end_(end) {}

  ByteView file_;
  std::uint64_t start_;
  std::uint64_t end_;
};

/// Whether the dynamic section is one that the loader can follow: no entry twice or of an unknown meaning, tables with their
/// sizes, sizes of entries as they must be (the loader ends the process when they are not), and strings inside the table.
Status CheckDynamic(const ElfImage& image, const ElfStrings& strings);

/// The strings of the entries with this tag (DT_NEEDED, DT_SONAME, DT_RUNPATH, …), in order.
std::vector<std::string_view> DynamicStrings(const ElfImage& image, const ElfStrings& strings, std::int64_t tag);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_DYNAMIC_H_
