#include "core/loading/elf_initialisers.h"

#include <elf.h>
#include <gtest/gtest.h>

#include "tests/core/loading/inspected_bytes.h"

namespace hotswap {
namespace {

using testing::ElfSurgeon;
using testing::ExpectDamage;
using testing::PlainOperator;

ElfSurgeon Patient() { return ElfSurgeon(PlainOperator()).WithoutSections(); }

TEST(ElfInitialisersTest, RefusesFunctionsThatAreNoCode) {
  ExpectDamage(Patient().Dynamic(DT_INIT, [](Elf64_Dyn& e) { e.d_un.d_val = 0; }), "initialisers", "would call what is no code");
  ExpectDamage(Patient().Dynamic(DT_FINI, [](Elf64_Dyn& e) { e.d_un.d_val = 1ull << 40; }), "initialisers",
               "would call what is no code");
}

TEST(ElfInitialisersTest, RefusesListsThatNoRelocationFillsWithCode) {
  // The first relocations fill the two lists.
  ExpectDamage(Patient().Relocation(DT_RELA, 0, [](Elf64_Rela& r) { r.r_addend = 0; }), "initialisers", "is no code");
  ExpectDamage(Patient().Relocation(DT_RELA, 0, [](Elf64_Rela& r) { r.r_offset += 16; }), "initialisers", "is no code");
  ExpectDamage(Patient().Dynamic(DT_INIT_ARRAYSZ, [](Elf64_Dyn& e) { e.d_un.d_val = 64; }), "initialisers", "is no code");
}

TEST(ElfInitialisersTest, RefusesListsOutsideTheFile) {
  ExpectDamage(Patient().Dynamic(DT_FINI_ARRAYSZ, [](Elf64_Dyn& e) { e.d_un.d_val = 7; }), "initialisers", "outside the file");
  ExpectDamage(Patient().Dynamic(DT_INIT_ARRAY, [](Elf64_Dyn& e) { e.d_un.d_val = 1ull << 40; }), "initialisers",
               "outside the file");
}

}  // namespace
}  // namespace hotswap
