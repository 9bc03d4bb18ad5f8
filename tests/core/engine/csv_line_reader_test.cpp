#include "core/engine/csv_line_reader.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <string>
#include <vector>

#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

class CsvLineReaderTest : public ::testing::Test {
 protected:
  std::unique_ptr<CsvLineReader> Open(std::string_view content) {
    return CsvLineReader::Open(directory_.Write("lines.csv", content)).value();
  }

  std::vector<std::string> Lines(std::string_view content) {
    std::vector<std::string> lines;
    const auto reader = Open(content);
    while (const auto line = reader->Next()) lines.push_back(line->too_long ? "<too long>" : std::string(line->text));
    return lines;
  }

  TemporaryDirectory directory_;
};

using Texts = std::vector<std::string>;

TEST_F(CsvLineReaderTest, TakesEveryKindOfLineEnd) {
  EXPECT_EQ(Lines("a\nb\r\nc"), (Texts{"a", "b", "c"}));
  EXPECT_EQ(Lines("a\nb\n"), (Texts{"a", "b"}));
  EXPECT_EQ(Lines("\n\nx"), (Texts{"", "", "x"}));
  EXPECT_EQ(Lines("a\r"), (Texts{"a"}));
}

TEST_F(CsvLineReaderTest, SkipsAByteOrderMarkAtTheStartOnly) {
  EXPECT_EQ(Lines("\xef\xbb\xbfhead\n\xef\xbb\xbf"), (Texts{"head", "\xef\xbb\xbf"}));
}

TEST_F(CsvLineReaderTest, FindsNothingInAnEmptyFile) { EXPECT_EQ(Lines(""), Texts{}); }

TEST_F(CsvLineReaderTest, KeepsLinesWholeAcrossBuffers) {
  std::string content;
  Texts expected;
  for (int i = 0; content.size() < 3 * CsvLineReader::kBufferSize; ++i) {
    expected.push_back("line " + std::to_string(i) + std::string(static_cast<std::size_t>(i % 97), '.'));
    content += expected.back() + "\n";
  }
  EXPECT_EQ(Lines(content), expected);
}

TEST_F(CsvLineReaderTest, TellsAnOverLongLineAndGoesOnAfterIt) {
  const std::string longest(CsvLineReader::kMaxLine, 'x');
  EXPECT_EQ(Lines(longest + "\nb"), (Texts{longest, "b"}));
  EXPECT_EQ(Lines(longest + "x\nb"), (Texts{"<too long>", "b"}));
  const std::string over_buffers(3 * CsvLineReader::kBufferSize, 'x');
  EXPECT_EQ(Lines("a\n" + over_buffers + "\nb\n"), (Texts{"a", "<too long>", "b"}));
  EXPECT_EQ(Lines(over_buffers), (Texts{"<too long>"}));
}

TEST_F(CsvLineReaderTest, NumbersLinesFromOneAlsoAfterRewind) {
  const auto reader = Open(
      "\xef\xbb\xbf"
      "a\nb\n");
  for (int pass = 0; pass < 2; ++pass) {
    EXPECT_EQ(reader->Next()->text, "a");
    EXPECT_EQ(reader->Next()->number, 2U);
    EXPECT_FALSE(reader->Next().has_value());
    ASSERT_TRUE(reader->Rewind());
  }
}

TEST_F(CsvLineReaderTest, EndsEarlyWhenTheFileIsCut) {
  const std::string line(1000, 'x');
  std::string content;
  for (int i = 0; i < 3000; ++i) content += line + "\n";
  const auto reader = Open(content);
  ASSERT_TRUE(reader->Next().has_value());
  std::filesystem::resize_file(directory_.Path() / "lines.csv", 0);
  int lines = 1;
  while (reader->Next()) ++lines;
  EXPECT_LT(lines, 3000);
  EXPECT_EQ(reader->LastReadError(), 0);
}

TEST_F(CsvLineReaderTest, ComesBackWhenInterrupted) {
  const auto reader = Open(std::string(5 * CsvLineReader::kBufferSize, 'x'));
  ASSERT_TRUE(reader->Next()->too_long);
  reader->Interrupt();
  EXPECT_FALSE(reader->Next().has_value());
}

TEST_F(CsvLineReaderTest, RefusesADirectoryAndAFifoWithoutWaiting) {
  EXPECT_EQ(CsvLineReader::Open(directory_.Path()).error().code, Errc::kNotRegularFile);
  const std::filesystem::path fifo = directory_.Path() / "fifo";
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_EQ(CsvLineReader::Open(fifo).error().code, Errc::kNotRegularFile);
}

}  // namespace
}  // namespace hotswap
