#include "core/loading/elf_relocations.h"

#include <elf.h>
#include <gtest/gtest.h>

#include <vector>

#include "tests/core/loading/inspected_bytes.h"

namespace hotswap {
namespace {

using testing::ElfSurgeon;
using testing::ExpectDamage;
using testing::PlainOperator;

ElfSurgeon Patient() { return ElfSurgeon(PlainOperator()); }

constexpr std::int64_t kRelr = 36;
constexpr std::int64_t kRelrSize = 35;
constexpr std::int64_t kRelrEntry = 37;

TEST(ElfRelocationsTest, RefusesTablesOutsideTheFile) {
  ExpectDamage(Patient().WithoutSections().Dynamic(DT_RELASZ, [](Elf64_Dyn& e) { e.d_un.d_val = 24 << 20; }), "relocations",
               "outside the file");
  ExpectDamage(Patient().WithoutSections().Dynamic(DT_PLTRELSZ, [](Elf64_Dyn& e) { e.d_un.d_val -= 1; }), "relocations",
               "outside the file");
}

TEST(ElfRelocationsTest, RefusesACountOfRelativeOnesThatIsNotTrue) {
  ExpectDamage(Patient().Dynamic(DT_RELACOUNT, [](Elf64_Dyn& e) { e.d_un.d_val += 1; }), "relocations", "not of the kind");
  ExpectDamage(Patient().Dynamic(DT_RELACOUNT, [](Elf64_Dyn& e) { e.d_un.d_val = 1 << 20; }), "relocations", "more relocations");
}

TEST(ElfRelocationsTest, RefusesToLetTheLoaderWriteWhereItMustNot) {
  const std::uint64_t dynamic = ElfImage::Parse(Patient().span())->dynamic_address();
  for (const std::uint64_t address : {std::uint64_t{0}, std::uint64_t{1} << 40, ~std::uint64_t{0}, dynamic, dynamic - 4}) {
    ExpectDamage(Patient().Relocation(DT_JMPREL, 0, [&](Elf64_Rela& r) { r.r_offset = address; }), "relocations",
                 "writes where it must not");
  }
}

TEST(ElfRelocationsTest, RefusesAddressesOutsideTheLibrary) {
  ExpectDamage(Patient().Relocation(DT_RELA, 2, [](Elf64_Rela& r) { r.r_addend = 1 << 30; }), "relocations",
               "leads out of the library");
  ExpectDamage(Patient().Relocation(DT_RELA, 2, [](Elf64_Rela& r) { r.r_addend = -1; }), "relocations",
               "leads out of the library");
}

TEST(ElfRelocationsTest, RefusesSymbolsThatAreNotThereOrDoNotFit) {
  ExpectDamage(Patient().Relocation(DT_JMPREL, 0, [](Elf64_Rela& r) { r.r_info |= 0xFFFFull << 32; }), "relocations",
               "a symbol that is not there");
  ExpectDamage(Patient().Relocation(DT_RELA, 2, [](Elf64_Rela& r) { r.r_info |= 1ull << 32; }), "relocations",
               "does not fit its symbol");
}

#if defined(__x86_64__)

ElfSurgeon WithLastKind(std::uint32_t type, std::int64_t addend = 0) {
  return Patient().Relocation(DT_JMPREL, 0, [&](Elf64_Rela& relocation) {
    relocation.r_info = ELF64_R_INFO(0, type);
    relocation.r_addend = addend;
  });
}

TEST(ElfRelocationsTest, RefusesKindsThatNoLibraryHas) {
  ExpectDamage(WithLastKind(R_X86_64_COPY), "relocations", "of a kind no library has");
  ExpectDamage(WithLastKind(200), "relocations", "of a kind no library has");
  ExpectDamage(WithLastKind(R_X86_64_NONE), "relocations", "is empty");
  ExpectDamage(WithLastKind(R_X86_64_IRELATIVE), "relocations", "calls what is no code");
  ExpectDamage(WithLastKind(R_X86_64_TPOFF64), "relocations", "does not fit its symbol");
}

TEST(ElfRelocationsTest, KnowsARelocationOfStaticThreadStorage) {
  ElfSurgeon patient = WithLastKind(R_X86_64_TPOFF64);
  patient.Segment(PT_GNU_EH_FRAME, [](Elf64_Phdr& segment) { segment.p_type = PT_TLS; });
  const ElfImage image = ElfImage::Parse(patient.span()).value();
  const auto facts = CheckRelocations(image, ReadDynamicSymbols(image).value());
  ASSERT_TRUE(facts) << facts.error().text;
  EXPECT_TRUE(facts->static_thread_storage);
}

#endif

/// The operator with a packed table over the bytes of its GNU hash table's bloom filter: the reader of the table looks at it alone.
std::vector<std::uint64_t> PackedAddresses(std::vector<std::uint64_t> words) {
  ElfSurgeon patient = Patient();
  const std::uint64_t table = patient.Table(DT_GNU_HASH);
  for (std::size_t i = 0; i < words.size(); ++i) patient.Put(table + i * sizeof(std::uint64_t), words[i]);
  patient.AddDynamic(kRelr, patient.DynamicValue(DT_GNU_HASH)).AddDynamic(kRelrSize, words.size() * sizeof(std::uint64_t));
  std::vector<std::uint64_t> addresses;
  const ElfImage image = ElfImage::Parse(patient.span()).value();
  EXPECT_TRUE(ForEachPackedRelocation(image, [&](std::uint64_t address) { addresses.push_back(address); }));
  return addresses;
}

TEST(ElfRelocationsTest, UnpacksThePackedTable) {
  EXPECT_EQ(PackedAddresses({0x1000}), (std::vector<std::uint64_t>{0x1000}));
  // After an address a bitmap speaks of the 63 words after it; another bitmap of the 63 after those.
  EXPECT_EQ(PackedAddresses({0x1000, 0b1011, 0b11}), (std::vector<std::uint64_t>{0x1000, 0x1008, 0x1018, 0x1008 + 63 * 8}));
}

TEST(ElfRelocationsTest, RefusesPackedRelocationsThatWriteWhereTheyMustNot) {
  ElfSurgeon patient = Patient();
  // The first 8 bytes of the read-only data, as an address: far outside.
  const std::uint64_t table = patient.DynamicValue(DT_SYMTAB);
  patient.AddDynamic(kRelr, table + sizeof(Elf64_Sym)).AddDynamic(kRelrSize, 8).AddDynamic(kRelrEntry, 8);
  ExpectDamage(patient, "relocations", "");
}

}  // namespace
}  // namespace hotswap
