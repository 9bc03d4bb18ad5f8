#include "ui/viewmodels/timeline_view_model.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>

#include "tests/ui/snapshot_builder.h"

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""ns;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using testing::SnapshotBuilder;

std::shared_ptr<const Snapshot> twoVersions() {
  return SnapshotBuilder(4).at(60s).interval(1ms).swap(0s, 1).swap(20s, 2).swap(40s, 1, true).build();
}

/// Two versions of which one gave no finite score in the threads from `first_thread` on.
std::shared_ptr<const Snapshot> withoutScores(std::uint32_t version, std::size_t first_thread) {
  auto snapshot = std::make_shared<Snapshot>(*twoVersions());
  auto history = std::make_shared<History>(*snapshot->history);
  for (HistoryLevel& level : history->levels) {
    for (std::size_t thread = first_thread; thread < level.threads.size(); ++thread) {
      for (Bucket& bucket : level.threads[thread]) {
        if (bucket.version != version) continue;
        bucket.min = 1;
        bucket.max = 0;
      }
    }
  }
  snapshot->history = std::move(history);
  return snapshot;
}

/// Counts how often the view-model says that it changed.
int changesDuring(TimelineViewModel& model, const std::function<void()>& action) {
  int changes = 0;
  const auto connection = QObject::connect(&model, &TimelineViewModel::changed, [&changes] { ++changes; });
  action();
  QObject::disconnect(connection);
  return changes;
}

TEST(TimelineViewModelTest, SaysWhatToDoWhenThereIsNoTraffic) {
  TimelineViewModel model;
  EXPECT_FALSE(model.hasTraffic());
  EXPECT_EQ(model.emptyTitle(), "No traffic yet");
  EXPECT_TRUE(model.emptyHint().contains("Load an operator"));
}

TEST(TimelineViewModelTest, ARecordingThatIsEmptyHereAsksForAnotherMomentAndForNoOperator) {
  TimelineViewModel model;
  model.setRecording(true);
  EXPECT_EQ(model.emptyHint(), "The recording has none in this span. Move the bar below the charts to another moment.");
}

TEST(TimelineViewModelTest, SaysThatTheWorkersAreStopped) {
  auto snapshot = *SnapshotBuilder(4).at(1s).trafficEnds(0s).build();
  snapshot.paused = true;
  TimelineViewModel model;
  model.apply(std::make_shared<Snapshot>(snapshot));
  EXPECT_TRUE(model.emptyHint().contains("Start them"));
}

TEST(TimelineViewModelTest, ShowsBarsAndLanesOfEveryThread) {
  TimelineViewModel model;
  model.apply(twoVersions());
  ASSERT_TRUE(model.hasTraffic());
  ASSERT_EQ(model.threadCount(), 4);
  for (int thread = 0; thread < 4; ++thread) {
    EXPECT_GE(model.bars(thread).size(), 490U);
    ASSERT_EQ(model.lanes(thread).size(), 3U);
    EXPECT_EQ(model.lanes(thread)[1].version, 2U);
  }
  EXPECT_EQ(model.versions(), (std::vector<std::uint32_t>{1, 2}));
}

TEST(TimelineViewModelTest, MarksEachPublicationButNoRefusal) {
  auto snapshot = *twoVersions();
  auto receipts = *snapshot.receipts;
  receipts.push_back({});
  receipts.back().outcome = SwapOutcome::kRefused;
  receipts.back().to = 3;
  snapshot.receipts = std::make_shared<std::vector<SwapReceipt>>(receipts);
  TimelineViewModel model;
  model.apply(std::make_shared<Snapshot>(snapshot));
  ASSERT_EQ(model.markers().size(), 3U);
  EXPECT_EQ(model.markers()[1].at_ns, std::chrono::nanoseconds(20s).count());
  EXPECT_TRUE(model.markers()[2].rolled_back);
}

