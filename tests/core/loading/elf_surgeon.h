#ifndef HOTSWAP_TESTS_CORE_LOADING_ELF_SURGEON_H_
#define HOTSWAP_TESTS_CORE_LOADING_ELF_SURGEON_H_

#include <elf.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace hotswap::testing {

/// Makes one cut into a whole shared library, so that a test shows which byte a check is about.
///
/// Failure  An entry that is not there fails the test and leaves the bytes as they are.
class ElfSurgeon {
 public:
  explicit ElfSurgeon(std::string bytes) : bytes_(std::move(bytes)) {}

  const std::string& bytes() const { return bytes_; }
  std::span<const std::byte> span() const { return std::as_bytes(std::span(bytes_)); }

  template <typename T>
  T Get(std::uint64_t offset) const {
    T value{};
    EXPECT_EQ(bytes_.copy(reinterpret_cast<char*>(&value), sizeof(value), offset), sizeof(value));
    return value;
  }
  template <typename T>
  ElfSurgeon& Put(std::uint64_t offset, T value) {
    bytes_.replace(offset, sizeof(value), reinterpret_cast<const char*>(&value), sizeof(value));
    return *this;
  }

  /// Changes the first program header of that type that `wanted` says yes to.
  ElfSurgeon& Segment(
      std::uint32_t type, const std::function<void(Elf64_Phdr&)>& change,
      const std::function<bool(const Elf64_Phdr&)>& wanted = [](const Elf64_Phdr&) { return true; }) {
    const auto header = Get<Elf64_Ehdr>(0);
    for (std::uint64_t i = 0; i < header.e_phnum; ++i) {
      const std::uint64_t at = header.e_phoff + i * sizeof(Elf64_Phdr);
      auto segment = Get<Elf64_Phdr>(at);
      if (segment.p_type != type || !wanted(segment)) continue;
      change(segment);
      return Put(at, segment);
    }
    ADD_FAILURE() << "no program header of type " << type;
    return *this;
  }

  /// Changes the first entry of the dynamic section with that tag.
  ElfSurgeon& Dynamic(std::int64_t tag, const std::function<void(Elf64_Dyn&)>& change) {
    const std::optional<std::uint64_t> at = FindDynamic(tag);
    if (!at) {
      ADD_FAILURE() << "no entry of tag " << tag << " in the dynamic section";
      return *this;
    }
    auto entry = Get<Elf64_Dyn>(*at);
    change(entry);
    return Put(*at, entry);
  }

  /// Writes an entry over the first of the spare ones that linkers leave at the end.
  ElfSurgeon& AddDynamic(std::int64_t tag, std::uint64_t value) {
    return Dynamic(DT_NULL, [&](Elf64_Dyn& entry) {
      entry.d_tag = tag;
      entry.d_un.d_val = value;
    });
  }

  /// Where in the file the table is that the dynamic section names by that tag.
  std::uint64_t Table(std::int64_t tag) const { return Offset(DynamicValue(tag)); }

  std::uint64_t DynamicValue(std::int64_t tag) const {
    const std::optional<std::uint64_t> at = FindDynamic(tag);
    return at ? Get<Elf64_Dyn>(*at).d_un.d_val : 0;
  }

  /// Where in the file a virtual address is.
  std::uint64_t Offset(std::uint64_t address) const {
    const auto header = Get<Elf64_Ehdr>(0);
    for (std::uint64_t i = 0; i < header.e_phnum; ++i) {
      const auto segment = Get<Elf64_Phdr>(header.e_phoff + i * sizeof(Elf64_Phdr));
      const bool holds = segment.p_type == PT_LOAD && address >= segment.p_vaddr && address - segment.p_vaddr < segment.p_filesz;
      if (holds) return address - segment.p_vaddr + segment.p_offset;
    }
    ADD_FAILURE() << "address " << address << " is in no segment";
    return 0;
  }

  /// Overwrites the dynamic string `text` by one that is not longer.
  ElfSurgeon& String(std::string_view text, std::string_view other) {
    const std::uint64_t table = Table(DT_STRTAB);
    const std::string whole = '\0' + std::string(text) + '\0';
    const std::size_t at = bytes_.find(whole, table);
    if (at == std::string::npos || other.size() > text.size()) {
      ADD_FAILURE() << "no dynamic string " << text << " with room for " << other;
      return *this;
    }
    bytes_.replace(at + 1, text.size(), std::string(other) + std::string(text.size() - other.size(), '\0'));
    return *this;
  }

  /// Where in the string table `text` begins.
  std::uint64_t StringOffset(std::string_view text) const {
    return bytes_.find('\0' + std::string(text) + '\0', Table(DT_STRTAB)) + 1 - Table(DT_STRTAB);
  }

  /// Changes the dynamic symbol of that name.
  ElfSurgeon& Symbol(std::string_view name, const std::function<void(Elf64_Sym&)>& change) {
    for (std::uint64_t at = Table(DT_SYMTAB); at < Table(DT_STRTAB); at += sizeof(Elf64_Sym)) {
      auto symbol = Get<Elf64_Sym>(at);
      if (bytes_.compare(Table(DT_STRTAB) + symbol.st_name, name.size() + 1, std::string(name) + '\0') != 0) continue;
      change(symbol);
      return Put(at, symbol);
    }
    ADD_FAILURE() << "no symbol " << name;
    return *this;
  }

  /// Changes the relocation number `index` of DT_RELA or DT_JMPREL.
  ElfSurgeon& Relocation(std::int64_t table, std::uint64_t index, const std::function<void(Elf64_Rela&)>& change) {
    const std::uint64_t at = Table(table) + index * sizeof(Elf64_Rela);
    auto relocation = Get<Elf64_Rela>(at);
    change(relocation);
    return Put(at, relocation);
  }

  /// Makes the file one without a section table.
  ElfSurgeon& WithoutSections() {
    Put<std::uint64_t>(offsetof(Elf64_Ehdr, e_shoff), 0);
    return Put<std::uint16_t>(offsetof(Elf64_Ehdr, e_shnum), 0);
  }

 private:
  std::optional<std::uint64_t> FindDynamic(std::int64_t tag) const {
    const auto header = Get<Elf64_Ehdr>(0);
    for (std::uint64_t i = 0; i < header.e_phnum; ++i) {
      const auto segment = Get<Elf64_Phdr>(header.e_phoff + i * sizeof(Elf64_Phdr));
      if (segment.p_type != PT_DYNAMIC) continue;
      for (std::uint64_t at = segment.p_offset; at < segment.p_offset + segment.p_filesz; at += sizeof(Elf64_Dyn)) {
        if (Get<std::int64_t>(at) == tag) return at;
      }
    }
    return std::nullopt;
  }

  std::string bytes_;
};

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_LOADING_ELF_SURGEON_H_
