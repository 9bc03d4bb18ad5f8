#include "core/engine/csv_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kHeader = "user_id,item_id,user_feature,item_feature\n";

class CsvSourceTest : public ::testing::Test {
 protected:
  std::unique_ptr<CsvSource> Open(std::string_view content, bool loop = false) {
    return CsvSource::Open(directory_.Write("r.csv", content), {"score", "ctr"}, loop).value();
  }

  Error OpenError(const std::filesystem::path& path) { return CsvSource::Open(path, {"score"}, false).error(); }

  /// Fills the block once there is something to fill it with.
  FillResult Fill(RequestStream& stream, std::size_t limit = RequestBlock::kCapacity) {
    while (true) {
      const FillResult result = stream.Fill(*block_, limit, 1);
      if (result != FillResult::kEmpty) return result;
      std::this_thread::yield();
    }
  }

  /// The user ids of the next requests, at most `count`.
  std::vector<int> Users(RequestStream& stream, std::size_t count = 100) {
    std::vector<int> users;
    while (users.size() < count && Fill(stream, std::min(count - users.size(), RequestBlock::kCapacity)) == FillResult::kFilled) {
      for (std::size_t i = 0; i < block_->size; ++i) users.push_back(block_->features[i].user_id);
    }
    return users;
  }

  TemporaryDirectory directory_;
  const std::unique_ptr<RequestBlock> block_ = std::make_unique<RequestBlock>();
};

TEST_F(CsvSourceTest, HandsOutEveryRowOnceAndThenEnds) {
  const auto source = Open(std::string(kHeader) + "1,2,0.5,0.25\n\n3,4,0.75,1\r\n5,6,7,8");
  const auto stream = source->OpenStream(0);
  EXPECT_THAT(Users(*stream), ElementsAre(1, 3, 5));
  EXPECT_EQ(Fill(*stream), FillResult::kExhausted);
  EXPECT_EQ(source->CurrentHealth().bad_rows, 0U);
  EXPECT_THAT(source->Name(), HasSubstr("r.csv"));
}

TEST_F(CsvSourceTest, SaysTheSlotOfEachRequest) {
  const auto source = Open("slot,user_id,item_id,user_feature,item_feature\nctr,1,2,3,4\nscore,1,2,3,4\n");
  ASSERT_EQ(Fill(*source->OpenStream(0)), FillResult::kFilled);
  EXPECT_TRUE(block_->has_slots);
  EXPECT_EQ(block_->slots[0], 1);
  EXPECT_EQ(block_->slots[1], 0);
}

TEST_F(CsvSourceTest, StartsAgainAtTheEndWhenItLoops) {
  const auto source = Open("\xef\xbb\xbf" + std::string(kHeader) + "1,2,0.5,0.25\nbad\n3,4,0.75,1", true);
  EXPECT_THAT(Users(*source->OpenStream(0), 5), ElementsAre(1, 3, 1, 3, 1));
  EXPECT_EQ(source->CurrentHealth().bad_rows, 1U) << "a pass over the file counts its bad rows once";
}

TEST_F(CsvSourceTest, CountsBadRowsAndTellsTheFirstTenWithFileAndLine) {
  std::string content = kHeader;
  for (int i = 0; i < 25; ++i) content += "1,2,nan,4\n";
  const auto source = Open(content + "7,2,3,4\n");
  EXPECT_THAT(Users(*source->OpenStream(0)), ElementsAre(7));
  const RequestSource::Health health = source->CurrentHealth();
  EXPECT_EQ(health.bad_rows, 25U);
  ASSERT_EQ(health.warnings.size(), CsvSource::kMaxWarnings);
  EXPECT_THAT(health.warnings[0], HasSubstr("r.csv:2: user_feature is \"nan\", not a finite number"));
  EXPECT_THAT(health.warnings[9], HasSubstr("r.csv:11: "));
}

