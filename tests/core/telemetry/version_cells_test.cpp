#include "core/telemetry/version_cells.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace hotswap {
namespace {

constexpr TimePoint kThrown{std::chrono::seconds(7)};

TEST(VersionCellsTest, ACellStaysWhenTheNumberOfThreadsShrinksAndGrows) {
  VersionCells cells;
  EXPECT_EQ(cells.Find(0), nullptr);
  cells.EnsureThreads(3);
  cells.Of(2).Add(5, 1, 2);
  cells.EnsureThreads(1);
  cells.EnsureThreads(4);
  EXPECT_EQ(cells.Find(2)->requests, 5U);
  EXPECT_EQ(cells.Find(2)->errors, 1U);
  EXPECT_EQ(cells.Find(2)->nonfinite, 2U);
  EXPECT_NE(cells.Find(3), nullptr);
  EXPECT_EQ(cells.Find(4), nullptr);
}

TEST(VersionCellsTest, KeepsTextAndTimeOfTheFirstErrorOnly) {
  VersionCells cells;
  EXPECT_FALSE(cells.first_error().has_value());
  cells.NoteError("the first", kThrown);
  cells.NoteError("the second", kThrown + std::chrono::seconds(1));
  EXPECT_EQ(cells.first_error(), "the first");
  EXPECT_EQ(cells.first_error_at(), kThrown);
}

TEST(VersionCellsTest, FaultsOfAllThreadsAreReadWithoutALookAtTheirCells) {
  VersionCells cells;
  EXPECT_FALSE(cells.Faults().any());
  EXPECT_FALSE(cells.Faults().first_text.has_value());
  cells.NoteFaults(0, 3);
  EXPECT_TRUE(cells.Faults().any());
  cells.NoteError("division by zero", kThrown);
  cells.NoteFaults(2, 0);
  cells.NoteFaults(1, 1);
  EXPECT_EQ(cells.Faults().errors, 3U);
  EXPECT_EQ(cells.Faults().nonfinite, 4U);
  EXPECT_EQ(cells.Faults().first_text, "division by zero");
}

TEST(VersionCellsTest, LatencyIsThatOfAllThreads) {
  VersionCells cells;
  EXPECT_EQ(cells.Latency().total(), 0U);
  cells.EnsureThreads(3);
  cells.Of(0).latency.Record(10);
  cells.Of(2).latency.Record(10);
  cells.Of(2).latency.Record(1000);
  EXPECT_EQ(cells.Latency().total(), 3U);
  EXPECT_NEAR(cells.Latency().Quantile(0.5), 10, 1);
  EXPECT_NEAR(cells.Latency().Max(), 1000, 63);
}

TEST(VersionCellsTest, CutsALongText) {
  VersionCells cells;
  cells.NoteError(std::string(5000, 'x'), kThrown);
  EXPECT_EQ(cells.first_error(), std::string(199, 'x'));
}

TEST(VersionCellsTest, OneOfManyThreadsWinsWithItsWholeText) {
  for (int round = 0; round < 50; ++round) {
    VersionCells cells;
    std::vector<std::thread> threads;
    for (char letter = 'a'; letter < 'e'; ++letter) {
      threads.emplace_back([&cells, letter] { cells.NoteError(std::string(100, letter), kThrown); });
    }
    std::optional<std::string> text;
    while (!(text = cells.first_error())) std::this_thread::yield();
    EXPECT_EQ(*text, std::string(100, text->front()));
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(cells.first_error(), text);
  }
}

TEST(VersionCellsTest, SumsUpWhatAllThreadsAnswered) {
  VersionCells cells;
  EXPECT_EQ(cells.Requests(), 0U);
  cells.EnsureThreads(3);
  cells.Of(0).Add(5, 1, 0);
  cells.Of(2).Add(7, 0, 0);
  EXPECT_EQ(cells.Requests(), 12U);
}

}  // namespace
}  // namespace hotswap