TEST(TimelineViewModelTest, PutsTheEdgeOfEveryLaneAtTheSwap) {
  TimelineViewModel model;
  model.apply(SnapshotBuilder(4).at(12s).swap(0s, 1).swap(2s, 2).stagger(3ms).build());
  for (int thread = 0; thread < 4; ++thread) {
    ASSERT_EQ(model.lanes(thread).size(), 2U);
    EXPECT_EQ(model.lanes(thread)[1].start_ns, std::chrono::nanoseconds(2s).count());
  }
}

TEST(TimelineViewModelTest, BeginsTheLanesOfSlowThreadsAtTheLeftEdge) {
  TimelineViewModel model;
  model.apply(SnapshotBuilder(8).at(90s).build());
  for (int thread = 0; thread < 8; ++thread) {
    EXPECT_LE(model.lanes(thread).front().start_ns, std::chrono::nanoseconds(30s).count()) << thread;
  }
}

TEST(TimelineViewModelTest, StaysQuietWhileNothingChanges) {
  TimelineViewModel model;
  auto snapshot = std::make_shared<Snapshot>(*twoVersions());
  model.apply(snapshot);
  auto next = std::make_shared<Snapshot>(*snapshot);
  next->at += 33ms;
  EXPECT_EQ(changesDuring(model, [&] { model.apply(next); }), 0);
  EXPECT_EQ(changesDuring(model, [&] { model.apply(nullptr); }), 0);
  EXPECT_EQ(model.shownAt(), next->at);
}

TEST(TimelineViewModelTest, KeepsThePictureWhileFrozenAndCatchesUpAfterwards) {
  TimelineViewModel model;
  model.apply(twoVersions());
  model.setFrozen(true);
  const auto later = SnapshotBuilder(8).at(90s).interval(1ms).build();
  EXPECT_EQ(changesDuring(model, [&] { model.apply(later); }), 0);
  EXPECT_EQ(model.threadCount(), 4);
  model.setFrozen(false);
  EXPECT_EQ(model.threadCount(), 8);
}

TEST(TimelineViewModelTest, TakesTheResolutionThatReachesOverTheSpan) {
  TimelineViewModel model;
  model.apply(SnapshotBuilder(2).at(2000s).interval(1ms).build());
  for (const auto span : kTimelineSpans) {
    model.setSpan(span);
    const auto& bars = model.bars(0);
    ASSERT_FALSE(bars.empty());
    const std::int64_t covered = bars.back().end_ns - bars.front().start_ns;
    EXPECT_GE(covered, std::chrono::nanoseconds(span).count() * 98 / 100) << span.count();
    EXPECT_LE(bars.size(), kMaxBuckets + 2);
  }
}

TEST(TimelineViewModelTest, HasAtMostSoManyBarsForManyThreads) {
  TimelineViewModel model;
  model.apply(SnapshotBuilder(64).at(70s).interval(1ms).build());
  std::size_t bars = 0;
  for (int thread = 0; thread < model.threadCount(); ++thread) bars += model.bars(thread).size();
  EXPECT_LE(bars, kMaxBars + 64 * 3);
}

TEST(TimelineViewModelTest, HasNoMoreBarsThanThePlotHasColumns) {
  TimelineViewModel model;
  model.apply(twoVersions());
  model.setPlotColumns(100);
  EXPECT_LE(model.bars(0).size(), 110U);
}

TEST(TimelineViewModelTest, SelectsOnlyThreadsThatExist) {
  TimelineViewModel model;
  model.apply(twoVersions());
  int announced = -2;
  QObject::connect(&model, &TimelineViewModel::selectedThreadChanged, [&announced](int thread) { announced = thread; });
  model.setSelectedThread(3);
  EXPECT_EQ(announced, 3);
  model.setSelectedThread(4);
  EXPECT_EQ(model.selectedThread(), -1);
  EXPECT_EQ(announced, -1);
}

TEST(TimelineViewModelTest, DropsTheSelectionWithItsThread) {
  TimelineViewModel model;
  model.apply(twoVersions());
  model.setSelectedThread(3);
  model.apply(SnapshotBuilder(2).at(61s).build());
  EXPECT_EQ(model.selectedThread(), -1);
}

