// What becomes of a replaced version, told by receipts: resident, revived, proven gone, or a zombie.
#include "core/control/retirement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>

#include "tests/core/control/engine_bench.h"
#include "tests/core/loading/process_resources.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::FixtureOperator;
using ::testing::HasSubstr;
using testing::MappingsOf;
using testing::ShippedOperator;

class RetirementTest : public testing::EngineBench {
 protected:
  void StartWith(unsigned resident, const std::filesystem::path& library) {
    options_.resident = resident;
    options_.plan.libraries = {library};
    ASSERT_TRUE(Start().ok());
    ASSERT_TRUE(Answers(1));
  }

  /// The receipt of the n-th swap once it is complete.
  SwapReceipt Receipt(std::uint64_t number) const {
    SwapReceipt receipt;
    EXPECT_NE(Await([&](const Snapshot& s) {
                const auto found = std::ranges::find(*s.receipts, number, &SwapReceipt::number);
                if (found == s.receipts->end() || !found->complete) return false;
                receipt = *found;
                return true;
              }),
              nullptr);
    return receipt;
  }
};

TEST_F(RetirementTest, TheFirstPublicationUnloadsNothing) {
  StartWith(0, FixtureOperator("constant"));
  const SwapReceipt receipt = Receipt(1);
  EXPECT_FALSE(receipt.from.has_value());
  EXPECT_FALSE(receipt.unload_proven.has_value());
  EXPECT_EQ(receipt.unload_note, "first");
}

TEST_F(RetirementTest, WithoutResidentsAReplacedVersionIsProvenGone) {
  StartWith(0, FixtureOperator("constant"));
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("counting")}).ok);
  const SwapReceipt receipt = Receipt(2);
  EXPECT_EQ(receipt.unload_proven, true);
  EXPECT_EQ(receipt.unload_note, "");
  EXPECT_TRUE(Becomes(1, VersionState::kUnloaded));
  EXPECT_GT(receipt.load.count(), 0);
  EXPECT_GT(receipt.drain.count(), 0);
  ASSERT_EQ(receipt.threads.size(), 2U);
  for (const auto& thread : receipt.threads) {
    EXPECT_GE(thread.last_on_old, 0ns);
    EXPECT_GT(thread.first_on_new, thread.last_on_old);
  }
}

TEST_F(RetirementTest, AResidentVersionStaysReadyAndTheOneBeforeItsLimitGoes) {
  StartWith(2, FixtureOperator("constant"));
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("counting")}).ok);
  const SwapReceipt receipt = Receipt(2);
  EXPECT_FALSE(receipt.unload_proven.has_value());
  EXPECT_EQ(receipt.unload_note, "resident");
  EXPECT_TRUE(Becomes(1, VersionState::kReady));
  ASSERT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v1")}).ok);
  ASSERT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v2")}).ok);
  EXPECT_TRUE(Becomes(1, VersionState::kUnloaded));
  EXPECT_TRUE(Becomes(2, VersionState::kReady));
}

TEST_F(RetirementTest, ASwapToTheSameBytesRevivesTheirMapping) {
  StartWith(0, FixtureOperator("counting"));
  ASSERT_TRUE(Do(SwapToVersion{"", 1}).ok);
  const SwapReceipt receipt = Receipt(2);
  EXPECT_FALSE(receipt.unload_proven.has_value());
  EXPECT_EQ(receipt.unload_note, "revived");
  // The fixture answers by the number of instances that its mapping has made.
  EXPECT_NE(Await([](const Snapshot& s) { return s.versions[0].last_score == 2.0; }), nullptr);
  EXPECT_EQ(engine_->Latest()->versions[0].loads, 2U);
}

TEST_F(RetirementTest, ASwapBackMakesANewInstanceOfAResidentVersion) {
  StartWith(2, FixtureOperator("counting"));
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("constant")}).ok);
  ASSERT_TRUE(Do(SwapToVersion{"", 1}).ok);
  EXPECT_NE(Await([](const Snapshot& s) { return s.versions[0].last_score == 2.0; }), nullptr);
}

TEST_F(RetirementTest, AResidentVersionNeedsNoCopyInTheStore) {
  StartWith(2, FixtureOperator("constant"));
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("counting")}).ok);
  ASSERT_TRUE(Becomes(1, VersionState::kReady));
  std::filesystem::remove(scratch_ / "store" / (engine_->Latest()->versions[0].sha256 + ".so"));
  EXPECT_TRUE(Do(RollBack{""}).ok);
  EXPECT_TRUE(Answers(1));
}

TEST_F(RetirementTest, WithoutResidentsASwapBackBeginsAfresh) {
  StartWith(0, FixtureOperator("counting"));
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("constant")}).ok);
  ASSERT_TRUE(Becomes(1, VersionState::kUnloaded));
  ASSERT_TRUE(Do(SwapToVersion{"", 1}).ok);
  ASSERT_TRUE(Answers(1));
  EXPECT_NE(Await([](const Snapshot& s) { return s.threads[0].last_score == 1.0; }), nullptr);
  EXPECT_EQ(engine_->Latest()->versions[0].loads, 2U);
}

TEST_F(RetirementTest, ALibraryThatStaysMappedIsShownAsAZombieWithItsReason) {
  StartWith(0, FixtureOperator("unique_symbol"));
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("constant")}).ok);
  const SwapReceipt receipt = Receipt(2);
  EXPECT_EQ(receipt.unload_proven, false);
  EXPECT_THAT(receipt.unload_note, HasSubstr("still mapped"));
  ASSERT_TRUE(Becomes(1, VersionState::kZombie));
  EXPECT_THAT(engine_->Latest()->versions[0].state_reason, HasSubstr("still mapped"));
  ASSERT_TRUE(Do(SwapToVersion{"", 1}).ok);
  EXPECT_TRUE(Answers(1));
}

TEST_F(RetirementTest, AnOperatorThatIsSlowToAnswerIsWaitedFor) {
  options_.plan.workers = WorkerSettings{.threads = 3, .interval = 0ns, .rounds = 0};
  StartWith(0, FixtureOperator("slow"));
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("constant")}).ok);
  const SwapReceipt receipt = Receipt(2);
  EXPECT_EQ(receipt.unload_proven, true);
  EXPECT_TRUE(Becomes(1, VersionState::kUnloaded));
  EXPECT_EQ(FinishAndReport()["errors"], 0);
}

TEST_F(RetirementTest, NothingIsMappedAfterTheRun) {
  StartWith(2, FixtureOperator("constant"));
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("counting")}).ok);
  ASSERT_TRUE(Do(LoadLibrary{"", ShippedOperator("score_op_v2")}).ok);
  EXPECT_GT(MappingsOf(scratch_.path()), 0U);
  ASSERT_TRUE(engine_->Finish().ok());
  EXPECT_EQ(StateOf(2), VersionState::kActive) << "as it was when the run ended";
  EXPECT_GT(MappingsOf(scratch_.path()), 0U) << "until the report is written";
  engine_.reset();
  EXPECT_EQ(MappingsOf(scratch_.path()), 0U);
}

}  // namespace
}  // namespace hotswap
