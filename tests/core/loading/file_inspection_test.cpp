#include "core/loading/file_inspection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "core/loading/file_findings.h"
#include "tests/core/loading/inspected_bytes.h"
#include "tests/core/loading/scratch_directory.h"
#include "tests/core/loading/unprivileged_child.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::ScratchDirectory;
using testing::SealedOperator;

Finding FindingOf(const Verdict& verdict, std::string_view check) {
  const auto found = std::ranges::find(verdict.findings, check, &Finding::check);
  return found == verdict.findings.end() ? Finding{} : *found;
}

/// The first refusal, or an empty finding.
Finding RefusalOf(const Verdict& verdict) { return verdict.refused() ? *verdict.Refusal() : Finding{}; }

TEST(FileInspectionTest, TellsAllThatTheStaticGatesKnow) {
  const Verdict verdict = InspectFile(testing::ShippedOperator("score_op_v1"), {.strict = true});
  EXPECT_FALSE(verdict.refused());
  EXPECT_EQ(verdict.path, testing::ShippedOperator("score_op_v1"));
  EXPECT_EQ(verdict.sha256.size(), 64u);
  EXPECT_EQ(verdict.size, SealedOperator().size());
  EXPECT_EQ(verdict.identity->id, "org.hotswap.linear");
  EXPECT_EQ(verdict.Of("G0"), FindingLevel::kOk);
  EXPECT_EQ(verdict.Of("G1"), FindingLevel::kOk);
  EXPECT_EQ(verdict.Of("G2"), FindingLevel::kOk);
}

TEST(FileInspectionTest, RefusesWhatCannotBeRead) {
  const ScratchDirectory scratch;
  mkfifo((scratch / "fifo").c_str(), 0600);
  const auto code_of = [](const fs::path& file) {
    const Verdict verdict = InspectFile(file, {});
    EXPECT_EQ(RefusalOf(verdict).gate, "G0");
    EXPECT_EQ(verdict.sha256, "");
    return RefusalOf(verdict).code;
  };
  EXPECT_EQ(code_of(scratch / "nothing.so"), "not_found");
  EXPECT_EQ(code_of(scratch / "fifo"), "not_regular_file");
  EXPECT_EQ(code_of(scratch.path()), "not_regular_file");
  EXPECT_EQ(code_of(scratch.Write("empty.so", "")), "not_elf");
  EXPECT_THAT(RefusalOf(InspectFile(scratch / "nothing.so", {})).text, HasSubstr("cannot be read: "));
}

TEST(FileInspectionTest, NamesTheFirstGateThatRefuses) {
  const ScratchDirectory scratch;
  EXPECT_EQ(RefusalOf(InspectFile(scratch.Write("a.so", "text"), {})).gate, "G2");
  std::string damaged = SealedOperator();
  damaged.back() ^= 1;
  EXPECT_EQ(RefusalOf(InspectFile(scratch.Write("b.so", damaged), {})).code, "digest_mismatch");
}

TEST(FileFindingsTest, WarnsOfAFileThatEverybodyMayWrite) {
  const ScratchDirectory scratch;
  const fs::path file = scratch.Write("op.so", SealedOperator());
  EXPECT_EQ(FindingOf(InspectFile(file, {}), "permissions").level, FindingLevel::kOk);
  chmod(file.c_str(), 0666);
  const Finding finding = FindingOf(InspectFile(file, {}), "permissions");
  EXPECT_EQ(finding.level, FindingLevel::kWarning);
  EXPECT_THAT(finding.text, HasSubstr("chmod o-w"));
  EXPECT_FALSE(InspectFile(file, {.strict = true}).refused());
}

TEST(FileFindingsTest, WarnsOfADirectoryInWhichEverybodyMayReplaceIt) {
  const ScratchDirectory scratch;
  const fs::path file = scratch.Write("op.so", SealedOperator());
  chmod(scratch.path().c_str(), 0777);
  EXPECT_EQ(FindingOf(InspectFile(file, {}), "directory").level, FindingLevel::kWarning);
  chmod(scratch.path().c_str(), 01777);
  EXPECT_EQ(FindingOf(InspectFile(file, {}), "directory").level, FindingLevel::kOk);
}

TEST(FileFindingsTest, LooksAtTheDirectoryOfTheFileThatALinkNames) {
  const ScratchDirectory scratch;
  const ScratchDirectory open_to_all;
  chmod(open_to_all.path().c_str(), 0777);
  fs::create_symlink(open_to_all.Write("op.so", SealedOperator()), scratch / "link.so");
  EXPECT_EQ(FindingOf(InspectFile(scratch / "link.so", {}), "directory").level, FindingLevel::kWarning);
}

TEST(FileFindingsTest, WarnsOfAnotherUsersFile) {
  const ScratchDirectory scratch;
  struct stat status {};
  stat(scratch.Write("op.so", "x").c_str(), &status);
  status.st_uid = 4711;
  const auto findings = FileFindings(scratch / "op.so", status);
  EXPECT_EQ(findings.front().check, "owner");
  EXPECT_EQ(findings.front().level, FindingLevel::kWarning);
  EXPECT_THAT(findings.front().text, HasSubstr("belongs to another user (number 4711)"));
  status.st_uid = 0;
  EXPECT_EQ(FileFindings(scratch / "op.so", status).front().level, FindingLevel::kOk);
}

}  // namespace
}  // namespace hotswap
