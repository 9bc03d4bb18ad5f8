#include "core/control/snapshot_builder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <vector>

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

class SnapshotBuilderTest : public ::testing::Test {
 protected:
  SnapshotBuilderTest() {
    cells_.EnsureThreads(2);
    version_cells_->EnsureThreads(2);
    state_.workers.threads = 2;
    state_.workers_started = true;
    state_.slots = {{"score", 1, 0}};
    ControlState::VersionRow row;
    row.info.number = 1;
    row.cells = version_cells_;
    state_.versions.push_back(row);
  }

  void Answer(unsigned thread, nanoseconds at, std::uint64_t requests, double score, std::uint64_t latency_ns = 10) {
    RunSummary run;
    run.version = 1;
    run.requests = requests;
    run.min = run.max = run.last = score;
    cells_.Find(thread)->Record(run, at.count());
    version_cells_->Of(thread).Add(requests, 0, 0);
    version_cells_->Of(thread).latency.Record(latency_ns);
    version_cells_->Of(thread).scores.Record(score);
  }

  std::shared_ptr<const Snapshot> Build(nanoseconds now, bool last = false) {
    return builder_.Build(state_, std::nullopt, now, last);
  }

  ThreadCells cells_;
  std::shared_ptr<VersionCells> version_cells_ = std::make_shared<VersionCells>();
  ControlState state_;
  SnapshotBuilder builder_{std::chrono::steady_clock::now(), cells_, true};
};

TEST_F(SnapshotBuilderTest, AnEmptyStateMakesASnapshotWithoutNulls) {
  const auto snapshot = SnapshotBuilder({}, ThreadCells(), false).Build(ControlState(), std::nullopt, 0s, false);
  EXPECT_EQ(snapshot->sequence, 1U);
  ASSERT_NE(snapshot->events, nullptr);
  ASSERT_NE(snapshot->receipts, nullptr);
  EXPECT_EQ(snapshot->history, nullptr);
  EXPECT_FALSE(snapshot->finished);
}

TEST_F(SnapshotBuilderTest, TotalsAreTheSumOfTheThreads) {
  Answer(0, 10ms, 30, 1);
  Answer(1, 20ms, 12, 2);
  const auto snapshot = Build(50ms);
  EXPECT_EQ(snapshot->totals.requests, 42U);
  ASSERT_EQ(snapshot->threads.size(), 2U);
  EXPECT_EQ(snapshot->threads[0].rounds, 30U);
  EXPECT_EQ(snapshot->threads[1].last_score, 2.0);
  EXPECT_EQ(snapshot->versions.at(0).requests, 42U);
  EXPECT_EQ(snapshot->versions.at(0).threads, 2U);
}

TEST_F(SnapshotBuilderTest, ScoresThatAreNotFiniteAreCountedByVersionAndInAll) {
  version_cells_->Of(0).Add(10, 0, 3);
  version_cells_->Of(1).Add(10, 0, 4);
  const auto snapshot = Build(50ms);
  EXPECT_EQ(snapshot->versions.at(0).nonfinite, 7U);
  EXPECT_EQ(snapshot->totals.nonfinite, 7U);
  EXPECT_EQ(snapshot->totals.errors, 0U);
}

TEST_F(SnapshotBuilderTest, SpreadsOfVersionsAreMadeWhenAStretchCloses) {
  Answer(0, 10ms, 1, 0.5, 500);
  const auto spreads = Build(260ms)->spreads;
  ASSERT_NE(spreads, nullptr);
  ASSERT_EQ(spreads->size(), 1U);
  EXPECT_EQ(spreads->front().timed, 1U);
  EXPECT_EQ(spreads->front().p50_score, 0.5);
  EXPECT_EQ(Build(520ms)->spreads, spreads);
}

