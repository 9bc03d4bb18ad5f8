#include "core/session/session_engine.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "core/session/session_history.h"
#include "tests/core/session/random_session.h"

namespace hotswap {
namespace {

using ::testing::HasSubstr;
using std::chrono_literals::operator""s;
using std::chrono_literals::operator""ms;

constexpr std::int64_t kSecond = 1'000'000'000;

SwapReceipt Receipt(std::uint64_t number, Nanoseconds at, std::optional<std::uint32_t> from, std::uint32_t to) {
  SwapReceipt receipt;
  receipt.number = number;
  receipt.at = at;
  receipt.slot = "score";
  receipt.from = from;
  receipt.to = to;
  return receipt;
}

/// v1 from 0 s, v2 from 5 s, v1 again from 8 s, saved at 10 s: one thread, 10 requests a second, a stretch each 500 ms.
Session TwoSwaps() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->at = 10s;
  snapshot->slots = {{.name = "score", .active = 1, .rollback_target = 2}};
  snapshot->versions.resize(2);
  for (std::uint32_t i = 0; i < 2; ++i) snapshot->versions[i].number = i + 1;
  snapshot->versions[0].state = VersionState::kActive;
  snapshot->versions[0].requests = 70;
  snapshot->versions[1].state = VersionState::kUnloaded;
  snapshot->versions[1].requests = 30;
  snapshot->threads.resize(1);
  snapshot->threads[0].rounds = 100;
  snapshot->threads[0].version = 1;
  snapshot->totals.requests = 100;
  const std::vector<SwapReceipt> receipts = {Receipt(1, 0s, {}, 1), Receipt(2, 5s, 1, 2), Receipt(3, 8s, 2, 1)};
  snapshot->receipts = std::make_shared<const std::vector<SwapReceipt>>(receipts);
  Event loaded;
  loaded.number = 1;
  loaded.at = 4s;
  loaded.slot = "score";
  loaded.version = 2;
  Event later;
  later.number = 2;
  later.at = 9s;
  snapshot->events = std::make_shared<const std::vector<Event>>(std::vector<Event>{loaded, later});
  auto history = std::make_shared<History>();
  for (HistoryLevel& level : history->levels) level.bucket_width = level.totals_width = 500ms;
  HistoryLevel& finest = history->levels[0];
  finest.threads.resize(1);
  for (std::int64_t i = 0; i < 20; ++i) {
    const std::int64_t end = (i + 1) * kSecond / 2;
    const std::uint32_t version = i < 10 || i >= 16 ? 1 : 2;
    finest.threads[0].push_back(
        {.start_ns = end - kSecond / 2, .end_ns = end, .min = 1, .max = 1, .last = 1, .version = version, .requests = 5});
    TotalsPoint point;
    point.end_ns = end;
    point.requests_per_s = 10;
    point.shares = {{.slot = 0, .version = version, .requests = 5}};
    finest.totals.push_back(point);
  }
  snapshot->history = history;
  return {.program = "hotswap-monitor 9", .saved_at = "2026-11-27T02:10:00Z", .snapshot = snapshot};
}

TEST(SessionEngineTest, AtTheEndItIsTheSnapshotThatWasSaved) {
  const Session session = TwoSwaps();
  const SessionEngine engine(session, "run.hsession");
  const auto shown = engine.Latest();
  EXPECT_EQ(shown->at, 10s);
  EXPECT_EQ(shown->history, session.snapshot->history);
  EXPECT_EQ(shown->versions[1].state, VersionState::kUnloaded);
  EXPECT_EQ(engine.Now(), shown->origin + 10s);
}

TEST(SessionEngineTest, AnEarlierMomentHasTheQualityUntilThen) {
  Session session = TwoSwaps();
  auto snapshot = std::make_shared<Snapshot>(*session.snapshot);
  std::vector<VersionQuality> qualities(2);
  qualities[0].version = 1;
  qualities[1].version = 2;
  for (std::int64_t second = 1; second <= 9; ++second) {
    auto& points = qualities[second <= 5 ? 0 : 1].points;
    points.push_back(
        {.end_ns = second * kSecond, .auc = 0.5, .labelled = static_cast<std::uint64_t>(100 + second), .positives = 50});
  }
  snapshot->qualities = std::make_shared<const std::vector<VersionQuality>>(qualities);
  session.snapshot = snapshot;
  SessionEngine engine(session, "run.hsession");
  EXPECT_EQ(engine.Latest()->qualities->size(), 2U);
  engine.MoveTo(3s);
  const auto then = engine.Latest()->qualities;
  ASSERT_EQ(then->size(), 1U) << "v2 had answered nothing";
  EXPECT_EQ(then->front().points.size(), 3U);
  EXPECT_EQ(then->front().recent, 103U);
}

TEST(SessionEngineTest, AnEarlierMomentShowsWhatWasKnownThen) {
  SessionEngine engine(TwoSwaps(), "run.hsession");
  engine.MoveTo(6s);
  const auto then = engine.Latest();
  EXPECT_EQ(then->at, 6s);
  EXPECT_EQ(engine.Now(), then->origin + 6s);
  EXPECT_EQ(then->slots[0].active, 2U);
  EXPECT_EQ(then->slots[0].rollback_target, 1U);
  EXPECT_EQ(then->receipts->size(), 2U);
  EXPECT_EQ(then->events->size(), 1U);
  ASSERT_EQ(then->versions.size(), 2U);
  EXPECT_EQ(then->versions[0].state, VersionState::kReady);
  EXPECT_EQ(then->versions[1].state, VersionState::kActive);
  EXPECT_EQ(then->versions[1].threads, 1U);
  EXPECT_EQ(then->threads[0].version, 2U);
  EXPECT_EQ(then->threads[0].rounds, 60U);
  EXPECT_EQ(then->totals.requests, 60U);
  EXPECT_EQ(then->totals.swaps, 1U);
  EXPECT_EQ(then->totals.requests_per_s, 10);
  EXPECT_EQ(then->versions[0].requests, 50U);
  EXPECT_EQ(then->versions[1].requests, 10U);
  for (const Bucket& bucket : then->history->levels[0].threads[0]) EXPECT_LE(bucket.end_ns, 6 * kSecond);
}

TEST(SessionEngineTest, AVersionThatNobodyHadLoadedYetIsNotThere) {
  SessionEngine engine(TwoSwaps(), "run.hsession");
  engine.MoveTo(3s);
  ASSERT_EQ(engine.Latest()->versions.size(), 1U);
  EXPECT_EQ(engine.Latest()->versions[0].number, 1U);
  engine.MoveTo(4s);
  EXPECT_EQ(engine.Latest()->versions.size(), 2U);
}

TEST(SessionEngineTest, AMomentOutsideIsTheNearestOneInside) {
  SessionEngine engine(TwoSwaps(), "run.hsession");
  engine.MoveTo(-5s);
  EXPECT_EQ(engine.Position(), engine.Begin());
  engine.MoveTo(99s);
  EXPECT_EQ(engine.Position(), 10s);
}

TEST(SessionEngineTest, EveryCommandIsRefusedWithTheReason) {
  SessionEngine engine(TwoSwaps(), "run.hsession");
  const CommandId first = engine.Submit(SwapToVersion{.slot = "score", .version = 2});
  const CommandId second = engine.Submit(SetPaused{true});
  engine.MoveTo(6s);
  const auto& outcomes = engine.Latest()->outcomes;
  ASSERT_EQ(outcomes.size(), 2U);
  EXPECT_EQ(outcomes[0].id, first);
  EXPECT_EQ(outcomes[1].id, second);
  EXPECT_FALSE(outcomes[0].ok);
  EXPECT_THAT(outcomes[0].text, HasSubstr("recording of 2026-11-27T02:10:00Z"));
  EXPECT_THAT(outcomes[0].text, HasSubstr("commands need a running engine"));
  EXPECT_FALSE(engine.Latest()->paused);
}

TEST(SessionEngineTest, TheHistoryIsTheSameObjectUntilAStretchCloses) {
  SessionEngine engine(TwoSwaps(), "run.hsession");
  engine.MoveTo(6s + 10ms);
  const auto history = engine.Latest()->history;
  engine.MoveTo(6s + 50ms);
  EXPECT_EQ(engine.Latest()->history, history);
  engine.MoveTo(6s + 200ms);
  EXPECT_NE(engine.Latest()->history, history);
}

TEST(SessionHistoryTest, TheFinestLevelGoesOnIntoThePastWithTheCoarserOnes) {
  History history;
  history.levels[0].threads = {{{.start_ns = 60, .end_ns = 70, .version = 2, .requests = 1}}};
  history.levels[1].threads = {{{.start_ns = 20, .end_ns = 40, .version = 1, .requests = 20},
                                {.start_ns = 40, .end_ns = 80, .version = 2, .requests = 40}}};
  const auto longer = Lengthened(history).levels[0].threads[0];
  ASSERT_EQ(longer.size(), 3U);
  EXPECT_EQ(longer[0].start_ns, 20);
  EXPECT_EQ(longer[1].end_ns, 60);
  EXPECT_EQ(longer[1].requests, 20U);
  EXPECT_EQ(longer[2].start_ns, 60);
}

TEST(SessionEngineTest, WhateverWasRecordedEveryMomentCanBeShown) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SessionEngine engine(testing::RandomSession(seed), "random");
    for (int i = 0; i <= 20; ++i) {
      engine.MoveTo(engine.Begin() + (engine.End() - engine.Begin()) / 20 * i);
      const auto shown = engine.Latest();
      EXPECT_LE(shown->at, engine.End());
      EXPECT_TRUE(std::ranges::all_of(*shown->events,
                                      [&](const Event& event) { return event.at <= shown->at || shown->at == engine.End(); }));
    }
  }
}

}  // namespace
}  // namespace hotswap
