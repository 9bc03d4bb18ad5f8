#include "ui/viewmodels/verdict_view_model.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/ui/viewmodels/verdict_fixture.h"

namespace hotswap::ui {
namespace {

class VerdictViewModelTest : public VerdictFixture {};

TEST_F(VerdictViewModelTest, IsClosedUntilAFileIsJudged) {
  EXPECT_FALSE(model_.isOpen());
  model_.expect({1});
  EXPECT_FALSE(model_.isOpen());
}

TEST_F(VerdictViewModelTest, AnAcceptedFileCanGoLive) {
  haveVersions(2);
  model_.expect({1});
  judge(accepted(1, 2));
  ASSERT_TRUE(model_.isOpen());
  EXPECT_EQ(model_.title(), QString::fromUtf8("lib2.so → v2 Op2"));
  EXPECT_EQ(model_.status(), "v2 is ready and not live yet");
  EXPECT_EQ(model_.whyNotGoLive(), "");
  EXPECT_EQ(model_.place(), "");
  EXPECT_TRUE(shown_.empty());  // Nobody turned to it: whether it becomes the target is for the load to say.
}

TEST_F(VerdictViewModelTest, ARefusedFileCannotGoLiveAndSaysWhatGoesOnServing) {
  snapshot_.slots[0].active = 1;
  haveVersions(1);
  judge(refused(1));
  EXPECT_EQ(model_.title(), "bad1.so");
  EXPECT_EQ(model_.status(), "v1 keeps serving");
  EXPECT_FALSE(model_.whyNotGoLive().isEmpty());
  EXPECT_TRUE(shown_.empty());
}

TEST_F(VerdictViewModelTest, FilesPickedTogetherShareASheetThatShowsTheNewest) {
  haveVersions(2);
  model_.expect({1, 2, 3});
  judge(accepted(1, 1));
  EXPECT_EQ(model_.place(), "1 of 3");
  EXPECT_FALSE(model_.canTurn(+1));
  judge(accepted(2, 2));
  judge(refused(3));
  EXPECT_EQ(model_.place(), "3 of 3");
  EXPECT_EQ(model_.title(), "bad3.so");
  EXPECT_EQ(model_.pageCount(), 3);
  EXPECT_EQ(model_.judgedPage(0).file, "lib1.so");
  model_.turn(-1);
  EXPECT_EQ(model_.place(), "2 of 3");
  EXPECT_EQ(shown_.back(), 2U);
  model_.turn(-1);
  model_.turn(-1);
  EXPECT_EQ(model_.place(), "1 of 3");
  EXPECT_EQ(shown_.back(), 1U);
}

TEST_F(VerdictViewModelTest, ALoadWithoutAVerdictIsNoPage) {
  haveVersions(1);
  model_.expect({1, 2});
  CommandOutcome gone = refused(1);
  gone.verdict = nullptr;
  judge(gone);
  EXPECT_FALSE(model_.isOpen());
  judge(accepted(2, 1));
  EXPECT_EQ(model_.place(), "");
}

TEST_F(VerdictViewModelTest, WhatFailedBesidesItsVerdictIsLeftToTheErrorBar) {
  CommandOutcome outcome = accepted(1, 0);
  outcome.ok = false;
  judge(outcome);
  EXPECT_FALSE(model_.isOpen());
}

TEST_F(VerdictViewModelTest, ANewerBatchTakesTheSheet) {
  haveVersions(2);
  model_.expect({1});
  judge(accepted(1, 1));
  model_.expect({2});
  EXPECT_EQ(model_.title(), QString::fromUtf8("lib1.so → v1 Op1"));
  judge(accepted(2, 2));
  EXPECT_EQ(model_.title(), QString::fromUtf8("lib2.so → v2 Op2"));
  EXPECT_EQ(model_.place(), "");
}

TEST_F(VerdictViewModelTest, WhatFailsInBetweenIsNoPageOfTheBatch) {
  haveVersions(2);
  model_.expect({1, 2});
  judge(accepted(1, 1));
  judge(refused(9));
  EXPECT_EQ(model_.place(), "");
  judge(accepted(2, 2));
  EXPECT_EQ(model_.title(), QString::fromUtf8("lib2.so → v2 Op2"));
  EXPECT_EQ(model_.place(), "");
}

TEST_F(VerdictViewModelTest, TellsTheErrorBarWhatItShowsAndWhatWasRead) {
  model_.expect({1, 2});
  judge(refused(1));
  judge(refused(2));
  const QStringList both{"bad1.so was not loaded", "bad2.so was not loaded"};
  EXPECT_EQ(model_.messages(), both);
  model_.close();
  EXPECT_FALSE(model_.isOpen());
  EXPECT_EQ(read_, both);
  EXPECT_TRUE(model_.messages().isEmpty());
}

TEST_F(VerdictViewModelTest, GoesLiveWithWhatTheSheetShows) {
  haveVersions(2);
  std::vector<std::uint32_t> live;
  QObject::connect(&model_, &VerdictViewModel::goLiveRequested, &model_, [&](VersionKey key) { live.push_back(key.number); });
  model_.goLive();
  EXPECT_TRUE(live.empty());
  judge(accepted(1, 2));
  model_.goLive();
  EXPECT_EQ(live, std::vector<std::uint32_t>{2});
}

TEST_F(VerdictViewModelTest, SaysWhyWhatTheSheetShowsCannotGoLive) {
  snapshot_.slots[0].active = 1;
  haveVersions(1);
  QStringList said;
  QObject::connect(&model_, &VerdictViewModel::goLiveRequested, &model_, [&] { said << "went live"; });
  QObject::connect(&model_, &VerdictViewModel::goLiveDenied, &model_, [&](const QString& why) { said << why; });
  judge(refused(1));
  model_.goLive();
  EXPECT_EQ(said, QStringList{"Nothing changed: bad1.so, which the verdict shows, was refused"});
  said.clear();
  model_.show({0, 1});
  model_.goLive();
  EXPECT_EQ(said, QStringList{"Nothing changed: v1 answers already"});
}

TEST_F(VerdictViewModelTest, TellsHowProbationGoesWhileTheSheetIsOpen) {
  snapshot_.slots[0].active = 1;
  haveVersions(1);
  model_.show({0, 1});
  const auto probation = [&] { return model_.page().gates[7]; };
  EXPECT_EQ(probation().state, GateState::kLater);
  VersionInfo& info = snapshot_.versions[0];
  info.published = true;
  info.on_probation = true;
  info.probation_ends = std::chrono::seconds(60);
  snapshot_.at = std::chrono::seconds(17);
  model_.apply(snapshot_);
  EXPECT_EQ(probation().state, GateState::kWatched);
  EXPECT_TRUE(probation().words.value(0).contains("43 s left"));
  info.on_probation = false;
  info.proved = true;
  model_.apply(snapshot_);
  EXPECT_EQ(probation().state, GateState::kPassed);
  EXPECT_EQ(model_.page().summary, "accepted");
  info.fault = "threw in compute_score on 1 of 9 requests";
  model_.apply(snapshot_);
  EXPECT_EQ(probation().state, GateState::kFailed);
  EXPECT_EQ(probation().words, QStringList{"Threw in compute_score on 1 of 9 requests"});
  EXPECT_EQ(model_.page().state, GateState::kFailed);
  EXPECT_EQ(model_.page().summary, "failed live; was accepted");
}

TEST_F(VerdictViewModelTest, TellsWhatBecameOfAVersionThatWasReplaced) {
  snapshot_.slots[0].active = 2;
  haveVersions(2);
  model_.show({0, 1});
  EXPECT_EQ(model_.page().gates[8].state, GateState::kLater);
  SwapReceipt receipt;
  receipt.slot = "score";
  receipt.from = 1;
  receipt.to = 2;
  receipt.unload_note = "resident";
  snapshot_.receipts = std::make_shared<const std::vector<SwapReceipt>>(1, receipt);
  snapshot_.versions[0].published = true;
  model_.apply(snapshot_);
  EXPECT_EQ(model_.status(), "v1 was live before and is ready to answer again");
  EXPECT_TRUE(model_.page().gates[8].words.value(0).startsWith("Stays loaded"));
  snapshot_.versions[0].state = VersionState::kUnloaded;
  model_.apply(snapshot_);
  EXPECT_EQ(model_.status(), "v1 was unloaded; to go live it is loaded again");
  EXPECT_EQ(model_.page().gates[8].state, GateState::kPassed);
  snapshot_.versions[0].state = VersionState::kZombie;
  snapshot_.versions[0].state_reason = "a call in it is stuck";
  model_.apply(snapshot_);
  EXPECT_EQ(model_.status(), "v1 stays in memory; to go live it is started anew");
  EXPECT_EQ(model_.page().gates[8].words, QStringList{"Stays mapped in memory: a call in it is stuck"});
  snapshot_.versions[0].fault = "hung in compute_score";
  model_.apply(snapshot_);
  EXPECT_EQ(model_.status(), "v1 failed: hung in compute_score");
}

TEST_F(VerdictViewModelTest, TheGatesOfAVersionThatIsLoadedAlreadyDoNotComeLater) {
  haveVersions(1);
  judge(accepted(1, 1));  // The verdict ends with G2, as that of bytes which are loaded already does.
  for (std::size_t gate = 4; gate <= 6; ++gate) {
    EXPECT_EQ(model_.page().gates[gate].state, GateState::kSkipped);
    EXPECT_EQ(model_.page().gates[gate].words, QStringList{"Is loaded already: it passed this gate then"});
  }
  snapshot_.versions[0].state = VersionState::kUnloaded;
  model_.apply(snapshot_);
  EXPECT_EQ(model_.page().gates[5].state, GateState::kLater);
}

TEST_F(VerdictViewModelTest, GoingLiveClosesThePageOfThatVersionOnly) {
  haveVersions(2);
  judge(accepted(1, 2));
  model_.leave({0, 1});
  EXPECT_TRUE(model_.isOpen());
  model_.leave({0, 2});
  EXPECT_FALSE(model_.isOpen());
}

TEST_F(VerdictViewModelTest, WhatGivesWayUnseenGoesToTheErrorBar) {
  model_.expect({1, 2});
  judge(refused(1));
  model_.noteSeen();
  judge(refused(2));
  model_.giveWay();
  EXPECT_FALSE(model_.isOpen());
  EXPECT_TRUE(model_.messages().isEmpty());
  EXPECT_EQ(read_, QStringList{"bad1.so was not loaded"});
}

TEST_F(VerdictViewModelTest, ShowsTheVerdictOfAVersionAgain) {
  snapshot_.slots[0].active = 1;
  haveVersions(2);
  model_.show({0, 1});
  ASSERT_TRUE(model_.isOpen());
  EXPECT_EQ(model_.status(), "v1 answers now");
  EXPECT_EQ(model_.whyNotGoLive(), "v1 answers already");
}

TEST_F(VerdictViewModelTest, SaysWhyThereIsNoVerdictToShow) {
  haveVersions(1);
  snapshot_.versions[0].verdict = nullptr;
  model_.apply(snapshot_);
  EXPECT_EQ(model_.whyNotShow({0, 1}), "There is no verdict of v1");
  EXPECT_EQ(model_.whyNotShow({}), "No operator is loaded yet");
  model_.show({0, 1});
  EXPECT_FALSE(model_.isOpen());
}

TEST_F(VerdictViewModelTest, AnOpenSheetGoesWithTheTarget) {
  haveVersions(3);
  model_.follow({0, 1});
  EXPECT_FALSE(model_.isOpen());
  judge(accepted(1, 2));
  model_.follow({0, 3});
  EXPECT_EQ(model_.version(), (VersionKey{0, 3}));
  snapshot_.versions[0].verdict = nullptr;
  model_.apply(snapshot_);
  model_.follow({0, 1});
  EXPECT_FALSE(model_.isOpen());
}

TEST_F(VerdictViewModelTest, FollowingToAPageOfTheSheetTurnsToIt) {
  haveVersions(2);
  model_.expect({1, 2});
  judge(accepted(1, 1));
  judge(accepted(2, 2));
  model_.follow({0, 1});
  EXPECT_EQ(model_.place(), "1 of 2");
}

TEST_F(VerdictViewModelTest, ARefusalStaysWhileAnotherTargetIsChosen) {
  haveVersions(2);
  judge(refused(1));
  model_.follow({0, 2});
  EXPECT_EQ(model_.title(), "bad1.so");
}

TEST_F(VerdictViewModelTest, SaysWhenTheShownVersionBeginsToAnswer) {
  haveVersions(1);
  model_.show({0, 1});
  int changes = 0;
  QObject::connect(&model_, &VerdictViewModel::changed, &model_, [&] { ++changes; });
  model_.apply(snapshot_);
  EXPECT_EQ(changes, 0);
  snapshot_.slots[0].active = 1;
  haveVersions(1);
  EXPECT_EQ(changes, 1);
  EXPECT_EQ(model_.status(), "v1 answers now");
}

}  // namespace
}  // namespace hotswap::ui
