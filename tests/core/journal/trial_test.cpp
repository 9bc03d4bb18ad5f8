// Trial → permanent → quarantine, over the ends that a process can have.
#include <gmock/gmock.h>

#include "core/journal/next_start.h"
#include "tests/core/journal/journal_bench.h"

namespace hotswap {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class TrialTest : public testing::JournalBench {
 protected:
  /// v1 is permanent, and v2 has a number.
  void MakePermanent() {
    auto journal = Open();
    ASSERT_EQ(Number(*journal, 'a'), 1U);
    ASSERT_EQ(Number(*journal, 'b'), 2U);
    Publish(*journal, 1, {1});
    journal->Confirm("score", 1);
  }

  static void GoOnTrial(Journal& journal, std::uint32_t number) {
    static_cast<void>(journal.MarkTrial("score", number));
    journal.Published({"score", number, {1, number}, {}});
    static_cast<void>(journal.Flush(std::chrono::seconds(10)));
  }
};

TEST_F(TrialTest, AVersionOnTrialWhenTheProcessDiesIsQuarantinedAndThePermanentOneIsChosen) {
  MakePermanent();
  InProcessThatDies([](Journal& journal) { GoOnTrial(journal, 2); });
  auto journal = Open();
  ASSERT_EQ(journal->notes().size(), 1U);
  EXPECT_THAT(journal->notes()[0], HasSubstr("ended while v2 was on trial"));
  EXPECT_THAT(journal->notes()[0], HasSubstr("hotswap versions --slot score --release 2"));
  EXPECT_THAT(journal->QuarantineOf("score", std::string(64, 'b')).value_or(""), HasSubstr("--release 2"));
  EXPECT_FALSE(journal->QuarantineOf("score", std::string(64, 'a')));
  EXPECT_FALSE(journal->QuarantineOf("ctr", std::string(64, 'b')));
  ASSERT_EQ(journal->history().size(), 1U);
  EXPECT_EQ(journal->history()[0].chosen, 1U);
  EXPECT_EQ(journal->history()[0].trail, std::vector<std::uint32_t>{1});
}

TEST_F(TrialTest, ItIsJudgedOnce) {
  MakePermanent();
  InProcessThatDies([](Journal& journal) { GoOnTrial(journal, 2); });
  EXPECT_EQ(Open()->notes().size(), 1U);
  EXPECT_THAT(Open()->notes(), IsEmpty());
}

TEST_F(TrialTest, AMarkIsEnoughTheVersionNeedNotHaveBeenPublished) {
  MakePermanent();
  InProcessThatDies([](Journal& journal) { static_cast<void>(journal.MarkTrial("score", 2)); });
  EXPECT_EQ(Open()->notes().size(), 1U);
}

TEST_F(TrialTest, ACleanEndQuarantinesNothing) {
  MakePermanent();
  { GoOnTrial(*Open(), 2); }
  auto journal = Open();
  EXPECT_THAT(journal->notes(), IsEmpty());
  EXPECT_FALSE(journal->QuarantineOf("score", std::string(64, 'b')));
  EXPECT_EQ(journal->history()[0].chosen, 2U);
}

TEST_F(TrialTest, ADeathAfterTheEndWasAskedForQuarantinesNothing) {
  MakePermanent();
  InProcessThatDies([](Journal& journal) {
    GoOnTrial(journal, 2);
    journal.NoteStopping();
    static_cast<void>(journal.Flush(std::chrono::seconds(10)));
  });
  EXPECT_THAT(Open()->notes(), IsEmpty());
  EXPECT_EQ(History().chosen, 2U);
}

TEST_F(TrialTest, WithoutAPermanentPredecessorNothingIsQuarantined) {
  InProcessThatDies([](Journal& journal) {
    static_cast<void>(Number(journal, 'a'));
    GoOnTrial(journal, 1);
  });
  EXPECT_THAT(Open()->notes(), IsEmpty());
  InProcessThatDies([](Journal& journal) {
    static_cast<void>(Number(journal, 'b'));
    GoOnTrial(journal, 2);
  });
  EXPECT_THAT(Open()->notes(), IsEmpty());
  EXPECT_EQ(History().chosen, 2U);
}

TEST_F(TrialTest, AConfirmedVersionIsOnTrialNoMore) {
  MakePermanent();
  InProcessThatDies([](Journal& journal) {
    GoOnTrial(journal, 2);
    journal.Confirm("score", 2);
    static_cast<void>(journal.MarkTrial("score", 2));
    static_cast<void>(journal.Flush(std::chrono::seconds(10)));
  });
  EXPECT_THAT(Open()->notes(), IsEmpty());
  EXPECT_EQ(History().permanent, 2U);
}

TEST_F(TrialTest, AVersionThatWasReplacedIsOnTrialNoMoreButACandidateThatStaysIs) {
  MakePermanent();
  InProcessThatDies([](Journal& journal) {
    static_cast<void>(Number(journal, 'c'));
    GoOnTrial(journal, 2);
    static_cast<void>(journal.MarkTrial("score", 3));
    journal.Published({"score", 1, {1}, {3}});
    static_cast<void>(journal.Flush(std::chrono::seconds(10)));
  });
  const auto notes = Open()->notes();
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_THAT(notes[0], HasSubstr("v3 was on trial"));
}

TEST_F(TrialTest, AWithdrawnVersionIsNoPlaceToGoBackTo) {
  MakePermanent();
  { Open()->Withdraw("score", 1); }
  InProcessThatDies([](Journal& journal) { GoOnTrial(journal, 2); });
  EXPECT_THAT(Open()->notes(), IsEmpty());
}

TEST_F(TrialTest, ALivingProcessIsNeverTakenForADeadOne) {
  MakePermanent();
  auto living = Open();
  GoOnTrial(*living, 2);
  auto second = Open();
  EXPECT_THAT(second->notes(), IsEmpty());
  EXPECT_FALSE(second->QuarantineOf("score", std::string(64, 'b')));
  EXPECT_NE(living->run(), second->run());
}

TEST_F(TrialTest, AReleaseLetsTheBytesBeUsedAgainByNumberOrByHash) {
  MakePermanent();
  for (const std::string& name : {std::string("2"), std::string(12, 'b')}) {
    InProcessThatDies([](Journal& journal) { GoOnTrial(journal, 2); });
    auto journal = Open();
    ASSERT_TRUE(journal->QuarantineOf("score", std::string(64, 'b')));
    const auto released = ReleaseQuarantined(file(), "", name);
    ASSERT_TRUE(released.ok()) << released.error().text;
    EXPECT_THAT(released->front(), HasSubstr("v2 of slot score"));
    EXPECT_FALSE(journal->QuarantineOf("score", std::string(64, 'b'))) << "a running process must see it";
    EXPECT_EQ(ReleaseQuarantined(file(), "", name).error().code, Errc::kNotFound);
  }
}

TEST_F(TrialTest, ARollbackOfTheNextStartWalksBackAndRefusesWhatCannotBe) {
  {
    auto journal = Open();
    for (const char content : {'a', 'b', 'c'}) static_cast<void>(Number(*journal, content));
    Publish(*journal, 3, {1, 2, 3});
  }
  const auto once = RollBackNextStart(file(), "", std::nullopt);
  ASSERT_TRUE(once.ok()) << once.error().text;
  EXPECT_EQ(once->version, 2U);
  EXPECT_EQ(once->before, 3U);
  EXPECT_EQ(RollBackNextStart(file(), "score", std::nullopt)->version, 1U);
  EXPECT_EQ(RollBackNextStart(file(), "", std::nullopt).error().code, Errc::kUnavailable);
  EXPECT_EQ(RollBackNextStart(file(), "", 3)->version, 3U);
  EXPECT_EQ(RollBackNextStart(file(), "", 9).error().code, Errc::kNotFound);
  EXPECT_EQ(RollBackNextStart(file(), "ctr", std::nullopt).error().code, Errc::kNotFound);
  EXPECT_EQ(Open()->history()[0].chosen, 3U);
}

TEST_F(TrialTest, ARollbackToQuarantinedBytesIsRefusedWithTheNextStep) {
  MakePermanent();
  InProcessThatDies([](Journal& journal) { GoOnTrial(journal, 2); });
  static_cast<void>(Open());
  const auto chosen = RollBackNextStart(file(), "", 2);
  ASSERT_FALSE(chosen.ok());
  EXPECT_EQ(chosen.error().code, Errc::kQuarantined);
  EXPECT_THAT(chosen.error().text, HasSubstr("--release 2"));
}

}  // namespace
}  // namespace hotswap
