#include "ui/viewmodels/status_view_model.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;

/// A stretch of 250 ms that ended then; p99 0: no call of it was timed.
void addTimed(Snapshot& snapshot, std::chrono::nanoseconds end, double p99_ns) {
  auto history = snapshot.history ? std::make_shared<History>(*snapshot.history) : std::make_shared<History>();
  history->levels[0].totals_width = 250ms;
  TotalsPoint point;
  point.end_ns = end.count();
  point.p50_ns = point.p99_ns = p99_ns;
  history->levels[0].totals.push_back(point);
  snapshot.history = history;
}

Snapshot running() {
  Snapshot snapshot;
  snapshot.slots = {SlotInfo{.name = "score", .active = 2, .rollback_target = 1}};
  snapshot.threads.resize(4);
  for (ThreadInfo& thread : snapshot.threads) thread.version = 2;
  snapshot.threads[3].version = 1;
  snapshot.totals.requests_per_s = 48.2e6;
  addTimed(snapshot, 0ns, 1200);
  return snapshot;
}

TEST(StatusViewModelTest, TellsThreadsVersionThroughputAndLatency) {
  StatusViewModel model;
  model.apply(running());
  EXPECT_EQ(model.threads(), "4 threads");
  EXPECT_EQ(model.activeVersion(), "v2 3/4");
  EXPECT_EQ(model.throughput(), "48.2 M/s");
  EXPECT_EQ(model.p99(), QString::fromUtf8("p99 1.2 µs"));
  EXPECT_EQ(model.lost(), "0 lost");
}

TEST(StatusViewModelTest, TellsErrorsOnlyWhenThereAreAny) {
  Snapshot snapshot = running();
  StatusViewModel model;
  model.apply(snapshot);
  EXPECT_TRUE(model.faults().isEmpty());
  snapshot.totals.errors = 1234;
  model.apply(snapshot);
  EXPECT_EQ(model.faults(), "1,234 errors");
}

TEST(StatusViewModelTest, CountsScoresThatAreNotFinite) {
  Snapshot snapshot = running();
  snapshot.totals.nonfinite = 1;
  StatusViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.faults(), "1 score not finite");
  snapshot.totals.errors = 2;
  model.apply(snapshot);
  EXPECT_EQ(model.faults(), "2 errors, 1 score not finite");
}

TEST(StatusViewModelTest, AtHumanRatesTheLatencyIsThatOfTheNewestCalls) {
  Snapshot snapshot = running();
  snapshot.workers.interval = 300ms;
  snapshot.at = 800ms;
  addTimed(snapshot, 250ms, 0);
  addTimed(snapshot, 750ms, 0);
  StatusViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.p99(), QString::fromUtf8("p99 1.2 µs"));
  EXPECT_EQ(model.p99Window(), QString::fromUtf8("over the newest 250 ms in which calls were timed (−0.8 s)"));
  snapshot.at = 1100ms;
  model.apply(snapshot);
  EXPECT_EQ(model.p99(), QString::fromUtf8("p99 –"));
  EXPECT_EQ(model.p99Window(), "no call was timed lately");
}

TEST(StatusViewModelTest, TheNewestStretchOfARecordingsPastMayHaveEndedLongAgo) {
  Snapshot snapshot = running();
  snapshot.at = 1200ms;
  auto history = std::make_shared<History>(*snapshot.history);
  history->levels[0].totals.back().width_ns = std::chrono::nanoseconds(1250ms).count();
  snapshot.history = history;
  StatusViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.p99(), QString::fromUtf8("p99 1.2 µs"));
  EXPECT_EQ(model.p99Window(), QString::fromUtf8("over the newest 1.25 s in which calls were timed (−1.2 s)"));
}

TEST(StatusViewModelTest, WhatIsSaidStandsForSomeSecondsBeforeTheNews) {
  Snapshot snapshot = running();
  StatusViewModel model;
  model.say("Nothing changed");
  model.apply(snapshot);
  EXPECT_EQ(model.news(), "Nothing changed");
  snapshot.at = 5s;
  model.apply(snapshot);
  EXPECT_EQ(model.news(), "Nothing changed");
  snapshot.at = 9s;
  model.apply(snapshot);
  EXPECT_EQ(model.news(), "");
}

