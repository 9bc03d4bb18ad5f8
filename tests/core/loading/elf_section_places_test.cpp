#include "core/loading/elf_section_places.h"

#include <elf.h>
#include <gtest/gtest.h>

#include "tests/core/loading/inspected_bytes.h"

namespace hotswap {
namespace {

using testing::ElfSurgeon;
using testing::ExpectDamage;
using testing::PlainOperator;

ElfSurgeon Patient() { return ElfSurgeon(PlainOperator()); }

TEST(ElfSectionPlacesTest, FindsAProgramHeaderThatTheSectionTableContradicts) {
  const auto is_code = [](const Elf64_Phdr& segment) { return (segment.p_flags & PF_X) != 0; };
  const auto is_data = [](const Elf64_Phdr& segment) { return (segment.p_flags & PF_W) != 0; };
  ExpectDamage(Patient().Segment(
                   PT_LOAD, [](Elf64_Phdr& s) { s.p_flags = PF_R; }, is_code),
               "sections", "contradict each other");
  ExpectDamage(Patient().Segment(
                   PT_LOAD, [](Elf64_Phdr& s) { s.p_filesz -= 8; }, is_data),
               "sections", "contradict each other");
}

TEST(ElfSectionPlacesTest, FindsADynamicEntryThatTheSectionTableContradicts) {
  for (const std::int64_t tag : {DT_INIT_ARRAYSZ, DT_FINI_ARRAYSZ}) {
    ExpectDamage(Patient().Dynamic(tag, [](Elf64_Dyn& e) { e.d_un.d_val = 0; }), "sections", "contradict each other");
  }
  for (const std::int64_t tag : {DT_SYMTAB, DT_GNU_HASH, DT_VERSYM}) {
    ExpectDamage(Patient().Dynamic(tag, [](Elf64_Dyn& e) { e.d_un.d_val += 8; }), "sections", "contradict each other");
  }
}

TEST(ElfSectionPlacesTest, FindsSectionsOutsideTheFile) {
  const auto header = Patient().Get<Elf64_Ehdr>(0);
  const std::uint64_t first = header.e_shoff + sizeof(Elf64_Shdr);
  ExpectDamage(Patient().Put<std::uint64_t>(first + offsetof(Elf64_Shdr, sh_size), 1 << 30), "segments",
               "its section 1 lies beyond");
  ExpectDamage(Patient().Put<std::uint16_t>(offsetof(Elf64_Ehdr, e_shentsize), 63), "segments", "sections have an unknown size");
  ExpectDamage(Patient().Put<std::uint16_t>(offsetof(Elf64_Ehdr, e_shstrndx), 0xFF), "segments", "the names of the sections");
}

TEST(ElfSectionPlacesTest, AsksForNoSectionTable) {
  EXPECT_EQ(testing::RefusalOf(testing::Inspect(Patient().WithoutSections().bytes())).text, "");
}

}  // namespace
}  // namespace hotswap