TEST_F(SnapshotBuilderTest, QualitiesOfVersionsAreMadeOnceASecond) {
  for (int i = 0; i < 40; ++i) version_cells_->Of(static_cast<unsigned>(i % 2)).labelled.Record(i, i >= 20);
  EXPECT_TRUE(Build(260ms)->qualities->empty());
  const auto qualities = Build(1010ms)->qualities;
  ASSERT_EQ(qualities->size(), 1U);
  EXPECT_EQ(qualities->front().version, 1U);
  EXPECT_EQ(qualities->front().points.at(0).auc, 1);
  EXPECT_EQ(Build(1300ms)->qualities, qualities);
  EXPECT_EQ(SnapshotBuilder({}, cells_, false).Build(state_, std::nullopt, 2s, false)->qualities, nullptr);
}

TEST_F(SnapshotBuilderTest, AThreadKeepsItsLatencyThroughStretchesWithoutACall) {
  Answer(0, 10ms, 1, 1, 500);
  const double p50_ns = Build(260ms)->threads[0].p50_ns;
  EXPECT_GT(p50_ns, 0);
  EXPECT_EQ(Build(520ms)->threads[0].p50_ns, p50_ns);
}

TEST_F(SnapshotBuilderTest, TheRateOfAVersionThatComesLateIsNotTakenFromTheStart) {
  const auto row = state_.versions.back();
  state_.versions.clear();
  Build(60s);
  state_.versions.push_back(row);
  Answer(0, 60s + 100ms, 100, 1);
  EXPECT_DOUBLE_EQ(Build(60s + 250ms)->versions.at(0).requests_per_s, 400);
}

TEST_F(SnapshotBuilderTest, TheTotalsOfTheHistoryShowTheSameThroughputAsTheSnapshot) {
  std::shared_ptr<const Snapshot> snapshot;
  for (nanoseconds now = 10ms; now <= 3s; now += 10ms) {
    if (now % 300ms == 0ms) Answer(0, now, 4, 1);
    snapshot = Build(now);
  }
  EXPECT_NEAR(snapshot->totals.requests_per_s, 13.33, 0.3);
  EXPECT_DOUBLE_EQ(snapshot->history->levels[0].totals.back().requests_per_s, snapshot->totals.requests_per_s);
}

TEST_F(SnapshotBuilderTest, AThreadThatEndedStillCounts) {
  Answer(1, 10ms, 12, 2);
  state_.workers.threads = 1;
  const auto snapshot = Build(50ms);
  EXPECT_EQ(snapshot->threads.size(), 1U);
  EXPECT_EQ(snapshot->totals.requests, 12U);
  EXPECT_EQ(snapshot->versions.at(0).requests, 12U);
}

TEST_F(SnapshotBuilderTest, AThreadThatCameBackIsOnNoVersionUntilItAnswers) {
  Answer(0, 10ms, 30, 1);
  Answer(1, 10ms, 12, 2);
  Build(50ms);
  state_.workers.threads = 1;
  Build(100ms);
  state_.workers.threads = 2;
  const auto back = Build(150ms);
  ASSERT_EQ(back->threads.size(), 2U);
  EXPECT_EQ(back->threads[0].version, 1U);
  EXPECT_EQ(back->threads[1].version, 0U);
  EXPECT_FALSE(back->threads[1].last_score.has_value());
  EXPECT_EQ(back->versions.at(0).threads, 1U);
  Answer(1, 180ms, 1, 2);
  EXPECT_EQ(Build(200ms)->threads[1].version, 1U);
}

TEST_F(SnapshotBuilderTest, SaysNothingAboutWorkersThatWereNotStartedYet) {
  state_.workers_started = false;
  Answer(0, 10ms, 1, 1);
  cells_.Find(0)->SetState(WorkerState::kFinished);
  cells_.Find(1)->SetState(WorkerState::kFinished);
  const auto snapshot = Build(100ms);
  EXPECT_TRUE(snapshot->threads.empty());
  EXPECT_FALSE(snapshot->finished) << "those that are still to be started have all their rounds before them";
}

