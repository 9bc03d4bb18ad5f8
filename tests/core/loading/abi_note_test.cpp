#include "core/loading/abi_note.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>

#include "core/loading/note_marker.h"
#include "tests/core/loading/inspected_bytes.h"

namespace hotswap {
namespace {

using testing::ElfSurgeon;
using testing::ExpectRefusal;
using testing::FindingOf;
using ::testing::HasSubstr;
using testing::Inspect;
using testing::PlainOperator;
using testing::SealedOperator;

AbiNote NoteOf(const std::string& bytes) {
  const ByteView file(std::as_bytes(std::span(bytes)));
  return ReadAbiNote(file, ReadElfNotes(file)).value().value();
}

/// The noted operator before it was sealed, so that a change is no broken seal.
ElfSurgeon Unsealed() {
  ElfSurgeon patient(SealedOperator());
  const AbiNote note = NoteOf(patient.bytes());
  patient.Put<std::uint64_t>(note.seal_offset(), HOTSWAP_UNSEALED_1)
      .Put<std::uint64_t>(note.seal_offset() + 8, HOTSWAP_UNSEALED_2);
  for (std::uint64_t i = 0; i < 32; ++i) patient.Put<char>(note.digest_offset() + i, 0);
  return patient;
}

/// With another value in one field of the note.
template <typename T>
std::string With(std::size_t field, T value) {
  ElfSurgeon patient = Unsealed();
  return patient.Put<T>(NoteOf(patient.bytes()).offset + field, value).bytes();
}

#define FIELD(name) offsetof(HotswapNoteDescription, name)

TEST(AbiNoteTest, TellsWhoTheOperatorIs) {
  const auto identity = Inspect(SealedOperator()).identity;
  ASSERT_TRUE(identity);
  EXPECT_EQ(identity->id, "org.hotswap.linear");
  EXPECT_EQ(identity->version, "1.0.0");
  EXPECT_EQ(identity->vendor, "Hotswap Monitor");
  EXPECT_EQ(identity->abi_major, 1u);
  EXPECT_EQ(identity->abi_minor, 0u);
  EXPECT_TRUE(identity->sealed);
  EXPECT_FALSE(identity->stateful);
  EXPECT_FALSE(identity->per_worker);
  EXPECT_FALSE(Inspect(Unsealed().bytes()).identity->sealed);
}

TEST(AbiNoteTest, TellsWhatTheOperatorAsksOfItsHost) {
  EXPECT_TRUE(Inspect(With<std::uint32_t>(FIELD(flags), HOTSWAP_STATEFUL)).identity->stateful);
  EXPECT_TRUE(Inspect(With<std::uint32_t>(FIELD(flags), HOTSWAP_PER_WORKER)).identity->per_worker);
}

TEST(AbiNoteTest, WarnsOfAnOperatorWithoutOneAndRefusesItWhenStrict) {
  const Finding finding = FindingOf(Inspect(PlainOperator()), "abi_note");
  EXPECT_EQ(finding.level, FindingLevel::kWarning);
  EXPECT_EQ(finding.code, "unverified");
  EXPECT_THAT(finding.text, HasSubstr("base ABI, unverified"));
  EXPECT_FALSE(Inspect(PlainOperator()).identity);
  ExpectRefusal(PlainOperator(), "G1", "abi_note", "unverified", "has no ABI note", true);
}

TEST(AbiNoteTest, WarnsOfOneThatIsNotSealedAndRefusesItWhenStrict) {
  const Finding finding = FindingOf(Inspect(Unsealed().bytes()), "seal");
  EXPECT_EQ(finding.level, FindingLevel::kWarning);
  EXPECT_THAT(finding.text, HasSubstr("hotswap seal"));
  ExpectRefusal(Unsealed().bytes(), "G1", "seal", "unverified", "is not sealed", true);
}

TEST(AbiNoteTest, RefusesAnotherMajorAndNamesBothSides) {
  ExpectRefusal(With<std::uint32_t>(FIELD(abi_major), 2), "G1", "abi", "abi_mismatch",
                "ABI 2.0, while this program has ABI 1.0; rebuild it");
}

TEST(AbiNoteTest, AcceptsANewerMinorWithMoreFields) {
  const std::string newer = With<std::uint32_t>(FIELD(abi_minor), 7);
  EXPECT_EQ(FindingOf(Inspect(newer), "abi").level, FindingLevel::kOk);
  EXPECT_THAT(FindingOf(Inspect(newer), "abi").text, HasSubstr("ABI 1.7"));
}

TEST(AbiNoteTest, RefusesAnotherLayoutOfARequest) {
  ExpectRefusal(With<std::uint32_t>(FIELD(feature_size), 32), "G1", "abi", "abi_mismatch",
                "Feature of 32 bytes with its fields at 0 4 8 16, while this program has Feature of 24 bytes");
  ExpectRefusal(With<std::uint32_t>(FIELD(item_feature_offset), 20), "G1", "abi", "abi_mismatch", "at 0 4 8 20");
}

TEST(AbiNoteTest, RefusesAnotherVirtualTable) {
  // As an interface with one virtual function more would have it: the plausible wrong score.
  const auto place = NoteOf(SealedOperator()).description.name;
  ExpectRefusal(
      With(FIELD(compute_score), place), "G1", "abi", "abi_mismatch",
      "compute_score at byte 24 and name at byte 24 of the virtual table, while this program has compute_score at byte 16");
}

TEST(AbiNoteTest, RefusesAnotherCompilerAbiAndTakesAllOfTodayForOne) {
  ExpectRefusal(With<std::uint32_t>(FIELD(compiler_abi), 102), "G1", "abi", "abi_mismatch", "compiler ABI 102");
  ExpectRefusal(With<std::uint32_t>(FIELD(string_abi), 2), "G1", "abi", "abi_mismatch", "std::string ABI 2");
  EXPECT_EQ(FindingOf(Inspect(With<std::uint32_t>(FIELD(compiler_abi), 1002)), "abi").level, FindingLevel::kOk);
}

TEST(AbiNoteTest, RefusesFlagsThatItDoesNotKnow) {
  ExpectRefusal(With<std::uint32_t>(FIELD(flags), 0x80), "G1", "abi", "abi_mismatch", "flags 128");
}

TEST(AbiNoteTest, RefusesANoteThatNobodyWrites) {
  const auto expect_bad = [](const std::string& bytes, const std::string& text) {
    ExpectRefusal(bytes, "G1", "abi_note", "bad_note", text);
  };
  expect_bad(With<char>(FIELD(marker), 'h'), "its marker is not whole");
  expect_bad(With<std::uint32_t>(FIELD(size), 312), "its size is not that of its version");
  expect_bad(With<std::uint32_t>(FIELD(reserved), 1), "a field that is to be zero is not");
  expect_bad(With<char>(FIELD(id), '\0'), "its texts do not end where they have to");
  expect_bad(With<char>(FIELD(version) + 31, 'x'), "its texts do not end where they have to");
  expect_bad(With<std::uint64_t>(FIELD(seal), 0), "neither that it is sealed nor that it is not");
  expect_bad(With<char>(FIELD(digest) + 31, 'x'), "not sealed and has a digest");
}

TEST(AbiNoteTest, RefusesALibraryWhoseNoteIsNotWhereTheLoaderFindsIt) {
  const AbiNote note = NoteOf(SealedOperator());
  // The name of the note lies before its description.
  ExpectRefusal(Unsealed().Put<char>(note.offset - 12, 'X').bytes(), "G1", "abi_note", "bad_note", "built with one");
  ExpectRefusal(Unsealed().Put<std::uint32_t>(note.offset - 16, 9).bytes(), "G1", "abi_note", "bad_note", "of an unknown type");
  // Overwritten as a whole: the name of its section is left.
  ElfSurgeon overwritten = Unsealed();
  for (std::uint64_t at = note.offset - 24; at < note.offset + sizeof(HotswapNoteDescription); ++at) overwritten.Put<char>(at, 0);
  ExpectRefusal(overwritten.bytes(), "G1", "abi_note", "bad_note", "built with one");
}

TEST(AbiNoteTest, RefusesTwoNotes) {
  ElfSurgeon twice = Unsealed();
  Elf64_Phdr noted{};
  twice.Segment(PT_NOTE, [&](Elf64_Phdr& segment) { noted = segment; });
  twice.Segment(PT_GNU_EH_FRAME, [&](Elf64_Phdr& segment) { segment = noted; });
  ExpectRefusal(twice.bytes(), "G1", "abi_note", "bad_note", "there are two");
}

TEST(AbiNoteTest, LeavesWhatWasNeverLinkedToTheNextGate) {
  ElfSurgeon object(SealedOperator());
  object.Put<std::uint16_t>(offsetof(Elf64_Ehdr, e_type), ET_REL).Put<std::uint16_t>(offsetof(Elf64_Ehdr, e_phnum), 0);
  ExpectRefusal(object.bytes(), "G2", "segments", "wrong_elf_class", "is an object file");
  ExpectRefusal("!<arch>\n" + SealedOperator(), "G2", "segments", "not_elf", "is a static library");
}

TEST(NoteMarkerTest, IsFoundWhereverItLies) {
  const AbiNote note = NoteOf(SealedOperator());
  const std::string marker = SealedOperator().substr(note.offset, 32);
  for (std::size_t before = 0; before < 80; ++before) {
    for (const std::size_t after : {0u, 1u, 31u, 100u}) {
      const std::string bytes = std::string(before, 'H') + marker + std::string(after, '\x81');
      EXPECT_TRUE(ContainsNoteMarker(std::as_bytes(std::span(bytes)))) << before << " " << after;
      const std::string cut = bytes.substr(0, before + 31);
      EXPECT_FALSE(ContainsNoteMarker(std::as_bytes(std::span(cut)))) << before;
    }
  }
}

TEST(NoteMarkerTest, IsInNoProgramThatLooksForIt) {
  const std::string program = testing::ReadAll("/proc/self/exe");
  ASSERT_GT(program.size(), 100'000u);
  EXPECT_FALSE(ContainsNoteMarker(std::as_bytes(std::span(program))));
}

}  // namespace
}  // namespace hotswap
