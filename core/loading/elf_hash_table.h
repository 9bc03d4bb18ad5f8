#ifndef HOTSWAP_CORE_LOADING_ELF_HASH_TABLE_H_
#define HOTSWAP_CORE_LOADING_ELF_HASH_TABLE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "core/base/result.h"
#include "core/loading/elf_image.h"

namespace hotswap {

/// The table by which the loader finds a symbol by its name, checked so that a search in it stays inside and ends: DT_GNU_HASH,
/// or DT_HASH where that is missing, as the loader prefers them.
///
/// Lifetime  Borrows the image.
class ElfHashTable {
 public:
  static Result<ElfHashTable> Read(const ElfImage& image);

  /// How many symbols it covers, the first of the table (which stands for none) included. A table of exports alone does not
  /// cover the symbols of a library that exports nothing: then it is empty().
  std::uint64_t symbol_count() const { return symbol_count_; }
  bool empty() const { return empty_; }

  /// Asks `matches` about the indexes that a search for `name` comes by, until it says yes: that index, or nothing.
  std::optional<std::uint64_t> Find(std::string_view name, const std::function<bool(std::uint64_t)>& matches) const;

 private:
  explicit ElfHashTable(const ElfImage& image) : image_(image) {}
  Status ReadGnu(std::uint64_t table);
  Status ReadGnuBuckets();
  Status ReadSysv(std::uint64_t table);
  std::uint32_t Word(std::uint64_t offset) const;

  const ElfImage& image_;
  bool is_gnu_ = false;
  bool empty_ = true;
  std::uint64_t symbol_count_ = 0;
  std::uint64_t bucket_count_ = 0;
  std::uint64_t first_symbol_ = 0;  // GNU: the first that it covers.
  // Places in the file.
  std::uint64_t bloom_at_ = 0;
  std::uint64_t bloom_words_ = 0;
  std::uint32_t bloom_shift_ = 0;
  std::uint64_t buckets_at_ = 0;
  std::uint64_t chains_at_ = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_HASH_TABLE_H_
