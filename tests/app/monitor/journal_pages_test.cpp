#include "app/monitor/journal_pages.h"

#include <gmock/gmock.h>

#include <chrono>
#include <fstream>
#include <string>
#include <vector>

#include "tests/core/journal/journal_bench.h"

namespace hotswap {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class JournalPagesTest : public testing::JournalBench {
 protected:
  /// Swaps to v1, v2 and so on, each later than the one before.
  void Write(std::uint32_t swaps) const {
    const auto journal = Open();
    for (std::uint32_t i = 1; i <= swaps; ++i) {
      journal->Add(SwapEntry{.number = i,
                             .at = begin_ + std::chrono::seconds(i),
                             .slot = "score",
                             .from = i > 1 ? std::optional(i - 1) : std::nullopt,
                             .to = i,
                             .outcome = "published",
                             .reason = {},
                             .receipt = {}});
    }
    journal->Add(EventEntry{begin_, EventLevel::kError, "ctr", 7, "G2", "libx.so exports no create_operator"});
  }

  JournalPage Page(const JournalQuery& query) const {
    const auto page = JournalPagesOf(file())(query);
    EXPECT_TRUE(page.ok()) << page.error().text;
    return page.ok() ? *page : JournalPage{};
  }

  static std::vector<std::string> Texts(const JournalPage& page) {
    std::vector<std::string> texts;
    for (const JournalRow& row : page.rows) texts.push_back(row.text);
    return texts;
  }

  const WallTime begin_ = std::chrono::system_clock::now() - std::chrono::hours(1);
};

TEST_F(JournalPagesTest, AJournalThatWasNeverBegunIsAnEmptyPage) {
  const JournalPage page = Page({});
  EXPECT_TRUE(page.rows.empty());
  EXPECT_FALSE(page.more);
}

TEST_F(JournalPagesTest, TheNewestAreFirstAndOlderOnesAreKnownToBeThere) {
  Write(3);
  const JournalPage two = Page({.kind = "swap", .text = {}, .count = 2});
  EXPECT_THAT(Texts(two), ElementsAre("published v3 after v2", "published v2 after v1"));
  EXPECT_TRUE(two.more);
  const JournalPage all = Page({.kind = "swap", .text = {}, .count = 3});
  EXPECT_THAT(Texts(all), ElementsAre("published v3 after v2", "published v2 after v1", "published v1"));
  EXPECT_FALSE(all.more);
}

TEST_F(JournalPagesTest, ARowHasWhatTheEntryHas) {
  Write(1);
  const JournalPage page = Page({.kind = "swap", .text = {}, .count = 10});
  ASSERT_EQ(page.rows.size(), 1U);
  const JournalRow& row = page.rows.front();
  EXPECT_EQ(row.slot, "score");
  EXPECT_EQ(row.version, 1U);
  EXPECT_EQ(row.run, 1);
  EXPECT_EQ(std::chrono::floor<std::chrono::milliseconds>(row.at),
            std::chrono::floor<std::chrono::milliseconds>(begin_ + std::chrono::seconds(1)));
}

TEST_F(JournalPagesTest, AnErrorIsToldInItsOwnWordsAndWithItsGate) {
  Write(1);
  EXPECT_THAT(Texts(Page({.kind = "error", .text = {}, .count = 10})),
              ElementsAre("libx.so exports no create_operator (gate G2)"));
}

TEST_F(JournalPagesTest, ATextIsFoundInEntriesAndInSlotsWhateverItsCase) {
  Write(2);
  EXPECT_THAT(Texts(Page({.kind = {}, .text = "CREATE_OPERATOR", .count = 10})), ElementsAre(HasSubstr("libx.so")));
  EXPECT_THAT(Texts(Page({.kind = {}, .text = "Ctr", .count = 10})), ElementsAre(HasSubstr("libx.so")));
  EXPECT_THAT(Texts(Page({.kind = {}, .text = "v2", .count = 10})), ElementsAre("published v2 after v1"));
  EXPECT_TRUE(Page({.kind = {}, .text = "no such words", .count = 10}).rows.empty());
}

TEST_F(JournalPagesTest, WhatDoesNotMatchDoesNotCountAsOlderEntries) {
  Write(3);
  EXPECT_FALSE(Page({.kind = {}, .text = "v3", .count = 1}).more);
}

TEST_F(JournalPagesTest, ItIsReadWhileARunWrites) {
  const auto journal = Open();
  ASSERT_TRUE(journal->Flush(std::chrono::seconds(10)));
  const std::size_t before = Page({}).rows.size();
  journal->Add(EventEntry{begin_, EventLevel::kWarning, "score", 1, {}, "late"});
  ASSERT_TRUE(journal->Flush(std::chrono::seconds(10)));
  EXPECT_EQ(Page({}).rows.size(), before + 1);
}

TEST_F(JournalPagesTest, AFileThatIsNoJournalIsAFailureThatNamesIt) {
  std::filesystem::create_directories(file().parent_path());
  std::ofstream(file()) << std::string(4096, 'x');
  const auto page = JournalPagesOf(file())(JournalQuery{});
  ASSERT_FALSE(page.ok());
  EXPECT_THAT(page.error().text, HasSubstr(file().string()));
}

TEST_F(JournalPagesTest, WordsAreFoundInWhatAPersonReadsAndInWhatWasWritten) {
  Write(2);
  JournalQuery query{.kind = {}, .text = "已发布 v2", .count = 10};
  EXPECT_TRUE(Page(query).rows.empty());
  query.shown = [](const std::string& text) { return text == "published v2 after v1" ? "已发布 v2（在 v1 之后）" : text; };
  EXPECT_THAT(Texts(Page(query)), ElementsAre("published v2 after v1")) << "as it was written: who shows it translates it";
  query.text = "published V1";
  EXPECT_THAT(Texts(Page(query)), ElementsAre("published v1"));
}

}  // namespace
}  // namespace hotswap