TEST(StatusViewModelTest, AnEventIsToldWithTheNameOfItsFileAlone) {
  Event event;
  event.path = "/home/a/long/way/off/ctr.so";
  event.text = "v2 Ctr is ready, from /home/a/long/way/off/ctr.so";
  Snapshot snapshot = running();
  snapshot.events = std::make_shared<const std::vector<Event>>(1, event);
  StatusViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.news(), "v2 Ctr is ready, from ctr.so");
}

TEST(StatusViewModelTest, CountsStuckThreadsOnlyWhenThereAreAny) {
  Snapshot snapshot = running();
  StatusViewModel model;
  model.apply(snapshot);
  EXPECT_TRUE(model.stuck().isEmpty());
  snapshot.parked.resize(1);
  model.apply(snapshot);
  EXPECT_EQ(model.stuck(), "1 stuck thread");
  snapshot.parked.resize(2);
  model.apply(snapshot);
  EXPECT_EQ(model.stuck(), "2 stuck threads");
}

TEST(StatusViewModelTest, NamesTheActiveVersionForTheTitle) {
  Snapshot snapshot = running();
  StatusViewModel model;
  model.apply(snapshot);
  EXPECT_TRUE(model.activeName().isEmpty());
  VersionInfo version;
  version.number = 2;
  version.name = "ScoreOperatorV2";
  snapshot.versions = {version};
  model.apply(snapshot);
  EXPECT_EQ(model.activeName(), "v2 ScoreOperatorV2");
}

TEST(StatusViewModelTest, SaysSoWhenTheWorkersAreStoppedOrDone) {
  Snapshot snapshot = running();
  snapshot.paused = true;
  StatusViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.threads(), "4 threads, stopped");
  snapshot.paused = false;
  snapshot.finished = true;
  model.apply(snapshot);
  EXPECT_EQ(model.threads(), "4 threads, done");
}

TEST(StatusViewModelTest, TheLastSwapTellsHowLongAndAsManyThreadsAsTheFieldBesideIt) {
  SwapReceipt receipt;
  receipt.slot = "score";
  receipt.from = 1;
  receipt.to = 2;
  receipt.publish = 400us;
  receipt.threads = {{.last_on_old = 1ns, .first_on_new = 2ns}, {.last_on_old = 1ns, .first_on_new = -1ns}};
  Snapshot snapshot = running();
  snapshot.receipts = std::make_shared<const std::vector<SwapReceipt>>(1, receipt);
  StatusViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.news(), QString::fromUtf8("v2 published in 400 µs, 3/4 threads"));
  EXPECT_EQ(model.activeVersion(), "v2 3/4");
}

TEST(StatusViewModelTest, CountsTheThreadsInTheSlotThatIsShown) {
  Snapshot snapshot = running();
  snapshot.slots.push_back({.name = "ctr", .active = 2});
  StatusViewModel model;
  model.setSlot(1);
  model.apply(snapshot);
  EXPECT_EQ(model.activeVersion(), "ctr v2 0/4") << "they run a version 2 of another slot";
  snapshot.threads[0].others = {{.slot = 1, .version = 2, .last_score = {}}};
  model.apply(snapshot);
  EXPECT_EQ(model.activeVersion(), "ctr v2 1/1");
}

TEST(StatusViewModelTest, SaysWhoseFiguresTheyAreWhereThereAreSeveralSlots) {
  Snapshot snapshot = running();
  StatusViewModel model;
  model.apply(snapshot);
  EXPECT_FALSE(model.hasSeveralSlots());
  snapshot.slots.push_back({.name = "ctr", .active = 1});
  SwapReceipt receipt;
  receipt.slot = "ctr";
  receipt.to = 1;
  receipt.publish = 400us;
  snapshot.receipts = std::make_shared<const std::vector<SwapReceipt>>(1, receipt);
  model.apply(snapshot);
  EXPECT_TRUE(model.hasSeveralSlots());
  EXPECT_EQ(model.activeVersion(), "score v2 3/4");
  EXPECT_EQ(model.throughput(), "all slots: 48.2 M/s");
  EXPECT_TRUE(model.news().startsWith("ctr: v1 published")) << model.news().toStdString();
  Event event;
  event.at = 9s;
  event.slot = "ctr";
  event.text = "v2 is ready";
  snapshot.events = std::make_shared<const std::vector<Event>>(1, event);
  model.apply(snapshot);
  EXPECT_EQ(model.news(), "ctr: v2 is ready");
}

