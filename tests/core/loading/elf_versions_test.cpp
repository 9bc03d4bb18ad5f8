#include "core/loading/elf_versions.h"

#include <elf.h>
#include <gtest/gtest.h>

#include "tests/core/loading/inspected_bytes.h"

namespace hotswap {
namespace {

using testing::ElfSurgeon;
using testing::ExpectDamage;
using testing::PlainOperator;

ElfSurgeon Patient() { return ElfSurgeon(PlainOperator()); }

std::uint64_t Needs() { return Patient().Table(DT_VERNEED); }
std::uint64_t FirstVersion() { return Needs() + sizeof(Elf64_Verneed); }

TEST(ElfVersionsTest, RefusesVersionsOfALibraryThatIsNotNeeded) {
  ExpectDamage(Patient().Put<std::uint32_t>(Needs() + offsetof(Elf64_Verneed, vn_file), 0), "symbol_versions",
               "of a library that it does not need");
}

TEST(ElfVersionsTest, RefusesListsThatAreNotWhole) {
  ExpectDamage(Patient().Put<std::uint16_t>(Needs() + offsetof(Elf64_Verneed, vn_version), 7), "symbol_versions", "not whole");
  ExpectDamage(Patient().Put<std::uint32_t>(Needs() + offsetof(Elf64_Verneed, vn_next), 1), "symbol_versions", "not whole");
  ExpectDamage(Patient().Put<std::uint32_t>(Needs() + offsetof(Elf64_Verneed, vn_aux), 0x7FFF'FFFF), "symbol_versions",
               "not whole");
  ExpectDamage(Patient().Put<std::uint32_t>(FirstVersion() + offsetof(Elf64_Vernaux, vna_next), 0), "symbol_versions",
               "not whole");
  ExpectDamage(Patient().Put<std::uint32_t>(FirstVersion() + offsetof(Elf64_Vernaux, vna_hash), 1), "symbol_versions",
               "not whole");
  ExpectDamage(Patient().Put<std::uint16_t>(FirstVersion() + offsetof(Elf64_Vernaux, vna_other), 1), "symbol_versions",
               "not whole");
  ExpectDamage(Patient().WithoutSections().Dynamic(DT_VERNEEDNUM, [](Elf64_Dyn& e) { e.d_un.d_val = 9; }), "symbol_versions",
               "not whole");
}

TEST(ElfVersionsTest, RefusesASymbolWhoseVersionIsUnknown) {
  ExpectDamage(Patient().Put<std::uint16_t>(Patient().Table(DT_VERSYM) + sizeof(Elf64_Half), 0x7FFF), "symbol_versions",
               "neither needed nor defined");
}

TEST(ElfVersionsTest, RefusesVersionsWithoutTheirLists) {
  const auto hide = [](Elf64_Dyn& entry) { entry.d_tag = 0x6FFF'0000; };
  ExpectDamage(Patient().WithoutSections().Dynamic(DT_VERSYM, hide), "symbol_versions", "tells only a part");
  ExpectDamage(Patient().WithoutSections().Dynamic(DT_VERNEED, hide).Dynamic(DT_VERNEEDNUM, hide), "symbol_versions",
               "tells only a part");
}

TEST(ElfVersionsTest, RefusesDefinitionsThatAreNotWhole) {
  // The list of needs read as one of definitions: its entries have other fields.
  const auto patient =
      Patient().WithoutSections().AddDynamic(DT_VERDEF, Patient().DynamicValue(DT_VERNEED)).AddDynamic(DT_VERDEFNUM, 1);
  ExpectDamage(patient, "symbol_versions", "its list of defined versions is not whole");
}

}  // namespace
}  // namespace hotswap
