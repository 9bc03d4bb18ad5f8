#include "ui/viewmodels/notices_view_model.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

class NoticesViewModelTest : public ::testing::Test {
 protected:
  void addEvent(EventLevel level, const std::string& text, const std::string& path = {}) {
    Event event;
    event.path = path;
    event.number = events_.size() + 1;
    event.level = level;
    event.gate = "G2";
    event.text = text;
    events_.push_back(event);
    snapshot_.events = std::make_shared<const std::vector<Event>>(events_);
  }

  void addFailure(const std::string& text) {
    CommandOutcome outcome;
    outcome.id = snapshot_.outcomes.size() + 1;
    outcome.text = text;
    snapshot_.outcomes.push_back(outcome);
  }

  std::vector<Event> events_;
  Snapshot snapshot_;
  NoticesViewModel model_;
};

TEST_F(NoticesViewModelTest, AnErrorStaysUntilItIsDismissed) {
  addEvent(EventLevel::kError, "a.so was not loaded");
  model_.apply(snapshot_);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.headline(), "a.so was not loaded");
  EXPECT_TRUE(model_.current().details.contains("G2"));
  model_.dismiss();
  model_.apply(snapshot_);
  EXPECT_TRUE(model_.isEmpty());
}

TEST_F(NoticesViewModelTest, WhatWasDismissedStaysSoWhenARecordingGoesBackAndForwardAgain) {
  addEvent(EventLevel::kInfo, "v1 answers");
  const auto before = snapshot_.events;
  addEvent(EventLevel::kError, "a.so was not loaded");
  const auto after = snapshot_.events;
  model_.apply(snapshot_);
  model_.dismiss();
  for (const auto& events : {before, after, before, after}) {
    snapshot_.events = events;
    model_.apply(snapshot_);
    EXPECT_TRUE(model_.isEmpty()) << model_.headline().toStdString();
  }
}

TEST_F(NoticesViewModelTest, ARefusedConfigurationIsNoNewsOnceItsFileIsInOrder) {
  addEvent(EventLevel::kError, "a.toml:14:12: no such key", "/etc/a.toml");
  addEvent(EventLevel::kError, "a.so was not loaded");
  model_.apply(snapshot_);
  ASSERT_EQ(model_.count(), 2);
  addEvent(EventLevel::kWarning, "configuration /etc/a.toml was read again: workers.threads 4 -> 6", "/etc/a.toml");
  model_.apply(snapshot_);
  ASSERT_EQ(model_.count(), 1);
  EXPECT_EQ(model_.headline(), "a.so was not loaded");
}

TEST_F(NoticesViewModelTest, HoldsBackWhatSomethingElseTellsUntilThatStops) {
  addEvent(EventLevel::kError, "v1 failed");
  model_.holdBack({"a.so was not loaded"});
  addEvent(EventLevel::kError, "a.so was not loaded");
  model_.apply(snapshot_);
  EXPECT_EQ(model_.headline(), "v1 failed");
  EXPECT_EQ(model_.count(), 1);
  model_.dismiss();
  EXPECT_TRUE(model_.isEmpty());
  model_.dismiss();
  model_.holdBack({});
  EXPECT_EQ(model_.headline(), "a.so was not loaded");
}

TEST_F(NoticesViewModelTest, DropsWhatWasReadElsewhere) {
  addEvent(EventLevel::kError, "a.so was not loaded");
  addEvent(EventLevel::kError, "v1 failed");
  model_.apply(snapshot_);
  model_.drop({"a.so was not loaded"});
  EXPECT_EQ(model_.headline(), "v1 failed");
}

TEST_F(NoticesViewModelTest, BeginsWithTheFilesNameAndTellsItsFolderInTheDetails) {
  addEvent(EventLevel::kError, "/opt/models/a.so was not loaded: it is torn");
  events_.back().path = "/opt/models/a.so";
  snapshot_.events = std::make_shared<const std::vector<Event>>(events_);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.headline(), "a.so was not loaded: it is torn");
  EXPECT_TRUE(model_.current().details.contains("File: /opt/models/a.so"));
  model_.drop({"/opt/models/a.so was not loaded: it is torn"});
  EXPECT_TRUE(model_.isEmpty()) << "others know it by the whole text";
}

TEST_F(NoticesViewModelTest, AFailedCommandBeginsWithTheFilesNameToo) {
  addFailure("/opt/models/a.so was not loaded: it is torn");
  auto verdict = std::make_shared<Verdict>();
  verdict->path = "/opt/models/a.so";
  snapshot_.outcomes.back().verdict = verdict;
  model_.apply(snapshot_);
  EXPECT_EQ(model_.headline(), "a.so was not loaded: it is torn");
  EXPECT_TRUE(model_.current().details.contains("File: /opt/models/a.so"));
}

TEST_F(NoticesViewModelTest, AVersionThatWasTakenBackIsNotMixedUpWithTheOneThatAnswers) {
  addEvent(EventLevel::kError, "v5 Throws threw in compute_score. v2 Good answers again, after v5.");
  events_.back().gate = "G7";
  events_.back().version = 2;
  snapshot_.events = std::make_shared<const std::vector<Event>>(events_);
  SwapReceipt receipt;
  receipt.from = 5;
  receipt.to = 2;
  receipt.outcome = SwapOutcome::kRolledBack;
  receipt.gate = "G7";
  receipt.reason = "v5 Throws threw in compute_score";
  snapshot_.receipts = std::make_shared<const std::vector<SwapReceipt>>(1, receipt);
  model_.apply(snapshot_);
  EXPECT_TRUE(model_.current().details.contains("Taken back: v5\nAnswers since then: v2"));
  EXPECT_FALSE(model_.current().details.contains("Version:"));
}