TEST(StatusViewModelTest, CountsThreadsOnlyWhileASwapIsUnderWay) {
  SwapReceipt receipt;
  receipt.to = 2;
  receipt.publish = 400us;
  receipt.threads = {{.last_on_old = 1ns, .first_on_new = -1ns}};
  Snapshot snapshot = running();
  snapshot.paused = true;
  snapshot.receipts = std::make_shared<const std::vector<SwapReceipt>>(1, receipt);
  StatusViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.news(), QString::fromUtf8("v2 published in 400 µs"));
  snapshot.paused = false;
  receipt.complete = true;
  snapshot.receipts = std::make_shared<const std::vector<SwapReceipt>>(1, receipt);
  model.apply(snapshot);
  EXPECT_EQ(model.news(), QString::fromUtf8("v2 published in 400 µs"));
}

TEST(StatusViewModelTest, TellsAnEventThatIsNewerThanTheLastSwap) {
  SwapReceipt receipt;
  receipt.at = 1s;
  receipt.to = 2;
  receipt.publish = 400us;
  Snapshot snapshot = running();
  snapshot.receipts = std::make_shared<const std::vector<SwapReceipt>>(1, receipt);
  StatusViewModel model;
  const auto tell = [&](std::chrono::nanoseconds at, const char* gate, std::uint32_t version, const char* text) {
    Event event;
    event.at = at;
    event.gate = gate;
    event.version = version;
    event.text = text;
    snapshot.events = std::make_shared<const std::vector<Event>>(1, event);
    model.apply(snapshot);
    return model.news();
  };
  EXPECT_EQ(tell(1001ms, "", 2, "v2 answers"), QString::fromUtf8("v2 published in 400 µs"));
  EXPECT_EQ(tell(900ms, "", 1, "v1 is ready"), QString::fromUtf8("v2 published in 400 µs"));
  EXPECT_EQ(tell(2s, "G8", 1, "v1 is unloaded"), "v1 is unloaded");
}

TEST(StatusViewModelTest, ARollBackSaysWhereItWent) {
  SwapReceipt receipt;
  receipt.from = 2;
  receipt.to = 1;
  receipt.publish = 2480ns;
  receipt.outcome = SwapOutcome::kRolledBack;
  receipt.complete = true;
  Snapshot snapshot = running();
  snapshot.receipts = std::make_shared<const std::vector<SwapReceipt>>(1, receipt);
  StatusViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.news(), QString::fromUtf8("Rolled back to v1 in 2.48 µs"));
}

TEST(StatusViewModelTest, CountsTheActiveVersionAmongThreadsThatAnsweredAtAll) {
  Snapshot snapshot = running();
  snapshot.threads.resize(64);
  StatusViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.activeVersion(), "v2 3/4");
  for (ThreadInfo& thread : snapshot.threads) thread.version = 0;
  model.apply(snapshot);
  EXPECT_EQ(model.activeVersion(), "v2 0/64");
}

TEST(StatusViewModelTest, ARefusalNamesTheFile) {
  SwapReceipt receipt;
  receipt.path = "/opt/libbad.so";
  receipt.outcome = SwapOutcome::kRefused;
  Snapshot snapshot = running();
  snapshot.receipts = std::make_shared<const std::vector<SwapReceipt>>(1, receipt);
  StatusViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.news(), "libbad.so refused");
}

TEST(StatusViewModelTest, TellsTheWindowsOwnLoad) {
  StatusViewModel model;
  model.setWindowLoad(29.7, 0.051);
  EXPECT_EQ(model.window(), "window 30 fps 5 %");
}

}  // namespace
}  // namespace hotswap::ui
