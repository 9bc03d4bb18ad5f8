#include "core/loading/store_survey.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/loading/operator_store.h"
#include "tests/core/loading/scratch_directory.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ScratchDirectory;

class StoreSurveyTest : public ::testing::Test {
 protected:
  StoreFile Look(const fs::path& file, SurveyDepth depth = SurveyDepth::kBytes) const {
    const auto files = SurveyStore(StoreDirectory::OpenExisting(store_.directory()).value(), depth).value();
    const auto found = std::ranges::find(files, file, &StoreFile::path);
    return found != files.end() ? *found : StoreFile{};
  }
  fs::path Import(std::string_view bytes) const { return store_.Import(scratch_.Write("x.so", bytes)).value().stored; }

  const ScratchDirectory scratch_;
  const OperatorStore store_ = OperatorStore::Open(scratch_ / "store").value();
};

TEST_F(StoreSurveyTest, FindsNothingInANewStore) {
  EXPECT_THAT(SurveyStore(StoreDirectory::OpenExisting(store_.directory()).value(), SurveyDepth::kBytes).value(), IsEmpty());
}

TEST_F(StoreSurveyTest, TellsWholeEntriesFromDamagedOnes) {
  const fs::path whole = Import("abc");
  const fs::path damaged = Import("other");
  fs::permissions(damaged, fs::perms(0600));
  std::ofstream(damaged) << "0ther";
  EXPECT_EQ(Look(whole).kind, StoreFile::Kind::kEntry);
  EXPECT_EQ(Look(whole).sha256 + ".so", whole.filename());
  EXPECT_EQ(Look(whole).size, 3u);
  EXPECT_EQ(Look(whole).fault, "");
  EXPECT_EQ(Look(damaged).kind, StoreFile::Kind::kDamaged);
  EXPECT_EQ(Look(damaged).fault, "was changed");
  EXPECT_EQ(Look(damaged, SurveyDepth::kNames).kind, StoreFile::Kind::kEntry);
}

TEST_F(StoreSurveyTest, DistrustsLinksAndWhatOthersMayWrite) {
  const fs::path entry = Import("abc");
  fs::permissions(entry, fs::perms(0666));
  EXPECT_EQ(Look(entry).kind, StoreFile::Kind::kDamaged);
  EXPECT_THAT(Look(entry).fault, HasSubstr("may be written by other users"));
  fs::remove(entry);
  fs::create_symlink(scratch_ / "x.so", entry);
  EXPECT_EQ(Look(entry).kind, StoreFile::Kind::kDamaged);
  EXPECT_THAT(Look(entry).fault, HasSubstr("symbolic link"));
}

TEST_F(StoreSurveyTest, NamesStrangersAndImports) {
  const fs::path hash_of_capitals = scratch_ / "store" / (std::string(64, 'A') + ".so");
  std::ofstream(hash_of_capitals) << "x";
  fs::create_directory(scratch_ / "store" / (std::string(64, 'a') + ".so"));
  for (const fs::path& stranger :
       {hash_of_capitals, scratch_.Write("store/notes.txt", "x"), scratch_ / "store" / (std::string(64, 'a') + ".so")}) {
    EXPECT_EQ(Look(stranger).kind, StoreFile::Kind::kStranger);
    EXPECT_THAT(Look(stranger).fault, HasSubstr("does not belong"));
  }
  EXPECT_EQ(Look(scratch_.Write("store/incoming/import-abc", "x")).kind, StoreFile::Kind::kImport);
}

TEST_F(StoreSurveyTest, LooksWithoutAUse) {
  const fs::path entry = Import("abc");
  const timespec old[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
  utimensat(AT_FDCWD, entry.c_str(), old, 0);
  EXPECT_EQ(Look(entry).kind, StoreFile::Kind::kEntry);
  EXPECT_EQ(Look(entry).last_used, std::chrono::system_clock::from_time_t(1'000'000'000));
}

}  // namespace
}  // namespace hotswap
