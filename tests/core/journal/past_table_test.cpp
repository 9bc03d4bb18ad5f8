#include "core/journal/past_table.h"

#include <gmock/gmock.h>

#include "core/journal/version_table.h"
#include "tests/core/journal/journal_bench.h"

namespace hotswap {
namespace {

/// Versions 1 to 3, of which 2 was rolled back by a guard ten seconds after `start_`.
class PastTableTest : public testing::JournalBench {
 protected:
  PastTableTest() {
    for (const char content : {'1', '2', '3'}) Number(*journal_, content);
    journal_->Add(SwapEntry{1, start_, "score", {}, 1, "published", "", ""});
    const std::string decided = std::to_string(Stored(At(10)));
    journal_->Add(RolloutEntry{1, start_, "score", 2, "rolled_back", "max_p99_ratio: 10.31 (at most 1.5): broken",
                               R"({"requests_candidate":52454,"decided_at_ms":)" + decided + "}"});
  }

  WallTime At(int seconds) const { return start_ + std::chrono::seconds(seconds); }
  KnownVersion Known(std::uint32_t number) {
    EXPECT_TRUE(journal_->Flush(std::chrono::seconds(10)));
    return History().versions.at(number - 1);
  }

  const WallTime start_ = std::chrono::system_clock::now();
  const std::unique_ptr<Journal> journal_ = Open();
};

TEST_F(PastTableTest, ACandidateThatAGuardRolledBackIsKnownWithTheGuardTheRunAndTheTime) {
  const KnownVersion version = Known(2);
  ASSERT_TRUE(version.fault.has_value());
  EXPECT_EQ(version.fault->reason, "rolled back: max_p99_ratio: 10.31 (at most 1.5): broken");
  EXPECT_EQ(version.fault->run, 1);
  EXPECT_EQ(Stored(version.fault->at), Stored(At(10)));
  EXPECT_EQ(version.requests_candidate, 52454U);
  EXPECT_FALSE(version.published.has_value());
}

TEST_F(PastTableTest, WhatNeverAnsweredWasNeverPublishedAndHasNoFault) {
  EXPECT_EQ(Stored(Known(1).published.value()), Stored(start_));
  EXPECT_FALSE(Known(1).fault.has_value());
  EXPECT_FALSE(Known(3).published.has_value());
  EXPECT_FALSE(Known(3).fault.has_value());
}

TEST_F(PastTableTest, AVersionThatWasTakenBackForAFaultHasItAndOneThatAPersonLeftHasNone) {
  journal_->NoteVersion("score", 3, "Bad", "active");
  journal_->Add(SwapEntry{2, At(20), "score", 1, 3, "published", "", ""});
  journal_->Add(SwapEntry{3, At(21), "score", 3, 1, "rolled_back", "v3 Bad threw in compute_score", ""});
  EXPECT_EQ(Known(3).fault.value().reason, "threw in compute_score");
  EXPECT_EQ(Stored(Known(1).published.value()), Stored(At(21)));
  journal_->Add(SwapEntry{4, At(30), "score", 1, 3, "published", "", ""});
  EXPECT_FALSE(Known(3).fault.has_value()) << "somebody gave it another chance";
  journal_->Add(SwapEntry{5, At(31), "score", 3, 1, "rolled_back", "", ""});
  EXPECT_FALSE(Known(3).fault.has_value());
}

}  // namespace
}  // namespace hotswap
