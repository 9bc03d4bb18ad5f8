#include "core/loading/elf_dynamic.h"

#include <elf.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/loading/inspected_bytes.h"

namespace hotswap {
namespace {

using testing::ElfSurgeon;
using testing::ExpectDamage;
using testing::PlainOperator;

ElfSurgeon Patient() { return ElfSurgeon(PlainOperator()); }

TEST(ElfDynamicTest, TellsTheStringsOfATagInOrder) {
  const ElfSurgeon patient = Patient();
  const ElfImage image = ElfImage::Parse(patient.span()).value();
  const ElfStrings strings = ElfStrings::Read(image).value();
  EXPECT_THAT(DynamicStrings(image, strings, DT_NEEDED), ::testing::Contains("libstdc++.so.6"));
  EXPECT_EQ(strings.At(0), "");
  EXPECT_EQ(strings.At(patient.DynamicValue(DT_STRSZ)), std::nullopt);
  EXPECT_EQ(strings.At(~0ull), std::nullopt);
}

TEST(ElfDynamicTest, RefusesAStringTableThatIsNotThereOrHasNoEnd) {
  ExpectDamage(Patient().Dynamic(DT_STRSZ, [](Elf64_Dyn& e) { e.d_un.d_val = 1 << 20; }), "strings", "outside the file");
  ExpectDamage(Patient().Dynamic(DT_STRSZ, [](Elf64_Dyn& e) { e.d_un.d_val -= 1; }), "strings", "has no end");
  ExpectDamage(Patient().Dynamic(DT_STRSZ, [](Elf64_Dyn& e) { e.d_un.d_val = 0; }), "strings", "outside the file");
}

TEST(ElfDynamicTest, RefusesATableOfWhichOnlyAPartIsTold) {
  const auto hide = [](Elf64_Dyn& entry) { entry.d_tag = 0x6FFF'0000; };
  for (const std::int64_t tag : {DT_RELA, DT_RELASZ, DT_JMPREL, DT_PLTRELSZ, DT_PLTREL, DT_VERNEEDNUM}) {
    ExpectDamage(Patient().WithoutSections().Dynamic(tag, hide), "dynamic", "tells only a part");
  }
}

TEST(ElfDynamicTest, RefusesEntriesAtWhichTheLoaderEndsTheProcess) {
  ExpectDamage(Patient().Dynamic(DT_RELAENT, [](Elf64_Dyn& e) { e.d_un.d_val = 16; }), "dynamic", "unknown size or kind");
  ExpectDamage(Patient().Dynamic(DT_PLTREL, [](Elf64_Dyn& e) { e.d_un.d_val = DT_REL; }), "dynamic", "unknown size or kind");
}

TEST(ElfDynamicTest, RefusesEntriesTwiceAndWithoutAMeaning) {
  ExpectDamage(Patient().AddDynamic(DT_INIT, 0), "dynamic", "an entry twice");
  ExpectDamage(Patient().AddDynamic(0x1234, 0), "dynamic", "without a meaning");
  ExpectDamage(Patient().AddDynamic(-1, 0), "dynamic", "without a meaning");
  ExpectDamage(Patient().AddDynamic(DT_REL, 0), "dynamic", "this processor has not");
}

TEST(ElfDynamicTest, RefusesStringsOutsideTheTable) {
  ExpectDamage(Patient().AddDynamic(DT_SONAME, 1 << 20), "dynamic", "names a string outside");
  ExpectDamage(Patient().Dynamic(DT_NEEDED, [](Elf64_Dyn& e) { e.d_un.d_val = ~0ull; }), "dynamic", "names a string outside");
}

TEST(ElfDynamicTest, RefusesASectionWithoutAnEnd) {
  ElfSurgeon patient = Patient();
  ExpectDamage(patient.Segment(PT_DYNAMIC, [](Elf64_Phdr& s) { s.p_filesz = 16 * sizeof(Elf64_Dyn); }), "segments", "has no end");
}

}  // namespace
}  // namespace hotswap
