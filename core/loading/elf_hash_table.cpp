#include "core/loading/elf_hash_table.h"

#include <elf.h>

#include <algorithm>
#include <vector>

#include "core/loading/elf_damage.h"
#include "core/loading/elf_hash.h"

namespace hotswap {
namespace {

constexpr std::uint64_t kWord = sizeof(std::uint32_t);

Error Outside() { return Damaged("its symbol hash table lies outside the file"); }
Error Inconsistent() { return Damaged("its symbol hash table contradicts itself"); }

}  // namespace

Result<ElfHashTable> ElfHashTable::Read(const ElfImage& image) {
  const auto gnu = image.Dynamic(DT_GNU_HASH);
  const auto sysv = image.Dynamic(DT_HASH);
  if (!gnu && !sysv) return Damaged("it has no symbol hash table");
  ElfHashTable table(image);
  Status read = gnu ? table.ReadGnu(*gnu) : table.ReadSysv(*sysv);
  if (!read) return std::move(read).error();
  return table;
}

std::uint32_t ElfHashTable::Word(std::uint64_t offset) const { return *image_.file().Read<std::uint32_t>(offset); }

Status ElfHashTable::ReadGnu(std::uint64_t table) {
  struct Header {
    std::uint32_t buckets, first_symbol, bloom_words, bloom_shift;
  };
  const auto header = image_.Read<Header>(table);
  if (!header) return Outside();
  is_gnu_ = true;
  bucket_count_ = header->buckets;
  first_symbol_ = header->first_symbol;
  bloom_words_ = header->bloom_words;
  bloom_shift_ = header->bloom_shift;
  // The loader divides by the one, and masks by the other.
  if (bucket_count_ == 0 || bloom_words_ == 0 || (bloom_words_ & (bloom_words_ - 1)) != 0 || bloom_shift_ > 31) {
    return Inconsistent();
  }
  const auto at = image_.FileOffset(table, sizeof(Header) + bloom_words_ * sizeof(std::uint64_t) + bucket_count_ * kWord);
  if (!at) return Outside();
  bloom_at_ = *at + sizeof(Header);
  buckets_at_ = bloom_at_ + bloom_words_ * sizeof(std::uint64_t);
  chains_at_ = buckets_at_ + bucket_count_ * kWord;
  return ReadGnuBuckets();
}

Status ElfHashTable::ReadGnuBuckets() {
  // The symbols are sorted by bucket, so that each chain ends where the next begins, and the last one with the table.
  std::uint64_t next = first_symbol_;
  const auto chain_of = [&](std::uint64_t symbol) {
    return image_.file().Read<std::uint32_t>(chains_at_ + (symbol - first_symbol_) * kWord);
  };
  // A division of 64 bits takes several times as long as one of 32, and this makes one or two for each symbol.
  const auto buckets = static_cast<std::uint32_t>(bucket_count_);
  for (std::uint32_t bucket = 0; bucket < buckets; ++bucket) {
    std::uint64_t symbol = Word(buckets_at_ + bucket * kWord);
    if (symbol == 0) continue;
    if (symbol < next) return Inconsistent();
    for (;; ++symbol) {
      const auto hash = chain_of(symbol);
      if (!hash) return Outside();
      if (*hash % buckets != bucket && (*hash ^ 1) % buckets != bucket) return Inconsistent();
      if ((*hash & 1) != 0) break;
    }
    next = symbol + 1;
    empty_ = false;
  }
  symbol_count_ = next;
  return {};
}

Status ElfHashTable::ReadSysv(std::uint64_t table) {
  const auto buckets = image_.Read<std::uint32_t>(table);
  const auto chains = image_.Read<std::uint32_t>(table + kWord);
  if (!buckets || !chains) return Outside();
  bucket_count_ = *buckets;
  symbol_count_ = *chains;
  if (bucket_count_ == 0) return Inconsistent();
  const auto at = image_.FileOffset(table, 2 * kWord + (bucket_count_ + symbol_count_) * kWord);
  if (!at) return Outside();
  buckets_at_ = *at + 2 * kWord;
  chains_at_ = buckets_at_ + bucket_count_ * kWord;
  empty_ = false;
  // No symbol is in two chains or twice in one: a search that came round again would not end.
  std::vector<bool> seen(symbol_count_);
  for (std::uint64_t bucket = 0; bucket < bucket_count_; ++bucket) {
    std::uint64_t symbol = Word(buckets_at_ + bucket * kWord);
    for (; symbol != STN_UNDEF; symbol = Word(chains_at_ + symbol * kWord)) {
      if (symbol >= symbol_count_ || seen[symbol]) return Inconsistent();
      seen[symbol] = true;
    }
  }
  return {};
}

std::optional<std::uint64_t> ElfHashTable::Find(std::string_view name, const std::function<bool(std::uint64_t)>& matches) const {
  if (!is_gnu_) {
    std::uint64_t symbol = Word(buckets_at_ + SysvHash(name) % bucket_count_ * kWord);
    while (symbol != STN_UNDEF && !matches(symbol)) symbol = Word(chains_at_ + symbol * kWord);
    return symbol != STN_UNDEF ? std::optional(symbol) : std::nullopt;
  }
  const std::uint32_t hash = GnuHash(name);
  const auto bloom = *image_.file().Read<std::uint64_t>(bloom_at_ + (hash / 64) % bloom_words_ * sizeof(std::uint64_t));
  if (((bloom >> (hash % 64)) & (bloom >> ((hash >> bloom_shift_) % 64)) & 1) == 0) return std::nullopt;
  std::uint64_t symbol = Word(buckets_at_ + hash % bucket_count_ * kWord);
  for (; symbol != 0; ++symbol) {
    const std::uint32_t chain = Word(chains_at_ + (symbol - first_symbol_) * kWord);
    if ((chain | 1) == (hash | 1) && matches(symbol)) return symbol;
    if ((chain & 1) != 0) break;
  }
  return std::nullopt;
}

}  // namespace hotswap