TEST_F(SnapshotBuilderTest, RatesAreThoseOfTheLastStretch) {
  Answer(0, 10ms, 100, 1);
  EXPECT_EQ(Build(100ms)->totals.requests_per_s, 0);
  EXPECT_DOUBLE_EQ(Build(250ms)->totals.requests_per_s, 400);
  Answer(0, 300ms, 200, 1);
  const auto snapshot = Build(500ms);
  EXPECT_DOUBLE_EQ(snapshot->totals.requests_per_s, 800);
  EXPECT_DOUBLE_EQ(snapshot->threads[0].requests_per_s, 800);
  EXPECT_DOUBLE_EQ(snapshot->versions.at(0).requests_per_s, 800);
}

TEST_F(SnapshotBuilderTest, RatesOfTrafficThatEndedGoDownToNothing) {
  Answer(0, 10ms, 200, 1);
  Build(250ms);
  for (auto at = 500ms; at <= 2500ms; at += 250ms) Build(at);
  const auto snapshot = Build(2750ms);
  EXPECT_DOUBLE_EQ(snapshot->totals.requests_per_s, 0);
  EXPECT_DOUBLE_EQ(snapshot->threads[0].requests_per_s, 0);
  EXPECT_DOUBLE_EQ(snapshot->versions.at(0).requests_per_s, 0);
}

TEST_F(SnapshotBuilderTest, TheWholeRunHasEveryTimedCallOnceTheLastSnapshotIsTaken) {
  Answer(0, 10ms, 1, 1, 5);
  Build(260ms);
  Answer(0, 270ms, 1, 1, 3);
  Answer(1, 280ms, 1, 1, 15);
  Build(290ms, true);
  const LatencySummary whole = builder_.whole_run();
  EXPECT_EQ(whole.p50_ns, 5);
  EXPECT_EQ(whole.max_ns, 15);
}

TEST_F(SnapshotBuilderTest, ABucketGoesIntoTheHistoryOnce) {
  Answer(0, 10ms, 1, 1);
  Answer(0, 130ms, 1, 2);
  Build(140ms);
  // The open one is taken when its worker can hardly add to it any more, and not again when the worker closes it.
  Build(370ms);
  Answer(0, 380ms, 1, 3);
  const auto snapshot = Build(500ms);
  const std::vector<Bucket>& ring = snapshot->history->levels[0].threads.at(0);
  ASSERT_EQ(ring.size(), 2U);
  EXPECT_EQ(ring[0].last, 1);
  EXPECT_EQ(ring[1].last, 2);
}

TEST_F(SnapshotBuilderTest, TheHistoryIsTheSameObjectUntilAStretchCloses) {
  const auto first = Build(10ms);
  EXPECT_EQ(Build(100ms)->history, first->history);
  EXPECT_NE(Build(130ms)->history, first->history);
}

TEST_F(SnapshotBuilderTest, SamplesAreNumberedInOrderOfTime) {
  cells_.Find(0)->AddSample({.at = 20ms, .thread = 0});
  cells_.Find(1)->AddSample({.at = 10ms, .thread = 1});
  const auto snapshot = Build(30ms);
  ASSERT_EQ(snapshot->samples.size(), 2U);
  EXPECT_EQ(snapshot->samples[0].thread, 1U);
  EXPECT_EQ(snapshot->samples[0].number, 1U);
  EXPECT_EQ(snapshot->samples[1].number, 2U);
}

TEST_F(SnapshotBuilderTest, IsFinishedWhenEveryWorkerIs) {
  cells_.Find(0)->SetState(WorkerState::kFinished);
  EXPECT_FALSE(Build(10ms)->finished);
  cells_.Find(1)->SetState(WorkerState::kFinished);
  EXPECT_TRUE(Build(20ms)->finished);
}

TEST_F(SnapshotBuilderTest, AScenarioCountsItsTimeWhileItRuns) {
  state_.scenario = ScenarioProgress{"reference", 0s, 12s, true};
  state_.scenario_started = 2s;
  EXPECT_EQ(Build(5s)->scenario->elapsed, 3s);
  state_.scenario_started.reset();
  state_.scenario->elapsed = 12s;
  EXPECT_EQ(Build(20s)->scenario->elapsed, 12s);
}

}  // namespace
}  // namespace hotswap