TEST_F(NoticesViewModelTest, NamesTheFileOfTheVersionThatWasTakenBackAndNotOfTheOneThatAnswers) {
  addEvent(EventLevel::kError, "v5 Throws threw in compute_score. v2 Good answers again, after v5.");
  events_.back().gate = "G7";
  events_.back().version = 2;
  events_.back().slot = "score";
  events_.back().path = "/opt/good.so";
  snapshot_.events = std::make_shared<const std::vector<Event>>(events_);
  SwapReceipt receipt;
  receipt.slot = "score";
  receipt.from = 5;
  receipt.to = 2;
  receipt.outcome = SwapOutcome::kRolledBack;
  receipt.reason = "v5 Throws threw in compute_score";
  snapshot_.receipts = std::make_shared<const std::vector<SwapReceipt>>(1, receipt);
  snapshot_.slots = {SlotInfo{.name = "other"}, SlotInfo{.name = "score", .active = 2}};
  for (const auto& [slot, number, path] :
       {std::tuple{0U, 5U, "/opt/other.so"}, {1U, 2U, "/opt/good.so"}, {1U, 5U, "/opt/bad.so"}}) {
    VersionInfo version;
    version.slot = slot;
    version.number = number;
    version.path = path;
    snapshot_.versions.push_back(version);
  }
  model_.apply(snapshot_);
  EXPECT_TRUE(model_.current().details.endsWith("File: /opt/bad.so")) << model_.current().details.toStdString();
}

TEST_F(NoticesViewModelTest, SaysWhoAnswersByNowOnceThatIsAnotherVersion) {
  snapshot_.slots = {SlotInfo{.name = "score", .active = 1}};
  addEvent(EventLevel::kError, "a.so was not loaded. v1 kept answering.");
  events_.back().slot = "score";
  snapshot_.events = std::make_shared<const std::vector<Event>>(events_);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.headline(), "a.so was not loaded. v1 kept answering.");
  int changes = 0;
  QObject::connect(&model_, &NoticesViewModel::changed, &model_, [&] { ++changes; });
  snapshot_.slots[0].active = 4;
  model_.apply(snapshot_);
  model_.apply(snapshot_);
  EXPECT_EQ(changes, 1);
  EXPECT_EQ(model_.headline(), "a.so was not loaded. v1 kept answering.  (v4 answers now)");
}

TEST_F(NoticesViewModelTest, WarningsAndNewsAreNoErrors) {
  addEvent(EventLevel::kInfo, "v1 answers");
  addEvent(EventLevel::kWarning, "slow");
  model_.apply(snapshot_);
  EXPECT_TRUE(model_.isEmpty());
}

TEST_F(NoticesViewModelTest, TheSameErrorAgainCountsUp) {
  for (int i = 0; i < 3; ++i) addEvent(EventLevel::kError, "a.so was not loaded");
  model_.apply(snapshot_);
  EXPECT_EQ(model_.count(), 1);
  EXPECT_EQ(model_.headline(), QString::fromUtf8("a.so was not loaded  ×3"));
}

TEST_F(NoticesViewModelTest, AFailedCommandAndItsEventAreOneNotice) {
  addFailure("a.so was not loaded");
  addEvent(EventLevel::kError, "a.so was not loaded");
  model_.apply(snapshot_);
  EXPECT_EQ(model_.current().count, 1);
}

TEST_F(NoticesViewModelTest, AnOutcomeThatComesBeforeItsEventIsStillOneNotice) {
  addFailure("a.so was not loaded");
  model_.apply(snapshot_);
  addEvent(EventLevel::kError, "a.so was not loaded");
  model_.apply(snapshot_);
  EXPECT_EQ(model_.current().count, 1);
}

TEST_F(NoticesViewModelTest, AFailedCommandWithoutAnEventIsShown) {
  addFailure("There is no earlier version");
  model_.apply(snapshot_);
  EXPECT_EQ(model_.headline(), "There is no earlier version");
}

TEST_F(NoticesViewModelTest, OthersWaitBehindTheNewest) {
  model_.post("first");
  model_.post("second");
  EXPECT_EQ(model_.headline(), "second  (1 more)");
  model_.dismiss();
  EXPECT_EQ(model_.headline(), "first");
}

TEST_F(NoticesViewModelTest, AStormOfDifferentErrorsStaysBounded) {
  for (int i = 0; i < 10'000; ++i) model_.post(QString::number(i));
  EXPECT_LE(model_.count(), 50);
}

TEST_F(NoticesViewModelTest, NamesTheSlotOfAnErrorWhereThereAreSeveral) {
  snapshot_.slots = {SlotInfo{.name = "ranking", .active = 1}, SlotInfo{.name = "ctr", .active = 1}};
  addEvent(EventLevel::kError, "v2 failed");
  events_.back().slot = "ctr";
  snapshot_.events = std::make_shared<const std::vector<Event>>(events_);
  model_.apply(snapshot_);
  EXPECT_EQ(model_.headline(), "ctr: v2 failed");
  addEvent(EventLevel::kError, "slot ranking has no operator");
  events_.back().slot = "ranking";
  snapshot_.events = std::make_shared<const std::vector<Event>>(events_);
  model_.apply(snapshot_);
  EXPECT_TRUE(model_.headline().startsWith("slot ranking has")) << "it says so already";
}

}  // namespace
}  // namespace hotswap::ui
