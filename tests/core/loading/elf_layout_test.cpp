#include "core/loading/elf_layout.h"

#include <elf.h>
#include <gtest/gtest.h>

#include "core/loading/elf_image.h"
#include "tests/core/loading/inspected_bytes.h"

namespace hotswap {
namespace {

using testing::ElfSurgeon;
using testing::ExpectDamage;
using testing::ExpectRefusal;
using testing::PlainOperator;

ElfSurgeon Patient() { return ElfSurgeon(PlainOperator()); }

bool IsWritable(const Elf64_Phdr& segment) { return (segment.p_flags & PF_W) != 0; }

TEST(ElfLayoutTest, RefusesSegmentsThatTheLoaderWouldLayOverEachOther) {
  ExpectDamage(Patient().Segment(
                   PT_LOAD, [](Elf64_Phdr& s) { s.p_vaddr -= 0x2000; }, IsWritable),
               "segments", "its segments overlap or are out of order");
}

TEST(ElfLayoutTest, RefusesSegmentsThatDoNotFitPages) {
  ExpectDamage(Patient().Segment(PT_LOAD, [](Elf64_Phdr& s) { s.p_align = 8; }), "segments", "is not aligned to pages");
  ExpectDamage(Patient().Segment(PT_LOAD, [](Elf64_Phdr& s) { s.p_align = 0x3000; }), "segments", "is not aligned to pages");
  ExpectDamage(Patient().Segment(
                   PT_LOAD, [](Elf64_Phdr& s) { s.p_vaddr += 8; }, IsWritable),
               "segments", "does not fit its place in memory");
}

TEST(ElfLayoutTest, RefusesASegmentThatCannotBeRead) {
  ExpectDamage(Patient().Segment(
                   PT_LOAD, [](Elf64_Phdr& s) { s.p_flags = PF_W; }, IsWritable),
               "segments", "cannot be read");
}

TEST(ElfLayoutTest, RefusesMoreMemoryThanAnyOperatorHas) {
  const auto patient = Patient().Segment(
      PT_LOAD, [](Elf64_Phdr& s) { s.p_memsz = ElfImage::kMostMemory + 1; }, IsWritable);
  ExpectRefusal(patient.bytes(), "G2", "segments", "too_large", "of memory");
}

TEST(ElfLayoutTest, RefusesAFirstSegmentThatLeavesTheHeadersOut) {
  ExpectDamage(Patient().Segment(PT_LOAD, [](Elf64_Phdr& s) { s.p_filesz = 100; }), "segments",
               "its program headers are in no segment");
  ExpectDamage(Patient().Segment(PT_LOAD, [](Elf64_Phdr& s) { s.p_type = PT_NULL; }), "segments",
               "does not begin with the ELF header");
}

TEST(ElfLayoutTest, RefusesTwoDynamicSectionsAndOneInReadOnlyMemory) {
  ExpectDamage(Patient().Segment(PT_GNU_EH_FRAME, [](Elf64_Phdr& s) { s.p_type = PT_DYNAMIC; }), "segments",
               "two dynamic sections");
  ExpectDamage(Patient().Segment(
                   PT_LOAD, [](Elf64_Phdr& s) { s.p_flags = PF_R; }, IsWritable),
               "segments", "its dynamic section cannot be written");
  ExpectDamage(Patient().Segment(PT_DYNAMIC, [](Elf64_Phdr& s) { s.p_offset -= 8; }), "segments",
               "its dynamic section is not where its header says");
}

TEST(ElfLayoutTest, RefusesAReadOnlyPartThatReachesIntoForeignMemory) {
  ExpectDamage(Patient().Segment(PT_GNU_RELRO, [](Elf64_Phdr& s) { s.p_memsz += 0x20000; }), "layout",
               "what is to become read-only");
  ExpectDamage(Patient().Segment(PT_GNU_RELRO, [](Elf64_Phdr& s) { s.p_vaddr = 0; }), "layout", "what is to become read-only");
}

TEST(ElfLayoutTest, RefusesImpossibleThreadLocalStorage) {
  const auto with_storage = [](const std::function<void(Elf64_Phdr&)>& change) {
    return Patient().Segment(PT_GNU_EH_FRAME, [&](Elf64_Phdr& segment) {
      segment.p_type = PT_TLS;
      change(segment);
    });
  };
  ExpectDamage(with_storage([](Elf64_Phdr& s) { s.p_memsz = 0; }), "layout", "larger in the file than in memory");
  ExpectDamage(with_storage([](Elf64_Phdr& s) { s.p_memsz = 1ull << 40; }), "layout", "impossibly much");
  ExpectDamage(with_storage([](Elf64_Phdr& s) { s.p_align = 24; }), "layout", "is not aligned");
  ExpectDamage(with_storage([](Elf64_Phdr& s) { s.p_vaddr = 0x10'0000; }), "layout", "bytes outside the segments");
}

TEST(ElfLayoutTest, RefusesNotesThatAreNotWhereTheirHeaderSays) {
  ExpectDamage(Patient().Segment(PT_NOTE, [](Elf64_Phdr& s) { s.p_vaddr += 0x1000; }), "layout", "not where their header says");
  ExpectDamage(Patient().Segment(PT_NOTE, [](Elf64_Phdr& s) { s.p_memsz += 8; }), "layout", "not where their header says");
  ElfSurgeon patient = Patient();
  std::uint64_t note = 0;
  patient.Segment(PT_NOTE, [&](Elf64_Phdr& segment) { note = segment.p_offset; });
  ExpectDamage(patient.Put<std::uint32_t>(note, 0xFFFF'FFFF), "layout", "do not fit into their segment");
}

TEST(ElfLayoutTest, RefusesProgramHeadersThatAreElsewhereThanOneOfThemSays) {
  ExpectDamage(Patient().Segment(PT_GNU_EH_FRAME, [](Elf64_Phdr& s) { s.p_type = PT_PHDR; }), "layout",
               "not where one of them says");
}

}  // namespace
}  // namespace hotswap
