#include "core/loading/static_inspection.h"

#include <elf.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <time.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/loading/seal.h"
#include "tests/core/loading/inspected_bytes.h"

namespace hotswap {
namespace {

using testing::ElfSurgeon;
using testing::ExpectRefusal;
using testing::FindingOf;
using testing::FixtureOperator;
using ::testing::HasSubstr;
using testing::Inspect;
using testing::PlainOperator;
using testing::ReadAll;
using testing::RefusalOf;
using testing::SealedOperator;

ElfSurgeon Patient() { return ElfSurgeon(PlainOperator()); }

void AllowCodePatches(Elf64_Dyn& flags) { flags.d_un.d_val |= DF_TEXTREL; }

/// Expects a warning that becomes a refusal when strict.
void ExpectDoubt(const ElfSurgeon& patient, std::string_view check, std::string_view code, const std::string& part_of_text) {
  const Finding finding = FindingOf(Inspect(patient.bytes()), check);
  EXPECT_EQ(finding.level, FindingLevel::kWarning) << finding.text;
  EXPECT_EQ(finding.code, code);
  EXPECT_THAT(finding.text, HasSubstr(part_of_text));
  EXPECT_EQ(RefusalOf(Inspect(patient.bytes())).text, "");
}

TEST(StaticInspectionTest, TellsEveryCheckOnceInTheOrderOfTheGates) {
  const Inspection inspection = Inspect(SealedOperator(), true);
  std::set<std::string> checks;
  std::string gate = "G1";
  for (const Finding& finding : inspection.findings) {
    EXPECT_TRUE(checks.insert(finding.check).second) << finding.check;
    EXPECT_EQ(finding.level, FindingLevel::kOk) << finding.text;
    EXPECT_EQ(finding.code, "");
    EXPECT_FALSE(finding.text.empty());
    EXPECT_GE(finding.gate, gate);
    gate = finding.gate;
  }
  EXPECT_EQ(gate, "G2");
  EXPECT_GE(checks.size(), 20u);
}

TEST(StaticInspectionTest, TellsNothingAfterTheGateThatRefused) {
  std::string damaged = SealedOperator();
  damaged.back() ^= 1;
  for (const Finding& finding : Inspect(damaged).findings) EXPECT_EQ(finding.gate, "G1");
}

TEST(StaticInspectionTest, TellsTheBuildId) {
  EXPECT_EQ(Inspect(PlainOperator()).build_id.size(), 40u);
  EXPECT_EQ(Inspect("text").build_id, "");
}

TEST(StaticInspectionTest, RefusesAHalfCopyAtEvery512Bytes) {
  const std::string whole = PlainOperator();
  for (std::size_t length = 0; length < whole.size(); length += 512) {
    EXPECT_EQ(RefusalOf(Inspect(whole.substr(0, length))).gate, "G2") << length;
  }
}

TEST(StaticInspectionTest, NamesTheMissingExportInG2) {
  ExpectRefusal(ReadAll(FixtureOperator("no_create")), "G2", "exports", "missing_symbol", "does not export create_operator");
}

TEST(StaticInspectionTest, DoubtsWhatWouldStayMapped) {
  const auto unique = [](Elf64_Sym& symbol) { symbol.st_info = ELF64_ST_INFO(STB_GNU_UNIQUE, STT_FUNC); };
  ExpectDoubt(Patient().Symbol("create_operator", unique), "unique_symbols", "policy", "rebuild it with -fno-gnu-unique");
  const auto nodelete = [](Elf64_Dyn& flags) { flags.d_un.d_val |= DF_1_NODELETE; };
  ExpectDoubt(Patient().Dynamic(DT_FLAGS_1, nodelete), "nodelete", "policy", "it would stay mapped after a swap");
  ExpectDoubt(Patient().String("_ITM_deregisterTMCloneTable", "__cxa_thread_atexit"), "thread_local_destructors", "policy",
              "make the object trivially destructible");
}

TEST(StaticInspectionTest, WarnsOfWhatCanStartThreads) {
  EXPECT_EQ(FindingOf(Inspect(Patient().bytes()), "threads").level, FindingLevel::kOk);
  for (const char* starter : {"pthread_create", "thrd_create", "timer_create"}) {
    const Finding finding = FindingOf(Inspect(Patient().String("_ITM_deregisterTMCloneTable", starter).bytes()), "threads");
    EXPECT_EQ(finding.level, FindingLevel::kWarning);
    EXPECT_THAT(finding.text, HasSubstr("imports " + std::string(starter)));
  }
}

TEST(StaticInspectionTest, RefusesWhatWouldStayMappedWhenStrict) {
  // Without the gate before, which refuses every operator without a note.
  ElfSurgeon sealed(SealedOperator());
  const auto nodelete = [](Elf64_Dyn& flags) { flags.d_un.d_val |= DF_1_NODELETE; };
  sealed.Dynamic(DT_FLAGS_1, nodelete);
  const testing::ScratchDirectory scratch;
  const auto file = scratch.Write("op.so", sealed.bytes());
  ASSERT_TRUE(SealFile(file));
  EXPECT_EQ(RefusalOf(Inspect(ReadAll(file))).text, "");
  ExpectRefusal(ReadAll(file), "G2", "nodelete", "policy", "-z nodelete", true);
}

TEST(StaticInspectionTest, NamesStdMakeSharedWhereItIsTheCause) {
  const auto unique = [](Elf64_Sym& symbol) { symbol.st_info = ELF64_ST_INFO(STB_GNU_UNIQUE, STT_FUNC); };
  auto patient = Patient().Symbol("_ITM_deregisterTMCloneTable", [&](Elf64_Sym& symbol) {
    unique(symbol);
    symbol.st_shndx = 1;
    symbol.st_value = Patient().DynamicValue(DT_INIT);
  });
  patient.String("_ITM_deregisterTMCloneTable", "_Sp_make_shared_tag");
  EXPECT_THAT(FindingOf(Inspect(patient.bytes()), "unique_symbols").text, HasSubstr("uses std::make_shared"));
}

TEST(StaticInspectionTest, BlamesNoCompilerOptionForUniqueSymbolsOfTheCppRuntime) {
  auto patient = Patient().Symbol("_ITM_deregisterTMCloneTable", [](Elf64_Sym& symbol) {
    symbol.st_info = ELF64_ST_INFO(STB_GNU_UNIQUE, STT_FUNC);
    symbol.st_shndx = 1;
    symbol.st_value = Patient().DynamicValue(DT_INIT);
  });
  patient.String("_ITM_deregisterTMCloneTable", "_ZNSt8messagesIcE2idE");
  EXPECT_THAT(FindingOf(Inspect(patient.bytes()), "unique_symbols").text, HasSubstr("without -fno-gnu-unique"));
  patient.String("libstdc++.so.6", "libm.so.6");
  const Finding finding = FindingOf(Inspect(patient.bytes()), "unique_symbols");
  EXPECT_EQ(finding.level, FindingLevel::kWarning);
  EXPECT_THAT(finding.text, HasSubstr("link it with -Wl,--exclude-libs,ALL"));
}

TEST(StaticInspectionTest, RefusesMemoryThatEndangersTheProcess) {
  const auto is_code = [](const Elf64_Phdr& segment) { return (segment.p_flags & PF_X) != 0; };
  ExpectRefusal(Patient()
                    .Segment(
                        PT_LOAD, [](Elf64_Phdr& s) { s.p_flags |= PF_W; }, is_code)
                    .bytes(),
                "G2", "writable_code", "policy", "writable and executable at once");
  ExpectRefusal(Patient().Segment(PT_GNU_STACK, [](Elf64_Phdr& s) { s.p_flags |= PF_X; }).bytes(), "G2", "executable_stack",
                "policy", "link it with -z noexecstack");
  ExpectRefusal(Patient().Segment(PT_GNU_STACK, [](Elf64_Phdr& s) { s.p_type = PT_NULL; }).bytes(), "G2", "executable_stack",
                "policy", "asks for an executable stack");
  ExpectRefusal(Patient().Dynamic(DT_FLAGS, AllowCodePatches).bytes(), "G2", "text_relocations", "policy",
                "compile all of it with -fPIC");
}

ElfSurgeon WithStaticThreadStorage(std::uint64_t bytes) {
  return Patient()
      .Segment(PT_GNU_EH_FRAME,
               [&](Elf64_Phdr& segment) {
                 segment.p_type = PT_TLS;
                 segment.p_filesz = 0;
                 segment.p_memsz = bytes;
               })
      .Dynamic(DT_FLAGS, [](Elf64_Dyn& flags) { flags.d_un.d_val |= DF_STATIC_TLS; });
}

TEST(StaticInspectionTest, WarnsOfLittleStaticThreadStorageAndRefusesMuch) {
  ExpectDoubt(WithStaticThreadStorage(128), "static_tls", "policy", "needs 128 bytes of initial-exec");
  ExpectRefusal(WithStaticThreadStorage(129).bytes(), "G2", "static_tls", "policy", "needs 129 bytes");
  EXPECT_EQ(FindingOf(Inspect(WithStaticThreadStorage(0).bytes()), "static_tls").level, FindingLevel::kOk);
}

TEST(StaticInspectionTest, RefusesAuditorsAndFilters) {
  for (const std::int64_t tag : {DT_AUDIT, DT_DEPAUDIT, DT_FILTER, DT_AUXILIARY}) {
    ExpectRefusal(Patient().AddDynamic(tag, Patient().StringOffset("libstdc++.so.6")).bytes(), "G2", "audit", "policy",
                  "another library would see or replace its calls");
  }
}

/// With another text in place of a symbol's name that nobody needs, and its place in the string table.
struct Renamed {
  ElfSurgeon patient;
  std::uint64_t text;
};
Renamed WithString(std::string_view text) {
  ElfSurgeon patient = Patient().String("_ITM_deregisterTMCloneTable", text);
  const std::uint64_t at = patient.StringOffset(text);
  return {std::move(patient), at};
}

TEST(StaticInspectionTest, DoubtsDependenciesThatTheStoreLeavesBehind) {
  Renamed beside = WithString("$ORIGIN/lib");
  ExpectDoubt(beside.patient.AddDynamic(DT_RUNPATH, beside.text), "origin", "policy", "searches libraries beside itself");
  Renamed by_path = WithString("/opt/libscore.so");
  ExpectDoubt(by_path.patient.AddDynamic(DT_NEEDED, by_path.text), "needed_path", "policy", "needs /opt/libscore.so by path");
}

TEST(StaticInspectionTest, OnlyWarnsOfALibraryThatItDoesNotFind) {
  Renamed missing = WithString("libnowhere.so.7");
  missing.patient.AddDynamic(DT_NEEDED, missing.text);
  ExpectDoubt(missing.patient, "needed", "missing_library", "needs libnowhere.so.7, which is not where the loader looks");
}

TEST(StaticInspectionTest, RefusesAnotherLibraryUnderANameThatIsTaken) {
  // The C++ library is in this process under that name, and this directory has another.
  const testing::ScratchDirectory scratch;
  scratch.Write("libstdc++.so.6", "another");
  std::string run_path = scratch.path().string();
  ASSERT_LE(run_path.size(), std::string_view("_ITM_deregisterTMCloneTable").size());
  Renamed other = WithString(run_path);
  ExpectRefusal(other.patient.AddDynamic(DT_RUNPATH, other.text).bytes(), "G2", "needed", "missing_library",
                "needs libstdc++.so.6 from " + run_path);
}

TEST(StaticInspectionTest, RefusesTheNameOfALibraryThatIsMapped) {
  const auto named = [](std::string_view name) {
    ElfSurgeon patient = Patient();
    return patient.AddDynamic(DT_SONAME, patient.StringOffset(name));
  };
  ExpectRefusal(named("libstdc++.so.6").bytes(), "G2", "soname", "missing_library", "calls itself libstdc++.so.6 as ");
  EXPECT_EQ(FindingOf(Inspect(named("create_operator").bytes()), "soname").level, FindingLevel::kOk);
}

#if !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
/// Processor time of this thread, which a busy machine does not stretch.
double ThreadMicroseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

TEST(StaticInspectionTest, JudgesALargeLibraryInAMillisecond) {
  // An operator with 10 MB behind its sections: of what the loader would use nothing is more, but all of it is searched for a
  // note that is not there.
  const std::string large = PlainOperator() + std::string(10 << 20, 'H');
  double best = 1e9;
  for (int i = 0; i < 20; ++i) {
    const double start = ThreadMicroseconds();
    EXPECT_EQ(RefusalOf(Inspect(large)).text, "");
    best = std::min(best, ThreadMicroseconds() - start);
  }
  EXPECT_LT(best, 1000);
}
#endif

}  // namespace
}  // namespace hotswap
