#include "core/loading/elf_symbol_table.h"

#include <elf.h>
#include <gtest/gtest.h>

#include "core/loading/elf_hash_table.h"
#include "tests/core/loading/inspected_bytes.h"

namespace hotswap {
namespace {

using testing::ElfSurgeon;
using testing::ExpectDamage;
using testing::ExpectRefusal;
using testing::PlainOperator;

ElfSurgeon Patient() { return ElfSurgeon(PlainOperator()); }

/// The table of DT_GNU_HASH, in words.
constexpr std::uint64_t kBuckets = 0;
constexpr std::uint64_t kFirstSymbol = 4;
constexpr std::uint64_t kBloomWords = 8;

TEST(ElfSymbolTableTest, RefusesAHashTableThatTheLoaderWouldLeave) {
  const std::uint64_t table = Patient().Table(DT_GNU_HASH);
  ExpectDamage(Patient().Put<std::uint32_t>(table + kBuckets, 0), "symbols", "contradicts itself");
  ExpectDamage(Patient().Put<std::uint32_t>(table + kBuckets, 0xFFFF'FFFF), "symbols", "outside the file");
  ExpectDamage(Patient().Put<std::uint32_t>(table + kBloomWords, 3), "symbols", "contradicts itself");
  ExpectDamage(Patient().Put<std::uint32_t>(table + kBloomWords, 0x8000'0000), "symbols", "outside the file");
  ExpectDamage(Patient().Put<std::uint32_t>(table + kFirstSymbol, 1000), "symbols", "contradicts itself");
}

TEST(ElfSymbolTableTest, RefusesAnExportThatTheHashTableHides) {
  // The bloom filter says "not here" to every name.
  const std::uint64_t bloom = Patient().Table(DT_GNU_HASH) + 16;
  ExpectRefusal(Patient().Put<std::uint64_t>(bloom, 0).bytes(), "G2", "exports", "missing_symbol",
                "its hash table does not list it");
}

/// The operator with a DT_HASH of one bucket in place of DT_GNU_HASH, over the bytes of the symbol versions and what comes after.
ElfSurgeon WithSysvHash(std::uint32_t first_of_bucket, std::uint32_t next_of_first) {
  ElfSurgeon patient = Patient().WithoutSections();
  const std::uint64_t address = patient.DynamicValue(DT_GNU_HASH);
  const std::uint64_t table = patient.Table(DT_GNU_HASH);
  const std::uint32_t words[] = {1, 3, first_of_bucket, 0, next_of_first, 0};
  for (std::size_t i = 0; i < std::size(words); ++i) patient.Put(table + i * sizeof(std::uint32_t), words[i]);
  return patient.Dynamic(DT_GNU_HASH, [&](Elf64_Dyn& entry) {
    entry.d_tag = DT_HASH;
    entry.d_un.d_val = address;
  });
}

TEST(ElfSymbolTableTest, RefusesAChainThatComesRoundAgain) {
  ExpectDamage(WithSysvHash(1, 1), "symbols", "contradicts itself");
  ExpectDamage(WithSysvHash(9, 0), "symbols", "contradicts itself");
  const ElfSurgeon sound = WithSysvHash(1, 2);
  EXPECT_EQ(ReadDynamicSymbols(ElfImage::Parse(sound.span()).value())->size(), 2u);
}

TEST(ElfSymbolTableTest, RefusesNamesOutsideTheStringTable) {
  ExpectDamage(Patient().Symbol("create_operator", [](Elf64_Sym& s) { s.st_name = 1 << 20; }), "symbols",
               "lies outside the string table");
}

TEST(ElfSymbolTableTest, RefusesSymbolsOutsideTheLibrary) {
  const auto as = [](unsigned char type, std::uint64_t value) {
    return Patient().Symbol("_ITM_registerTMCloneTable", [&](Elf64_Sym& symbol) {
      symbol.st_info = ELF64_ST_INFO(STB_GLOBAL, type);
      symbol.st_shndx = 1;
      symbol.st_value = value;
    });
  };
  ExpectDamage(as(STT_OBJECT, 1ull << 32), "symbol_values", "lies outside its memory");
  ExpectDamage(as(STT_FUNC, 0), "symbol_values", "lies outside its code");
  ExpectDamage(as(STT_TLS, 0), "symbol_values", "lies outside its thread-local storage");
  ExpectDamage(as(STT_LOPROC, 0), "symbol_values", "is of no known kind");
}

}  // namespace
}  // namespace hotswap
