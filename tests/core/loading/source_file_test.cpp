#include "core/loading/source_file.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "tests/core/loading/scratch_directory.h"

namespace hotswap {
namespace {

using testing::ScratchDirectory;

constexpr std::uint64_t kMaxBytes = 1000;

/// Reads to the end; the verdict of the reading itself, or of the check after it.
Status ReadToTheEnd(SourceFile& file) {
  std::array<std::byte, 4> buffer;
  for (;;) {
    const auto count = file.Read(buffer);
    if (!count) return count.error();
    if (*count == 0) return file.CheckUnchanged();
  }
}

class SourceFileTest : public ::testing::Test {
 protected:
  SourceFile OpenOfTenBytes() { return SourceFile::Open(scratch_.Write("file", "0123456789"), kMaxBytes).value(); }

  const ScratchDirectory scratch_;
};

TEST_F(SourceFileTest, ReadsAFileThatNobodyTouches) {
  SourceFile file = OpenOfTenBytes();
  EXPECT_TRUE(ReadToTheEnd(file));
}

TEST_F(SourceFileTest, NoticesThatTheFileGrows) {
  SourceFile file = OpenOfTenBytes();
  std::ofstream(scratch_ / "file", std::ios::app) << "more";
  const Status status = ReadToTheEnd(file);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, Errc::kChangedWhileRead);
  EXPECT_TRUE(status.error().text.starts_with((scratch_ / "file").string() + ": changed while it was read"));
}

TEST_F(SourceFileTest, StopsReadingAFileThatOutgrowsItsLength) {
  SourceFile file = OpenOfTenBytes();
  std::ofstream(scratch_ / "file", std::ios::app) << "more";
  std::array<std::byte, 100> buffer;
  EXPECT_EQ(file.Read(buffer).error().code, Errc::kChangedWhileRead);
}

TEST_F(SourceFileTest, NoticesThatTheFileIsTruncated) {
  SourceFile file = OpenOfTenBytes();
  std::filesystem::resize_file(scratch_ / "file", 5);
  EXPECT_EQ(ReadToTheEnd(file).error().code, Errc::kChangedWhileRead);
}

TEST_F(SourceFileTest, NoticesOtherBytesOfTheSameLength) {
  SourceFile file = OpenOfTenBytes();
  // A write within one tick of the file system's clock leaves the same time; set another one, as any later write would.
  scratch_.Write("file", "9876543210");
  std::filesystem::last_write_time(scratch_ / "file", std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
  EXPECT_EQ(ReadToTheEnd(file).error().code, Errc::kChangedWhileRead);
}

TEST_F(SourceFileTest, AsksForAnotherPathWhereLinksTurnInACircle) {
  std::filesystem::create_symlink("loop", scratch_ / "loop");
  EXPECT_TRUE(SourceFile::Open(scratch_ / "loop", kMaxBytes).error().text.ends_with("symbolic links; check the path"));
}

TEST_F(SourceFileTest, NamesTheLimitThatAFileIsOver) {
  const auto file = SourceFile::Open(scratch_.Write("big", std::string(kMaxBytes + 1, 'x')), kMaxBytes);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, Errc::kTooLarge);
  EXPECT_TRUE(file.error().text.starts_with((scratch_ / "big").string() + ": has 1001 bytes; at most 1000 are accepted: "));
}

TEST_F(SourceFileTest, AcceptsAFileAtTheLimit) {
  EXPECT_TRUE(SourceFile::Open(scratch_.Write("big", std::string(kMaxBytes, 'x')), kMaxBytes));
}

}  // namespace
}  // namespace hotswap
