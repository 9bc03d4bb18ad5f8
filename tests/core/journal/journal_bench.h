#ifndef HOTSWAP_TESTS_CORE_JOURNAL_JOURNAL_BENCH_H_
#define HOTSWAP_TESTS_CORE_JOURNAL_JOURNAL_BENCH_H_

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/journal/journal.h"
#include "core/journal/journal_reader.h"
#include "tests/core/loading/scratch_directory.h"

namespace hotswap::testing {

/// A journal in a folder of its own, and runs that end as a test wants.
class JournalBench : public ::testing::Test {
 protected:
  std::filesystem::path file() const { return scratch_ / "journal" / "journal.db"; }
  JournalSettings settings() const { return {.file = file(), .limits = {}}; }
  std::unique_ptr<Journal> Open() const { return Journal::Open(settings()).value(); }

  static VersionKey Key(char content, const std::string& slot = "score") { return {slot, std::string(64, content), ""}; }
  static VersionOrigin Origin() { return {"ops/x.so", "b1d", 100}; }
  static std::uint32_t Number(Journal& journal, char content, const std::string& slot = "score") {
    return journal.NumberOf(Key(content, slot), Origin()).value_or(0);
  }
  static void Publish(Journal& journal, std::uint32_t number, std::vector<std::uint32_t> trail) {
    journal.Published({"score", number, std::move(trail), {}});
    ASSERT_TRUE(journal.Flush(std::chrono::seconds(10)));
  }

  /// Does `work` with the journal in a process of its own that then ends as by kill -9.
  void InProcessThatDies(const std::function<void(Journal&)>& work) const {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto journal = Open();
      work(*journal);
      kill(getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
  }

  std::vector<JournalEntry> Entries(const JournalFilter& filter = {}) const {
    std::vector<JournalEntry> entries;
    auto reader = JournalReader::Open(file());
    EXPECT_TRUE(reader.ok()) << reader.error().text;
    EXPECT_TRUE(reader->ForEach(filter, [&](const JournalEntry& entry) { entries.push_back(entry); }).ok());
    return entries;
  }

  SlotHistory History(const std::string& slot = "score") const {
    auto slots = JournalReader::Open(file()).value().History(slot, 50);
    return slots.ok() && slots->size() == 1 ? slots->front() : SlotHistory{};
  }

  const ScratchDirectory scratch_;
};

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_JOURNAL_JOURNAL_BENCH_H_
