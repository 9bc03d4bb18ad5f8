#include "core/loading/seal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "tests/core/loading/inspected_bytes.h"
#include "tests/core/loading/scratch_directory.h"
#include "tests/core/loading/unprivileged_child.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::Inspect;
using testing::PlainOperator;
using testing::ReadAll;
using testing::RefusalOf;
using testing::ScratchDirectory;
using testing::SealedOperator;
using testing::TrueWithoutPrivileges;

/// The shipped operator with another vendor: a library that was changed after it was sealed.
std::string Changed() {
  std::string bytes = SealedOperator();
  bytes[bytes.find("Hotswap Monitor")] = 'h';
  return bytes;
}

TEST(SealTest, NoByteOfASealedLibraryMayChange) {
  const std::string sealed = SealedOperator();
  ASSERT_EQ(RefusalOf(Inspect(sealed, true)).text, "");
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    std::string mutant = sealed;
    mutant[at] = static_cast<char>(mutant[at] ^ (1 << (at % 8)));
    const Finding refusal = RefusalOf(Inspect(mutant));
    // For what became a foreign or a shorter file by its ELF header the next gate has better words.
    const bool is_other_file = at < sizeof(Elf64_Ehdr) && refusal.gate == "G2" && refusal.check == "segments";
    EXPECT_TRUE(refusal.gate == "G1" || is_other_file) << "byte " << at << ": " << refusal.text;
  }
}

TEST(SealTest, NamesADamagedLibraryAsOne) {
  const Finding refusal = RefusalOf(Inspect(Changed()));
  EXPECT_EQ(refusal.check, "seal");
  EXPECT_EQ(refusal.code, "digest_mismatch");
  EXPECT_THAT(refusal.text, HasSubstr("was changed or damaged after it was sealed"));
  EXPECT_FALSE(Inspect(Changed()).identity) << "a damaged note tells nobody's name";
}

TEST(SealTest, LeavesACopyThatIsCutOffToTheGateThatCanSaySo) {
  const std::string sealed = SealedOperator();
  for (std::size_t length = 512; length < sealed.size(); length += 512) {
    testing::ExpectRefusal(sealed.substr(0, length), "G2", "segments", "not_elf", "is it still being copied?");
  }
}

TEST(SealTest, SealsAgainWhatWasChanged) {
  const ScratchDirectory scratch;
  const fs::path file = scratch.Write("op.so", Changed());
  const auto sealed = SealFile(file);
  ASSERT_TRUE(sealed) << sealed.error().text;
  EXPECT_EQ(*sealed, SealOutcome::kSealed);
  EXPECT_EQ(RefusalOf(Inspect(ReadAll(file), true)).text, "");
  EXPECT_EQ(Inspect(ReadAll(file)).identity->vendor, "hotswap Monitor");
}

TEST(SealTest, LeavesASealedFileUntouched) {
  const ScratchDirectory scratch;
  const fs::path file = scratch.Write("op.so", SealedOperator());
  struct stat before {
  }, after{};
  stat(file.c_str(), &before);
  EXPECT_EQ(SealFile(file).value(), SealOutcome::kSealedBefore);
  stat(file.c_str(), &after);
  EXPECT_EQ(before.st_ino, after.st_ino);
}

TEST(SealTest, KeepsTheModeAndFollowsALink) {
  const ScratchDirectory scratch;
  const fs::path file = scratch.Write("op.so", Changed());
  chmod(file.c_str(), 0751);
  fs::create_symlink(file, scratch / "link.so");
  ASSERT_TRUE(SealFile(scratch / "link.so"));
  EXPECT_TRUE(fs::is_symlink(scratch / "link.so"));
  EXPECT_EQ(RefusalOf(Inspect(ReadAll(file), true)).text, "");
  EXPECT_EQ(static_cast<unsigned>(fs::status(file).permissions()), 0751u);
  EXPECT_EQ(std::distance(fs::directory_iterator(scratch.path()), {}), 2) << "no temporary file is left";
}

TEST(SealTest, SaysWhyItCannot) {
  const ScratchDirectory scratch;
  const fs::path plain = scratch.Write("plain.so", PlainOperator());
  EXPECT_EQ(SealFile(plain).error().code, Errc::kUnverified);
  EXPECT_THAT(SealFile(plain).error().text, HasSubstr("plain.so: cannot be sealed: it has no ABI note to hold the seal"));
  EXPECT_EQ(ReadAll(plain), PlainOperator());
  EXPECT_EQ(SealFile(scratch / "nothing.so").error().code, Errc::kNotFound);
  EXPECT_EQ(SealFile(scratch.path()).error().code, Errc::kNotRegularFile);
}

TEST(SealTest, ObeysAFileThatIsReadOnly) {
  const ScratchDirectory scratch;
  const fs::path file = scratch.Write("op.so", Changed());
  chmod(file.c_str(), 0444);
  chmod(scratch.path().c_str(), 0777);
  EXPECT_TRUE(TrueWithoutPrivileges([&] { return SealFile(file).error().code == Errc::kPermissionDenied; }));
  EXPECT_EQ(ReadAll(file), Changed());
}

}  // namespace
}  // namespace hotswap
