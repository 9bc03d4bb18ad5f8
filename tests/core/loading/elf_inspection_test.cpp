#include "core/loading/elf_inspection.h"

#include <elf.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstring>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "core/loading/elf_header.h"
#include "core/loading/elf_image.h"
#include "core/loading/elf_symbol_table.h"
#include "tests/core/loading/scratch_directory.h"
#include "tests/fixtures/operators/fixture_path.h"

namespace hotswap {
namespace {

using testing::FixtureOperator;
using ::testing::HasSubstr;
using testing::ReadAll;
using testing::ScratchDirectory;
using testing::ShippedOperator;

std::span<const std::byte> Bytes(const std::string& text) { return std::as_bytes(std::span(text)); }

Status Inspect(const std::string& bytes) { return InspectElf(Bytes(bytes)); }

std::string GoodOperator() { return ReadAll(FixtureOperator("constant")); }

/// `bytes` with `value` written over what is at `offset`.
template <typename T>
std::string Patched(std::string bytes, std::uint64_t offset, T value) {
  std::memcpy(bytes.data() + offset, &value, sizeof(value));
  return bytes;
}

/// `bytes`, a shared object, with each entry of the dynamic section of that tag made one that nobody reads.
std::string WithoutDynamicTag(std::string bytes, std::int64_t tag) {
  const auto header = ByteView(Bytes(bytes)).Read<Elf64_Ehdr>(0).value();
  for (std::uint64_t i = 0; i < header.e_phnum; ++i) {
    const auto segment = ByteView(Bytes(bytes)).Read<Elf64_Phdr>(header.e_phoff + i * sizeof(Elf64_Phdr)).value();
    if (segment.p_type != PT_DYNAMIC) continue;
    for (std::uint64_t at = segment.p_offset; at < segment.p_offset + segment.p_filesz; at += sizeof(Elf64_Dyn)) {
      const bool found = ByteView(Bytes(bytes)).Read<std::int64_t>(at).value() == tag;
      if (found) bytes = Patched<std::int64_t>(bytes, at, 0x6FFF'0000);
    }
  }
  return bytes;
}

void ExpectRefused(const std::string& bytes, Errc code, const std::string& part_of_text) {
  const Status verdict = Inspect(bytes);
  ASSERT_FALSE(verdict) << "accepted, expected: " << part_of_text;
  EXPECT_EQ(ErrcName(verdict.error().code), ErrcName(code));
  EXPECT_THAT(verdict.error().text, HasSubstr(part_of_text));
}

TEST(ElfInspectionTest, AcceptsOperators) {
  for (const auto& file : {ShippedOperator("score_op_v1"), ShippedOperator("score_op_v2"), FixtureOperator("constant"),
                           FixtureOperator("unique_symbol"), FixtureOperator("undefined_symbol")}) {
    const Status verdict = Inspect(ReadAll(file));
    EXPECT_TRUE(verdict) << file << ": " << verdict.error().text;
  }
}

TEST(ElfInspectionTest, NamesTheMissingExport) {
  ExpectRefused(ReadAll(FixtureOperator("no_create")), Errc::kMissingSymbol, "does not export create_operator");
  ExpectRefused(ReadAll(FixtureOperator("no_destroy")), Errc::kMissingSymbol, "does not export destroy_operator");
  ExpectRefused(ReadAll(FixtureOperator("create_data")), Errc::kMissingSymbol, "exports create_operator as data");
}

TEST(ElfInspectionTest, SaysThatExternCWasForgotten) {
  ExpectRefused(ReadAll(FixtureOperator("mangled_create")), Errc::kMissingSymbol,
                "exports create_operator as C++ _Z15create_operatorv; declare it extern \"C\"");
}

TEST(ElfInspectionTest, JudgesAnExportByItsSymbolTableEntry) {
  const std::string good = GoodOperator();
  const ElfImage image = ElfImage::Parse(Bytes(good)).value();
  const auto symbols = ReadDynamicSymbols(image).value();
  std::uint64_t entry = image.FileOffset(*image.Dynamic(DT_SYMTAB), 0).value() + sizeof(Elf64_Sym);
  for (std::size_t i = 0; symbols[i].name != "create_operator"; ++i) entry += sizeof(Elf64_Sym);

  ExpectRefused(Patched<unsigned char>(good, entry + offsetof(Elf64_Sym, st_other), STV_HIDDEN), Errc::kMissingSymbol,
                "hides create_operator");
  ExpectRefused(Patched<std::uint16_t>(good, entry + offsetof(Elf64_Sym, st_shndx), SHN_UNDEF), Errc::kMissingSymbol,
                "uses create_operator but does not define it");
  ExpectRefused(Patched<std::uint64_t>(good, entry + offsetof(Elf64_Sym, st_value), 1ull << 40), Errc::kMissingSymbol,
                "exports create_operator outside its code");
  EXPECT_TRUE(Inspect(Patched<unsigned char>(good, entry + offsetof(Elf64_Sym, st_other), STV_PROTECTED)));
}

TEST(ElfInspectionTest, SaysWhatAForeignFileIs) {
  ExpectRefused("", Errc::kNotElf, "is not an ELF file");
  ExpectRefused("score,user\n1,2\n", Errc::kNotElf, "is not an ELF file");
  ExpectRefused("#!/bin/sh\n", Errc::kNotElf, "is a script");
  ExpectRefused("MZ\x90", Errc::kNotElf, "is a Windows program or DLL");
  ExpectRefused("!<arch>\n", Errc::kNotElf, "is a static library");
  ExpectRefused(
      "\x7F"
      "ELF",
      Errc::kNotElf, "is cut off");
}

TEST(ElfInspectionTest, NamesBothProcessors) {
  const std::uint16_t other = kHostMachine == EM_X86_64 ? EM_AARCH64 : EM_X86_64;
  ExpectRefused(Patched(GoodOperator(), offsetof(Elf64_Ehdr, e_machine), other), Errc::kWrongMachine,
                "is built for " + MachineName(other) + ", this machine is " + MachineName(kHostMachine));
  ExpectRefused(Patched<std::uint16_t>(GoodOperator(), offsetof(Elf64_Ehdr, e_machine), 999), Errc::kWrongMachine,
                "is built for processor 999");
}

TEST(ElfInspectionTest, RefusesOtherClassesByteOrdersAndTypes) {
  const std::string good = GoodOperator();
  ExpectRefused(Patched<unsigned char>(good, EI_CLASS, ELFCLASS32), Errc::kWrongElfClass, "32-bit");
  ExpectRefused(Patched<unsigned char>(good, EI_DATA, ELFDATA2MSB), Errc::kWrongElfClass, "big-endian");
  ExpectRefused(Patched<std::uint16_t>(good, offsetof(Elf64_Ehdr, e_type), ET_REL), Errc::kWrongElfClass, "object file");
  ExpectRefused(Patched<std::uint16_t>(good, offsetof(Elf64_Ehdr, e_type), ET_EXEC), Errc::kWrongElfClass, "executable");
  ExpectRefused(Patched<std::uint16_t>(good, offsetof(Elf64_Ehdr, e_type), ET_CORE), Errc::kWrongElfClass, "core dump");
}

TEST(ElfInspectionTest, RefusesAPositionIndependentExecutableWithTheRightExports) {
  ExpectRefused(ReadAll(FixtureOperator("executable")), Errc::kWrongElfClass, "is an executable program");
}

TEST(ElfInspectionTest, RecognisesAnExecutableByEitherOfItsMarks) {
  const std::string program = ReadAll(FixtureOperator("executable"));
  // Only the tags that mark an executable are overwritten, so the rest stays loadable.
  const std::string unflagged = WithoutDynamicTag(program, DT_FLAGS_1);
  const std::string undebugged = WithoutDynamicTag(program, DT_DEBUG);
  ExpectRefused(undebugged, Errc::kWrongElfClass, "is an executable program");
  ExpectRefused(unflagged, Errc::kWrongElfClass, "is an executable program");
  EXPECT_TRUE(Inspect(WithoutDynamicTag(unflagged, DT_DEBUG))) << "an interpreter alone makes no executable";
}

TEST(ElfInspectionTest, RefusesACopyThatIsCutOffAnywhere) {
  const std::string good = GoodOperator();
  for (std::size_t length = 0; length < good.size(); length += length < 4096 ? 1 : 61) {
    // Of its own, so that AddressSanitizer sees a read past the end.
    const std::vector<char> copy(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(length));
    EXPECT_FALSE(InspectElf(std::as_bytes(std::span(copy)))) << "cut off after " << length << " bytes";
  }
}

TEST(ElfInspectionTest, RefusesAHalfCopyWithoutASectionTableToo) {
  const std::string stripped = Patched<std::uint64_t>(GoodOperator(), offsetof(Elf64_Ehdr, e_shoff), 0);
  ASSERT_TRUE(Inspect(stripped));
  ExpectRefused(stripped.substr(0, stripped.size() / 4), Errc::kNotElf, "is it still being copied?");
}

TEST(ElfInspectionTest, AnswersWhateverTheBytesAre) {
  const std::string good = GoodOperator();
  const ElfImage image = ElfImage::Parse(Bytes(good)).value();
  const std::uint64_t dynamic = image.FileOffset(image.dynamic_address(), 0).value();
  const std::uint64_t symbols = image.FileOffset(*image.Dynamic(DT_SYMTAB), 0).value();
  const std::uint64_t hashes = image.FileOffset(*image.Dynamic(DT_GNU_HASH), 0).value();
  const struct {
    std::uint64_t start, length;
  } areas[] = {{0, 64 + 12 * sizeof(Elf64_Phdr)}, {dynamic, 512}, {symbols, 512}, {hashes, 128}};

  std::mt19937 random(20261123);
  std::size_t refused = 0;
  std::size_t tried = 0;
  for (const auto& area : areas) {
    for (std::uint64_t at = area.start; at < area.start + area.length && at < good.size(); ++at) {
      for (const unsigned value : {0x00u, 0x7Fu, 0x80u, 0xFFu, static_cast<unsigned>(random() & 0xFF)}) {
        const Status verdict = Inspect(Patched(good, at, static_cast<unsigned char>(value)));
        ++tried;
        if (verdict) continue;
        ++refused;
        EXPECT_FALSE(verdict.error().text.empty());
      }
    }
  }
  EXPECT_GT(tried, 5000u);
  EXPECT_GT(refused, tried / 10);
}

TEST(ElfInspectionTest, AnswersForManyDamagesAtOnce) {
  const std::string good = GoodOperator();
  std::mt19937 random(8);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = good;
    for (int damage = 0; damage < 8; ++damage) bytes[random() % 4096] = static_cast<char>(random());
    std::memcpy(bytes.data(), good.data(), 20);  // Let it get past the first checks.
    (void)Inspect(bytes);
    (void)UnloadObstacle(Bytes(bytes));
  }
}

TEST(ElfInspectionTest, BeginsTheErrorWithTheUsersPath) {
  const ScratchDirectory scratch;
  StoredLibrary library;
  library.original = "/home/somebody/model.so";
  library.stored = scratch.Write("stored.so", "text");
  EXPECT_EQ(InspectElf(library).error().text,
            "/home/somebody/model.so: is not an ELF file; a shared library (.so) for Linux is needed");
}

TEST(ElfInspectionTest, FindsWhatKeepsALibraryMapped) {
  EXPECT_EQ(UnloadObstacle(Bytes(GoodOperator())), "");
  EXPECT_EQ(UnloadObstacle(Bytes("text")), "");
#ifndef __clang__
  EXPECT_THAT(UnloadObstacle(Bytes(ReadAll(FixtureOperator("unique_symbol")))), HasSubstr("-fno-gnu-unique"));
#endif
  EXPECT_THAT(UnloadObstacle(Bytes(ReadAll(FixtureOperator("thread_local_destructor")))),
              HasSubstr("imports __cxa_thread_atexit"));
}

}  // namespace
}  // namespace hotswap
