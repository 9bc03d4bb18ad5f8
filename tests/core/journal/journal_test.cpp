#include "core/journal/journal.h"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <array>
#include <fstream>
#include <thread>

#include "core/journal/database.h"
#include "core/journal/version_table.h"
#include "tests/core/journal/journal_bench.h"

namespace hotswap {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

using JournalTest = testing::JournalBench;

SwapEntry Swap(std::uint64_t number, std::uint32_t to, const std::string& outcome = "published") {
  return {.number = number,
          .at = std::chrono::system_clock::now(),
          .slot = "score",
          .from = std::nullopt,
          .to = to,
          .outcome = outcome,
          .reason = {},
          .receipt = R"({"to":)" + std::to_string(to) + "}"};
}

TEST_F(JournalTest, NumbersStayWithTheirBytesAndConfigurationOverRestarts) {
  {
    auto journal = Open();
    EXPECT_EQ(Number(*journal, 'a'), 1U);
    EXPECT_EQ(Number(*journal, 'b'), 2U);
    EXPECT_EQ(Number(*journal, 'a', "ctr"), 1U);
  }
  auto journal = Open();
  EXPECT_EQ(Number(*journal, 'b'), 2U);
  EXPECT_EQ(Number(*journal, 'c'), 3U);
  EXPECT_EQ(journal->NumberOf({"score", std::string(64, 'a'), "{\"k\":1}"}, Origin()), 4U);
}

TEST_F(JournalTest, ItsFolderAndFileAreForThisUserOnly) {
  const auto journal = Open();
  struct stat status {};
  ASSERT_EQ(stat(file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  ASSERT_EQ(stat(file().parent_path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0700U);
}

TEST_F(JournalTest, WhatWasFlushedOutlivesTheProcess) {
  InProcessThatDies([](Journal& journal) {
    for (std::uint64_t i = 1; i <= 100; ++i) journal.Add(Swap(i, 1));
    static_cast<void>(journal.Flush(std::chrono::seconds(10)));
  });
  EXPECT_THAT(Entries({.since = {}, .slot = {}, .kinds = {"swap"}}), SizeIs(100));
}

TEST_F(JournalTest, WhatNobodyWaitsForIsWrittenSoonAllTheSame) {
  auto journal = Open();
  ASSERT_TRUE(journal->Flush(std::chrono::seconds(10)));  // the first pruning is about to be over, and takes nothing along
  journal->Add(Swap(1, 1));
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (Entries({.since = {}, .slot = {}, .kinds = {"swap"}}).empty()) {
    ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    // Only how often it is looked at.
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

TEST_F(JournalTest, ASwapIsWrittenAgainWhenItsReceiptIsComplete) {
  auto journal = Open();
  journal->Add(Swap(1, 1));
  journal->Add(Swap(1, 1, "rolled_back"));
  ASSERT_TRUE(journal->Flush(std::chrono::seconds(10)));
  const auto swaps = Entries({.since = {}, .slot = {}, .kinds = {"swap"}});
  ASSERT_THAT(swaps, SizeIs(1));
  EXPECT_EQ(swaps[0].outcome, "rolled_back");
  EXPECT_EQ(swaps[0].details, R"({"to":1})");
}

TEST_F(JournalTest, EntriesComeInOrderOfTimeAndAreFilteredByTimeSlotAndKind) {
  const WallTime now = std::chrono::system_clock::now();
  {
    auto journal = Open();
    journal->Add(EventEntry{now - std::chrono::hours(2), EventLevel::kError, "ctr", 3, "G7", "old"});
    journal->Add(EventEntry{now - std::chrono::hours(1), EventLevel::kWarning, "score", 0, "", "newer"});
    journal->Add(DecisionEntry{1, now, "score", "hold", "too little", "{}"});
    journal->Add(RolloutEntry{1, now, "score", 2, "held", "too little", "{}"});  // without the time of its end: as its start
  }
  std::vector<std::string> kinds;
  for (const JournalEntry& entry : Entries()) kinds.push_back(entry.kind);
  EXPECT_EQ(kinds.front(), "error");
  EXPECT_EQ(kinds[1], "warning");
  EXPECT_THAT(kinds, SizeIs(7));  // a rollout is two, and how the run began and ended
  EXPECT_THAT(Entries({.since = now - std::chrono::minutes(90), .slot = {}, .kinds = {"error", "warning"}}), SizeIs(1));
  const auto of_slot = Entries({.since = {}, .slot = "ctr", .kinds = {}});
  ASSERT_THAT(of_slot, SizeIs(1));
  EXPECT_EQ(of_slot[0].text, "old");
  EXPECT_EQ(of_slot[0].version, 3U);
}

TEST_F(JournalTest, ARolloutIsToldWhenItStartedAndWhenItWasDecidedInOrderWithItsDecisions) {
  const WallTime start = std::chrono::system_clock::now();
  const WallTime end = start + std::chrono::seconds(22);
  {
    auto journal = Open();
    journal->Add(DecisionEntry{1, start, "score", "hold", "90 s more", "{}"});
    journal->Add(DecisionEntry{1, end, "score", "abort", "a person ended it", "{}"});
    const std::string decided = std::to_string(Stored(end));
    journal->Add(RolloutEntry{1, start, "score", 6, "aborted", "a person ended it",
                              R"({"stable":2,"decided_ms":1,"decided_at_ms":)" + decided + "}"});
  }
  const auto entries = Entries({.since = {}, .slot = "score", .kinds = {}});
  std::vector<std::pair<std::string, std::string>> told;
  for (const JournalEntry& entry : entries) told.emplace_back(entry.kind, entry.outcome);
  ASSERT_THAT(told, ElementsAre(Pair("rollout", "started"), Pair("decision", "hold"), Pair("decision", "abort"),
                                Pair("rollout", "aborted")));
  EXPECT_EQ(Stored(entries.front().at), Stored(start));
  EXPECT_EQ(entries.front().text, "");
  EXPECT_EQ(entries.front().details, R"({"stable":2})");
  EXPECT_EQ(Stored(entries.back().at), Stored(end));
  EXPECT_EQ(entries.back().text, "a person ended it");
}

TEST_F(JournalTest, ARolloutOfAnEarlierProgramEndsAsLongAfterItsStartAsItsDetailsSay) {
  const WallTime start = std::chrono::system_clock::now();
  {
    auto journal = Open();
    journal->Add(RolloutEntry{1, start, "score", 2, "promoted", "", R"({"decided_ms":1500})"});
    journal->Add(RolloutEntry{2, start, "score", 3, "held", "", "no JSON"});
  }
  const auto entries = Entries({.since = {}, .slot = {}, .kinds = {"rollout"}});
  ASSERT_THAT(entries, SizeIs(4));
  EXPECT_EQ(entries[2].outcome, "held");
  EXPECT_EQ(Stored(entries[2].at), Stored(start));
  EXPECT_EQ(entries[3].outcome, "promoted");
  EXPECT_EQ(Stored(entries[3].at), Stored(start) + 1500);
}

TEST_F(JournalTest, TwoProcessesGiveNoNumberTwice) {
  const pid_t child = fork();  // first: neither a database nor a thread may be taken over by a fork
  ASSERT_GE(child, 0);
  if (child == 0) {
    int wrong = 0;
    {
      auto journal = Journal::Open(settings()).value();
      for (int i = 0; i < 26; ++i) wrong += Number(*journal, static_cast<char>('a' + i)) == 0 ? 1 : 0;
    }
    _exit(wrong);
  }
  auto mine = Open();
  for (int i = 0; i < 26; ++i) EXPECT_NE(Number(*mine, static_cast<char>('A' + i)), 0U);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(Number(*mine, '!'), 53U);
}

TEST_F(JournalTest, ProcessesThatMakeOneFileAtTheSameMomentAllOpenIt) {
  for (int round = 0; round < 40; ++round) {
    JournalSettings fresh = settings();
    fresh.file.replace_filename("journal-" + std::to_string(round) + ".db");
    std::array<pid_t, 4> children{};
    for (pid_t& child : children) {
      child = fork();
      ASSERT_GE(child, 0);
      if (child == 0) _exit(Journal::Open(fresh).ok() ? 0 : 1);
    }
    for (const pid_t child : children) {
      int status = 0;
      ASSERT_EQ(waitpid(child, &status, 0), child);
      EXPECT_EQ(status, 0) << "in round " << round;
    }
  }
}

TEST_F(JournalTest, ADamagedFileIsMovedAsideAndANewOneBegins) {
  std::filesystem::create_directories(file().parent_path());
  for (int i = 1; i <= 2; ++i) {
    std::ofstream(file()) << "no database at all, but long enough for a header: " << std::string(4096, 'x');
    auto journal = Journal::Open(settings());
    ASSERT_TRUE(journal.ok()) << journal.error().text;
    ASSERT_THAT((*journal)->notes(), SizeIs(1));
    EXPECT_THAT((*journal)->notes()[0], HasSubstr("journal.db.broken-" + std::to_string(i)));
    EXPECT_TRUE(std::filesystem::exists(file().string() + ".broken-" + std::to_string(i)));
    EXPECT_EQ(Number(**journal, 'a'), 1U);
  }
}

TEST_F(JournalTest, DamageBehindTheFirstPageIsFoundToo) {
  {
    auto journal = Open();
    for (std::uint64_t i = 1; i <= 200; ++i) journal->Add(Swap(i, Number(*journal, 'a')));
  }
  const auto size = std::filesystem::file_size(file());
  {
    std::fstream damaged(file(), std::ios::in | std::ios::out | std::ios::binary);
    damaged.seekp(4096);
    damaged << std::string(size - 4096, '\xff');
  }
  auto journal = Journal::Open(settings());
  ASSERT_TRUE(journal.ok()) << journal.error().text;
  EXPECT_THAT((*journal)->notes(), SizeIs(1));
  EXPECT_EQ(Number(**journal, 'a'), 1U);
}

TEST_F(JournalTest, AFileOfALaterVersionIsLeftAlone) {
  static_cast<void>(Open());
  ASSERT_TRUE(Database::Open(file(), Database::Access::kWrite)->Run("PRAGMA user_version = 99").ok());
  const auto journal = Journal::Open(settings());
  ASSERT_FALSE(journal.ok());
  EXPECT_EQ(journal.error().code, Errc::kTooNew);
  EXPECT_THAT(journal.error().text, HasSubstr(file().string()));
  EXPECT_THAT(journal.error().text, HasSubstr("name another with --journal"));
  EXPECT_EQ(JournalReader::Open(file()).error().code, Errc::kTooNew);
}

TEST_F(JournalTest, AnotherProgramsDatabaseIsLeftAlone) {
  std::filesystem::create_directories(file().parent_path());
  ASSERT_TRUE(Database::Open(file(), Database::Access::kWrite)->Run("CREATE TABLE mine (x)").ok());
  const auto journal = Journal::Open(settings());
  ASSERT_FALSE(journal.ok());
  EXPECT_EQ(journal.error().code, Errc::kInvalidArgument);
  EXPECT_FALSE(std::filesystem::exists(file().string() + "-wal"));
}

TEST_F(JournalTest, AFileThatOthersMayWriteDecidesNothing) {
  static_cast<void>(Open());
  ASSERT_EQ(chmod(file().c_str(), 0666), 0);
  const auto journal = Journal::Open(settings());
  ASSERT_FALSE(journal.ok());
  EXPECT_EQ(journal.error().code, Errc::kPermissionDenied);
}

TEST_F(JournalTest, AFullDiskIsToldOnceAndStopsNothing) {
  auto journal = Open();
  ASSERT_EQ(Number(*journal, 'a'), 1U);
  // The same error as a full disk, for this process alone.
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto signal_before = signal(SIGXFSZ, SIG_IGN);
  const rlimit tight{.rlim_cur = 64 << 10, .rlim_max = before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &tight), 0);
  for (std::uint64_t i = 1; i <= 2000; ++i) journal->Add(Swap(i, 1));
  EXPECT_FALSE(journal->Flush(std::chrono::seconds(10)));
  const auto trouble = journal->TakeTrouble();
  ASSERT_TRUE(trouble);
  EXPECT_THAT(*trouble, HasSubstr(file().string()));
  EXPECT_THAT(*trouble, HasSubstr("The run itself goes on"));
  EXPECT_FALSE(journal->TakeTrouble());
  EXPECT_FALSE(journal->NumberOf(Key('b'), Origin()));
  EXPECT_FALSE(journal->MarkTrial("score", 1));
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  signal(SIGXFSZ, signal_before);
  EXPECT_FALSE(journal->NumberOf(Key('c'), Origin())) << "nothing is tried again";
  journal.reset();
  // What it wrote before is whole.
  EXPECT_EQ(Number(*Open(), 'a'), 1U);
}

TEST_F(JournalTest, AFolderThatCannotBeMadeIsAnErrorWithTheNextStep) {
  std::ofstream(scratch_ / "journal") << "a file where the folder should be";
  const auto journal = Journal::Open(settings());
  ASSERT_FALSE(journal.ok());
  EXPECT_THAT(journal.error().text, HasSubstr("name another with --journal"));
}

TEST_F(JournalTest, NothingYetIsNoDamage) {
  EXPECT_EQ(JournalReader::Open(file()).error().code, Errc::kNotFound);
  std::filesystem::create_directories(file().parent_path());
  std::ofstream(file()).flush();
  std::filesystem::permissions(file(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(JournalReader::Open(file()).error().code, Errc::kNotFound);
}

TEST_F(JournalTest, WhatIsOldGoesAndWhatARollbackNeedsStays) {
  const WallTime long_ago = std::chrono::system_clock::now() - std::chrono::hours(24 * 200);
  JournalSettings patient = settings();
  patient.limits.age = std::chrono::hours(24 * 365);  // so that the run itself leaves it
  {
    auto journal = Journal::Open(patient).value();
    for (const char content : {'a', 'b', 'c'}) static_cast<void>(Number(*journal, content));
    Publish(*journal, 2, {2});
    for (std::uint64_t i = 1; i <= 1000; ++i) journal->Add(EventEntry{long_ago, EventLevel::kError, "score", 1, "", "old"});
    journal->Add(EventEntry{std::chrono::system_clock::now(), EventLevel::kError, "score", 1, "", "new"});
  }
  ASSERT_TRUE(Database::Open(file(), Database::Access::kWrite)->Run("UPDATE versions SET last_used = 1").ok());
  auto database = Database::Open(file(), Database::Access::kWrite).value();
  int steps = 0;
  while (PruneSome(database, {}, std::chrono::system_clock::now()).value()) ++steps;
  EXPECT_GE(steps, 4) << "it is done in small steps";
  EXPECT_THAT(Entries({.since = {}, .slot = {}, .kinds = {"error"}}), SizeIs(1));
  const SlotHistory history = History();
  ASSERT_THAT(history.versions, SizeIs(1));
  EXPECT_EQ(history.versions[0].number, 2U);
  EXPECT_EQ(Number(*Open(), 'd'), 4U) << "a number that was given is never given again";
}

TEST_F(JournalTest, ARunThatWritesMuchLeavesAFileOfItsSize) {
  JournalSettings small = settings();
  small.limits.bytes = 256 << 10;
  {
    auto journal = Journal::Open(small).value();
    for (std::uint64_t i = 1; i <= 4000; ++i) {
      SwapEntry swap = Swap(i, 1);
      swap.receipt = std::string(500, 'r');
      journal->Add(std::move(swap));
    }
  }
  EXPECT_LE(std::filesystem::file_size(file()), small.limits.bytes);
  EXPECT_THAT(Entries({.since = {}, .slot = {}, .kinds = {"swap"}}), ::testing::Not(::testing::IsEmpty()));
}

TEST_F(JournalTest, AJournalOverItsSizeLosesTheOldestFirst) {
  JournalSettings small = settings();
  small.limits.bytes = 256 << 10;
  {
    auto journal = Open();
    for (std::uint64_t i = 1; i <= 4000; ++i) {
      SwapEntry swap = Swap(i, 1);
      swap.receipt = std::string(500, 'r');
      journal->Add(std::move(swap));
    }
    ASSERT_TRUE(journal->Flush(std::chrono::seconds(60)));
  }
  auto database = Database::Open(file(), Database::Access::kWrite).value();
  while (database.Number("PRAGMA page_count", {}, 0).value() * 4096 > (256 << 10) + 64 * 4096) {
    ASSERT_TRUE(PruneSome(database, small.limits, std::chrono::system_clock::now()).ok());
  }
  const auto left = Entries({.since = {}, .slot = {}, .kinds = {"swap"}});
  EXPECT_LT(left.size(), 1000U);
  EXPECT_GT(database.Number("SELECT max(number) FROM swaps", {}, 0).value(), 3999);
}

TEST_F(JournalTest, ADroppedEntryIsTold) {
  JournalSettings tight = settings();
  tight.queue = 0;
  auto journal = Journal::Open(tight).value();
  journal->Add(Swap(1, 1));
  EXPECT_THAT(journal->TakeTrouble().value_or(""), HasSubstr("1 entry was not written down"));
  EXPECT_FALSE(journal->TakeTrouble());
}

}  // namespace
}  // namespace hotswap