TEST(TimelineViewModelTest, EndsTheLaneOfAThreadThatWasTakenAwayAndDropsItsRowOnceItIsOutOfSight) {
  TimelineViewModel model;
  auto snapshot = std::make_shared<Snapshot>(*SnapshotBuilder(4).trafficEnds(30s).build());
  snapshot->threads.resize(2);
  snapshot->workers.interval = 20s;  // What remains is between two requests.
  model.apply(snapshot);
  ASSERT_EQ(model.threadCount(), 4);
  EXPECT_EQ(model.lanes(1).back().end_ns, kOpenEnd) << "still there";
  EXPECT_LE(model.lanes(3).back().end_ns, std::chrono::nanoseconds(31s).count());
  model.setSpan(10s);
  EXPECT_EQ(model.threadCount(), 2);
}

TEST(TimelineViewModelTest, EndsTheLanesWhenTrafficStops) {
  TimelineViewModel model;
  model.apply(SnapshotBuilder(2).at(40s).trafficEnds(30s).build());
  EXPECT_LE(model.lanes(0).back().end_ns, std::chrono::nanoseconds(31s).count());
  EXPECT_EQ(model.runAt(0, std::chrono::nanoseconds(35s).count()).version, 0U);
}

TEST(TimelineViewModelTest, KeepsTheLanesOfWorkersWithLongIntervalsSolid) {
  for (const auto interval : {300ms, 10'000ms}) {
    TimelineViewModel model;
    model.apply(SnapshotBuilder(4).at(60s).interval(interval).build());
    for (int thread = 0; thread < 4; ++thread) {
      ASSERT_EQ(model.lanes(thread).size(), 1U);
      EXPECT_EQ(model.lanes(thread).front().end_ns, kOpenEnd);
    }
  }
}

TEST(TimelineViewModelTest, FindsTheBarNearAMoment) {
  TimelineViewModel model;
  model.apply(SnapshotBuilder(1).at(12s).build());
  const Bucket* bar = model.barNear(0, std::chrono::nanoseconds(3s).count(), std::chrono::nanoseconds(300ms).count());
  ASSERT_NE(bar, nullptr);
  EXPECT_LE(std::abs(bar->start_ns - std::chrono::nanoseconds(3s).count()), std::chrono::nanoseconds(300ms).count());
  EXPECT_EQ(model.barNear(0, std::chrono::nanoseconds(30s).count(), 1000), nullptr);
}

TEST(TimelineViewModelTest, KnowsTheVersionBetweenTwoRequests) {
  TimelineViewModel model;
  model.apply(twoVersions());
  EXPECT_EQ(model.runAt(0, std::chrono::nanoseconds(19s).count()).version, 1U);
  EXPECT_EQ(model.runAt(0, std::chrono::nanoseconds(21s).count()).version, 2U);
  EXPECT_EQ(model.runAt(0, -1).version, 0U);
}

TEST(TimelineViewModelTest, NamesVersionsByTheirOperator) {
  TimelineViewModel model;
  model.apply(twoVersions());
  EXPECT_EQ(model.versionText(2), "v2 ScoreOperatorV2");
  EXPECT_EQ(model.versionText(9), "v9");
}

TEST(TimelineViewModelTest, KnowsAVersionWithoutAnyFiniteScore) {
  TimelineViewModel model;
  model.apply(withoutScores(2, 1));
  EXPECT_TRUE(model.hasScores(2)) << "thread 0 has some";
  model.apply(withoutScores(2, 0));
  EXPECT_FALSE(model.hasScores(2));
  EXPECT_TRUE(model.hasScores(1));
  EXPECT_EQ(model.versions(), (std::vector<std::uint32_t>{1, 2}));
}

TEST(TimelineViewModelTest, ScalesTheAxisToTheScores) {
  TimelineViewModel model;
  model.apply(twoVersions());
  EXPECT_EQ(model.scoreAxis().min, 0);
  EXPECT_GT(model.scoreAxis().max, 3.0);
  EXPECT_LT(model.scoreAxis().max, 4.1);
}

}  // namespace
}  // namespace hotswap::ui
