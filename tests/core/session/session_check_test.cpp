#include "core/session/session_check.h"

#include <gmock/gmock.h>

#include <limits>

namespace hotswap {
namespace {

using ::testing::HasSubstr;

Snapshot Sound() {
  Snapshot snapshot;
  snapshot.slots = {{.name = "score"}, {.name = "ctr"}};
  auto history = std::make_shared<History>();
  for (HistoryLevel& level : history->levels) level.bucket_width = level.totals_width = std::chrono::milliseconds(120);
  snapshot.history = history;
  return snapshot;
}

template <typename Change>
std::string Refusal(Change change) {
  Snapshot snapshot = Sound();
  change(snapshot);
  const Status status = CheckSnapshot(snapshot);
  return status.ok() ? "passed" : status.error().text;
}

template <typename Change>
std::string RefusalOfHistory(Change change) {
  return Refusal([&](Snapshot& snapshot) {
    auto history = std::make_shared<History>(*snapshot.history);
    change(history->levels[1]);
    snapshot.history = history;
  });
}

TEST(SessionCheckTest, ASoundSnapshotPassesAndGetsTheListsThatClientsRelyOn) {
  Snapshot snapshot = Sound();
  ASSERT_TRUE(CheckSnapshot(snapshot).ok());
  EXPECT_NE(snapshot.events, nullptr);
  EXPECT_NE(snapshot.receipts, nullptr);
}

TEST(SessionCheckTest, WhatWouldLeadClientsOutOfAListIsRefused) {
  EXPECT_THAT(Refusal([](Snapshot& s) { s.versions.resize(1), s.versions[0].slot = 2; }), HasSubstr("versions[0] is of slot 2"));
  EXPECT_THAT(Refusal([](Snapshot& s) { s.threads.resize(1), s.threads[0].slot = 2; }), HasSubstr("threads[0]"));
  EXPECT_THAT(Refusal([](Snapshot& s) { s.threads.resize(1), s.threads[0].others = {{9, 0, {}}}; }), HasSubstr("others[0]"));
  EXPECT_THAT(Refusal([](Snapshot& s) { s.samples.resize(1), s.samples[0].slot = 2; }), HasSubstr("samples[0]"));
  EXPECT_THAT(Refusal([](Snapshot& s) { s.parked.resize(1), s.parked[0].slot = 2; }), HasSubstr("parked[0]"));
  EXPECT_THAT(Refusal([](Snapshot& s) { s.rollouts.resize(1), s.rollouts[0].step = 1; }), HasSubstr("a rollout"));
  EXPECT_THAT(Refusal([](Snapshot& s) { s.slots.clear(); }), HasSubstr("no slot"));
  EXPECT_THAT(RefusalOfHistory([](HistoryLevel& l) { l.threads = {{{.slot = 2}}}; }), HasSubstr("of slot 2"));
  EXPECT_THAT(RefusalOfHistory([](HistoryLevel& l) { l.totals.resize(1), l.totals[0].shares = {{.slot = 2}}; }),
              HasSubstr("slot 2"));
}

TEST(SessionCheckTest, AHistogramWhoseCountsCannotBeDrawnIsRefused) {
  const auto refusal = [](auto change) {
    return Refusal([&](Snapshot& s) {
      std::vector<VersionSpread> spreads(1);
      spreads[0].scores = {.edges = {0, 1, 2}, .counts = {3, 4}};
      change(spreads[0]);
      s.spreads = std::make_shared<const std::vector<VersionSpread>>(std::move(spreads));
    });
  };
  EXPECT_EQ(refusal([](VersionSpread&) {}), "passed");
  EXPECT_THAT(refusal([](VersionSpread& v) { v.slot = 2; }), HasSubstr("spreads[0]"));
  EXPECT_THAT(refusal([](VersionSpread& v) { v.scores.edges.pop_back(); }), HasSubstr("other edges"));
  EXPECT_THAT(refusal([](VersionSpread& v) { v.scores.edges[2] = 1; }), HasSubstr("do not grow"));
  EXPECT_THAT(refusal([](VersionSpread& v) { v.latency.edges = {1}; }), HasSubstr("latencies"));
  EXPECT_THAT(refusal([](VersionSpread& v) { v.latency.counts.resize(kMostBins + 1); }), HasSubstr("more counts"));
  EXPECT_THAT(refusal([](VersionSpread& v) { v.p99_ns = -1; }), HasSubstr("latency"));
  EXPECT_THAT(Refusal([](Snapshot& s) { s.shadows.resize(1), s.shadows[0].differences.edges = {1}; }), HasSubstr("differences"));
}

TEST(SessionCheckTest, AQualityThatCannotBeDrawnIsRefused) {
  const auto refusal = [](auto change) {
    return Refusal([&](Snapshot& s) {
      std::vector<VersionQuality> qualities(1);
      qualities[0].points = {{.end_ns = 1, .auc = 0.5, .labelled = 40, .positives = 20},
                             {.end_ns = 2, .auc = 1, .log_loss = 0.1}};
      change(qualities[0]);
      s.qualities = std::make_shared<const std::vector<VersionQuality>>(std::move(qualities));
    });
  };
  EXPECT_EQ(refusal([](VersionQuality&) {}), "passed");
  EXPECT_THAT(refusal([](VersionQuality& q) { q.slot = 2; }), HasSubstr("qualities[0]"));
  EXPECT_THAT(refusal([](VersionQuality& q) { q.points[1].end_ns = 0; }), HasSubstr("out of order"));
  EXPECT_THAT(refusal([](VersionQuality& q) { q.points[1].auc = 1.5; }), HasSubstr("none can be"));
  EXPECT_THAT(refusal([](VersionQuality& q) { q.points[1].auc = std::numeric_limits<double>::quiet_NaN(); }),
              HasSubstr("none can be"));
  EXPECT_THAT(refusal([](VersionQuality& q) { q.points[0].log_loss = -1; }), HasSubstr("none can be"));
  EXPECT_THAT(refusal([](VersionQuality& q) { q.points[0].positives = 41; }), HasSubstr("none can be"));
  EXPECT_THAT(refusal([](VersionQuality& q) { q.recent_positives = 1; }), HasSubstr("none can be"));
}

TEST(SessionCheckTest, WhatNoEngineSaysIsRefused) {
  EXPECT_THAT(Refusal([](Snapshot& s) { s.versions.resize(2); }), HasSubstr("versions[1] is out of order"));
  EXPECT_THAT(Refusal([](Snapshot& s) { s.events = std::make_shared<const std::vector<Event>>(2); }), HasSubstr("events[1]"));
  EXPECT_THAT(Refusal([](Snapshot& s) { s.at = std::chrono::nanoseconds(-1); }), HasSubstr("before the engine started"));
  EXPECT_THAT(Refusal([](Snapshot& s) { s.workers.threads = 65; }), HasSubstr("settings"));
  EXPECT_THAT(Refusal([](Snapshot& s) { s.threads.resize(65); }), HasSubstr("more threads"));
  EXPECT_THAT(RefusalOfHistory([](HistoryLevel& l) { l.bucket_width = {}; }), HasSubstr("no width"));
  EXPECT_THAT(RefusalOfHistory([](HistoryLevel& l) { l.threads.resize(65); }), HasSubstr("more threads"));
  EXPECT_THAT(RefusalOfHistory([](HistoryLevel& l) { l.threads = {{{.start_ns = 2, .end_ns = 1}}}; }),
              HasSubstr("before it begins"));
  const double endless = std::numeric_limits<double>::infinity();
  EXPECT_THAT(RefusalOfHistory([&](HistoryLevel& l) { l.threads = {{{.max = endless}}}; }), HasSubstr("endless"));
  EXPECT_THAT(RefusalOfHistory([&](HistoryLevel& l) { l.totals.resize(1), l.totals[0].requests_per_s = endless; }),
              HasSubstr("figure"));
}

}  // namespace
}  // namespace hotswap
