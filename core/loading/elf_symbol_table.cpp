#include "core/loading/elf_symbol_table.h"

#include <algorithm>
#include <optional>
#include <string>

namespace hotswap {
namespace {

Error Damaged(std::string_view what) { return {Errc::kNotElf, "is damaged: " + std::string(what)}; }

/// How many symbols DT_GNU_HASH covers. It holds no count: the symbols are sorted by bucket, so the last one is the end of the
/// chain that starts at the highest bucket. Source: https://sourceware.org/legacy-ml/binutils/2006-10/msg00377.html
std::optional<std::uint64_t> CountByGnuHash(const ElfImage& image, std::uint64_t table) {
  struct Header {
    std::uint32_t buckets, first_symbol, bloom_words, bloom_shift;
  };
  const auto header = image.Read<Header>(table);
  if (!header) return std::nullopt;
  const std::uint64_t buckets_at = table + sizeof(Header) + std::uint64_t{header->bloom_words} * sizeof(std::uint64_t);
  const std::uint64_t buckets_length = std::uint64_t{header->buckets} * sizeof(std::uint32_t);
  if (!image.FileOffset(buckets_at, buckets_length)) return std::nullopt;
  std::uint32_t highest = 0;
  for (std::uint64_t i = 0; i < header->buckets; ++i) {
    highest = std::max(highest, *image.Read<std::uint32_t>(buckets_at + i * sizeof(std::uint32_t)));
  }
  if (highest < header->first_symbol) return header->first_symbol;  // Nothing is exported.
  const std::uint64_t chains_at = buckets_at + buckets_length;
  for (std::uint64_t symbol = highest;; ++symbol) {
    const auto hash = image.Read<std::uint32_t>(chains_at + (symbol - header->first_symbol) * sizeof(std::uint32_t));
    if (!hash) return std::nullopt;
    if ((*hash & 1) != 0) return symbol + 1;
  }
}

/// How many symbols DT_HASH covers: its second word.
std::optional<std::uint64_t> CountBySysvHash(const ElfImage& image, std::uint64_t table) {
  const auto chains = image.Read<std::uint32_t>(table + sizeof(std::uint32_t));
  return chains ? std::optional<std::uint64_t>(*chains) : std::nullopt;
}

Result<std::uint64_t> CountSymbols(const ElfImage& image) {
  const auto gnu = image.Dynamic(DT_GNU_HASH);
  const auto sysv = image.Dynamic(DT_HASH);
  if (!gnu && !sysv) return Damaged("it has no symbol hash table");
  const auto count = gnu ? CountByGnuHash(image, *gnu) : CountBySysvHash(image, *sysv);
  if (!count) return Damaged("its symbol hash table lies outside the file");
  return *count;
}

}  // namespace

bool ElfSymbol::exported() const {
  const unsigned bind = ELF64_ST_BIND(entry.st_info);
  const unsigned visibility = ELF64_ST_VISIBILITY(entry.st_other);
  return defined() && (bind == STB_GLOBAL || bind == STB_WEAK || bind == STB_GNU_UNIQUE) &&
         (visibility == STV_DEFAULT || visibility == STV_PROTECTED);
}

bool ElfSymbol::function() const {
  const unsigned type = ELF64_ST_TYPE(entry.st_info);
  return type == STT_FUNC || type == STT_GNU_IFUNC;
}

Result<std::vector<ElfSymbol>> ReadDynamicSymbols(const ElfImage& image) {
  const auto table = image.Dynamic(DT_SYMTAB);
  const auto strings = image.Dynamic(DT_STRTAB);
  const auto strings_size = image.Dynamic(DT_STRSZ);
  if (!table || !strings || !strings_size) return Damaged("it has no dynamic symbol table");
  const std::uint64_t entry_size = image.Dynamic(DT_SYMENT).value_or(sizeof(Elf64_Sym));
  if (entry_size != sizeof(Elf64_Sym)) return Damaged("its symbols have an unknown size");
  const auto count = CountSymbols(image);
  if (!count) return count.error();
  // The count is at most 2^32 plus the file's size by its sources, so the product cannot wrap.
  if (!image.FileOffset(*table, *count * sizeof(Elf64_Sym))) return Damaged("its symbol table lies outside the file");
  const auto strings_at = image.FileOffset(*strings, *strings_size);
  if (!strings_at) return Damaged("its string table lies outside the file");

  std::vector<ElfSymbol> symbols;
  symbols.reserve(*count);
  for (std::uint64_t i = 1; i < *count; ++i) {  // Entry 0 stands for "no symbol".
    const auto entry = image.Read<Elf64_Sym>(*table + i * sizeof(Elf64_Sym));
    const auto name = image.file().Text(*strings_at + entry->st_name, *strings_at + *strings_size);
    if (!name) return Damaged("the name of its symbol " + std::to_string(i) + " lies outside the string table");
    symbols.push_back({*name, *entry});
  }
  return symbols;
}

}  // namespace hotswap
