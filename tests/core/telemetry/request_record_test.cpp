#include "core/telemetry/request_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <thread>
#include <vector>

#include "tests/core/loading/scratch_directory.h"

namespace hotswap {
namespace {

using ::testing::HasSubstr;
using testing::ReadAll;
using testing::ScratchDirectory;

RecordRow RowOf(std::uint16_t thread, std::uint64_t round) {
  RecordRow row;
  row.round = round;
  row.route = 3;
  row.score = static_cast<double>(round) / 7;
  row.start_ns = 100;
  row.end_ns = 150;
  row.version = 2;
  row.thread = thread;
  row.slot = 1;
  return row;
}

class RequestRecordTest : public ::testing::Test {
 protected:
  std::vector<RecordRow> Rows() {
    std::vector<RecordRow> rows;
    const Status read = ReadRecord(file_, [&](const RecordRow& row) { rows.push_back(row); });
    EXPECT_TRUE(read.ok()) << read.error().text;
    return rows;
  }

  const ScratchDirectory scratch_;
  const std::filesystem::path file_ = scratch_ / "requests.rec";
};

TEST_F(RequestRecordTest, ReadsBackBitForBitWhatWasWritten) {
  {
    auto recorder = RequestRecorder::Open(file_).value();
    auto lane = recorder->OpenLane();
    lane->Add(RowOf(3, 1));
    RecordRow failed = RowOf(3, 2);
    failed.score = std::numeric_limits<double>::quiet_NaN();
    failed.flags = RecordRow::kError;
    lane->Add(failed);
  }
  const std::vector<RecordRow> rows = Rows();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].round, 1U);
  EXPECT_EQ(rows[0].route, 3U);
  EXPECT_EQ(std::bit_cast<std::uint64_t>(rows[0].score), std::bit_cast<std::uint64_t>(1.0 / 7));
  EXPECT_EQ(rows[0].start_ns, 100);
  EXPECT_EQ(rows[0].end_ns, 150);
  EXPECT_EQ(rows[0].version, 2U);
  EXPECT_EQ(rows[0].thread, 3U);
  EXPECT_EQ(rows[0].slot, 1U);
  EXPECT_EQ(rows[0].flags, 0U);
  EXPECT_TRUE(std::isnan(rows[1].score));
  EXPECT_EQ(rows[1].flags, RecordRow::kError);
}

TEST_F(RequestRecordTest, KeepsEveryRowOfManyThreadsInEachThreadsOrder) {
  constexpr std::uint64_t kRows = 30'000;
  auto recorder = RequestRecorder::Open(file_).value();
  std::vector<std::unique_ptr<RecordLane>> lanes;
  for (int i = 0; i < 3; ++i) lanes.push_back(recorder->OpenLane());
  std::vector<std::thread> threads;
  for (std::uint16_t i = 0; i < 3; ++i) {
    threads.emplace_back([&lanes, i] {
      for (std::uint64_t round = 1; round <= kRows; ++round) lanes[i]->Add(RowOf(i, round));
    });
  }
  for (std::thread& thread : threads) thread.join();
  lanes.clear();
  EXPECT_TRUE(recorder->Close().ok());
  std::map<std::uint16_t, std::uint64_t> last;
  for (const RecordRow& row : Rows()) ASSERT_EQ(row.round, ++last[row.thread]);
  for (const auto& [thread, round] : last) EXPECT_EQ(round, kRows) << thread;
  EXPECT_EQ(last.size(), 3U);
}

TEST_F(RequestRecordTest, TellsThatAFileCannotBeMade) {
  const auto recorder = RequestRecorder::Open(scratch_ / "missing" / "requests.rec");
  ASSERT_FALSE(recorder.ok());
  EXPECT_EQ(recorder.error().code, Errc::kNotFound);
  EXPECT_THAT(recorder.error().text, HasSubstr("missing/requests.rec"));
}

TEST_F(RequestRecordTest, TellsAtOnceThatADeviceIsFull) {
  const auto recorder = RequestRecorder::Open("/dev/full");
  ASSERT_FALSE(recorder.ok());
  EXPECT_THAT(recorder.error().text, HasSubstr("/dev/full"));
}

TEST_F(RequestRecordTest, ADiskThatFillsUpIsToldAtTheEndAndHoldsNobodyUp) {
  // A limit on the size of files stands for the full disk: the header fits, the rows do not.
  const auto before = signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  const rlimit small{.rlim_cur = 4096, .rlim_max = limit.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  auto recorder = RequestRecorder::Open(file_).value();
  auto lane = recorder->OpenLane();
  for (std::uint64_t round = 1; round <= 1'000'000; ++round) lane->Add(RowOf(0, round));
  lane.reset();
  const Status closed = recorder->Close();
  setrlimit(RLIMIT_FSIZE, &limit);
  signal(SIGXFSZ, before);
  ASSERT_FALSE(closed.ok());
  EXPECT_THAT(closed.error().text, HasSubstr(file_.string()));
  EXPECT_FALSE(recorder->Close().ok());
}

TEST_F(RequestRecordTest, RefusesWhatIsNoRecord) {
  const auto ignore = [](const RecordRow&) {};
  EXPECT_EQ(ReadRecord(scratch_ / "missing", ignore).error().code, Errc::kNotFound);
  EXPECT_EQ(ReadRecord(scratch_.Write("text", "a file of another kind"), ignore).error().code, Errc::kParse);
  EXPECT_EQ(ReadRecord(scratch_.Write("empty", ""), ignore).error().code, Errc::kParse);
}

TEST_F(RequestRecordTest, TellsThatAFileEndsWithinARow) {
  { RequestRecorder::Open(file_).value()->OpenLane()->Add(RowOf(0, 1)); }
  const std::string bytes = ReadAll(file_);
  scratch_.Write("requests.rec", bytes.substr(0, bytes.size() - 1));
  const Status read = ReadRecord(file_, [](const RecordRow&) {});
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, Errc::kParse);
}

}  // namespace
}  // namespace hotswap