TEST_F(CsvSourceTest, CountsAnOverLongLineAsABadRow) {
  const auto source = Open(std::string(kHeader) + std::string(200'000, '1') + "\n3,4,0.75,1\n");
  EXPECT_THAT(Users(*source->OpenStream(0)), ElementsAre(3));
  EXPECT_THAT(source->CurrentHealth().warnings, ElementsAre(HasSubstr("r.csv:2: longer than 65536 bytes")));
}

TEST_F(CsvSourceTest, EndsWithAWarningWhenALoopedFileHasNoGoodRow) {
  for (const char* rows : {"", "\n \n", "nonsense\n"}) {
    const auto source = Open(std::string(kHeader) + rows, true);
    EXPECT_EQ(Fill(*source->OpenStream(0)), FillResult::kExhausted);
    EXPECT_THAT(source->CurrentHealth().warnings.back(), HasSubstr("r.csv: no row could be used"));
  }
}

TEST_F(CsvSourceTest, EndsWithAWarningWhenTheFileIsCutToNothingUnderALoop) {
  const auto source = Open(std::string(kHeader) + "1,2,3,4\n", true);
  const auto stream = source->OpenStream(0);
  EXPECT_THAT(Users(*stream, 3), ElementsAre(1, 1, 1));
  std::filesystem::resize_file(directory_.Path() / "r.csv", 0);
  while (Fill(*stream) == FillResult::kFilled) {
  }
  EXPECT_THAT(source->CurrentHealth().warnings, ElementsAre(HasSubstr("no row could be used")));
}

TEST_F(CsvSourceTest, ReadsOnWhenTheFileIsDeleted) {
  const auto source = Open(std::string(kHeader) + "1,2,3,4\n", true);
  std::filesystem::remove(directory_.Path() / "r.csv");
  EXPECT_EQ(Users(*source->OpenStream(0), 200'000).size(), 200'000U);
}

TEST_F(CsvSourceTest, GoesAwayPromptlyWhileItsReaderWaitsForRoom) {
  const auto source = Open(std::string(kHeader) + "1,2,3,4\n", true);
  EXPECT_EQ(Fill(*source->OpenStream(0)), FillResult::kFilled);
}

TEST_F(CsvSourceTest, RefusesAFileThatIsNotThereNamingIt) {
  const Error error = OpenError(directory_.Path() / "none.csv");
  EXPECT_EQ(error.code, Errc::kNotFound);
  EXPECT_THAT(error.text, HasSubstr("none.csv: No such file"));
}

TEST_F(CsvSourceTest, RefusesADirectory) {
  EXPECT_EQ(OpenError(directory_.Path()).code, Errc::kNotRegularFile);
  EXPECT_THAT(OpenError(directory_.Path()).text, HasSubstr("is a directory"));
}

TEST_F(CsvSourceTest, RefusesAnEmptyFileNamingTheHeaderItNeeds) {
  const Error error = OpenError(directory_.Write("e.csv", ""));
  EXPECT_EQ(error.code, Errc::kParse);
  EXPECT_THAT(error.text, HasSubstr("e.csv: is empty; its first line must name user_id,"));
}

TEST_F(CsvSourceTest, RefusesAHeaderThatLacksAColumnNamingFileAndLine) {
  const Error error = OpenError(directory_.Write("h.csv", "user_id,item_id,user_feature\n1,2,3\n"));
  EXPECT_EQ(error.code, Errc::kParse);
  EXPECT_THAT(error.text, HasSubstr("h.csv:1: the header lacks item_feature"));
}

TEST_F(CsvSourceTest, RefusesAFirstLineWithoutEndAtOnce) {
  EXPECT_THAT(OpenError(directory_.Write("b.csv", std::string(100'000, 'x'))).text,
              HasSubstr("b.csv:1: is too long for a header"));
}

TEST_F(CsvSourceTest, RefusesAFileThatItMayNotRead) {
  const std::filesystem::path file = directory_.Write("p.csv", kHeader);
  std::filesystem::permissions(directory_.Path(), std::filesystem::perms::others_exec, std::filesystem::perm_options::add);
  std::filesystem::permissions(file, std::filesystem::perms::none);
  // Root may read everything, so the test opens the file as nobody.
  const bool root = geteuid() == 0;
  if (root) {
    ASSERT_EQ(seteuid(65534), 0);
  }
  const Error error = OpenError(file);
  if (root) {
    ASSERT_EQ(seteuid(0), 0);
  }
  EXPECT_EQ(error.code, Errc::kPermissionDenied);
  EXPECT_THAT(error.text, HasSubstr("p.csv: Permission denied"));
}

}  // namespace
}  // namespace hotswap
