#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/engine/csv_source.h"
#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

constexpr unsigned kStreams = 4;

/// Writes `rows` rows whose user_id counts from 0 and whose other columns follow from it.
std::filesystem::path WriteRows(const TemporaryDirectory& directory, int rows) {
  std::string content = "user_id,item_id,user_feature,item_feature\n";
  for (int i = 0; i < rows; ++i) {
    const std::string id = std::to_string(i);
    content.append(id).append(",").append(std::to_string(rows - i)).append(",").append(id).append(".5,").append(id).append("\n");
  }
  return directory.Write("rows.csv", content);
}

/// Takes rows until the source ends, or `enough` of them, and counts how often each came.
class Taker {
 public:
  Taker(RequestSource& source, unsigned number, int rows)
      : stream_(source.OpenStream(number)),
        counts_(static_cast<std::size_t>(rows)),
        rows_(rows),
        limit_(std::size_t{1} << (3 * number + 1)) {}

  void Run(std::uint64_t enough) {
    while (taken_ < enough) {
      const FillResult result = stream_->Fill(*block_, limit_, 1);
      if (result == FillResult::kExhausted) return;
      if (result == FillResult::kFilled) Count();
    }
  }

  int CountOf(int row) const { return counts_[static_cast<std::size_t>(row)]; }
  std::uint64_t Taken() const { return taken_; }
  bool Torn() const { return torn_; }

 private:
  void Count() {
    taken_ += block_->size;
    for (std::size_t i = 0; i < block_->size; ++i) {
      const Feature& f = block_->features[i];
      ++counts_[static_cast<std::size_t>(f.user_id)];
      torn_ |= f.item_id != rows_ - f.user_id || f.user_feature != f.user_id + 0.5 || f.item_feature != f.user_id;
    }
  }

  std::unique_ptr<RequestStream> stream_;
  std::unique_ptr<RequestBlock> block_ = std::make_unique<RequestBlock>();
  std::vector<int> counts_;
  int rows_;
  std::size_t limit_;
  std::uint64_t taken_ = 0;
  bool torn_ = false;
};

std::vector<Taker> TakeAll(RequestSource& source, int rows, std::uint64_t enough) {
  std::vector<Taker> takers;
  for (unsigned i = 0; i < kStreams; ++i) takers.emplace_back(source, i, rows);
  std::vector<std::thread> threads;
  for (Taker& taker : takers) threads.emplace_back([&taker, enough] { taker.Run(enough); });
  for (std::thread& thread : threads) thread.join();
  return takers;
}

TEST(CsvSourceThreadsTest, HandsEachRowWholeToExactlyOneOfFourStreams) {
  constexpr int kRows = 300'000;
  const TemporaryDirectory directory;
  const auto source = CsvSource::Open(WriteRows(directory, kRows), {}, false).value();
  const std::vector<Taker> takers = TakeAll(*source, kRows, ~std::uint64_t{0});
  for (int row = 0; row < kRows; ++row) {
    int count = 0;
    for (const Taker& taker : takers) count += taker.CountOf(row);
    ASSERT_EQ(count, 1) << "row " << row;
  }
  for (const Taker& taker : takers) EXPECT_FALSE(taker.Torn());
}

TEST(CsvSourceThreadsTest, HandsRowsOfALoopOutEvenly) {
  constexpr int kRows = 50'000;
  const TemporaryDirectory directory;
  const auto source = CsvSource::Open(WriteRows(directory, kRows), {}, true).value();
  const std::vector<Taker> takers = TakeAll(*source, kRows, 100'000);
  std::uint64_t taken = 0;
  for (const Taker& taker : takers) taken += taker.Taken();
  for (int row = 0; row < kRows; ++row) {
    std::uint64_t count = 0;
    for (const Taker& taker : takers) count += static_cast<std::uint64_t>(taker.CountOf(row));
    ASSERT_GE(count, taken / kRows) << "row " << row;
    ASSERT_LE(count, taken / kRows + 1) << "row " << row;
  }
}

}  // namespace
}  // namespace hotswap
