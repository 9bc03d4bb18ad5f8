// What a person looks at: the stretch of time, the crosshair, and the versions that are shown.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "tests/ui/snapshot_builder.h"
#include "ui/viewmodels/timeline_view_model.h"

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""ns;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using testing::SnapshotBuilder;

std::shared_ptr<const Snapshot> twoVersions() {
  return SnapshotBuilder(4).at(60s).interval(1ms).swap(0s, 1).swap(20s, 2).swap(40s, 1, true).build();
}

/// Counts how often the view-model says that it changed.
int changesDuring(TimelineViewModel& model, const std::function<void()>& action) {
  int changes = 0;
  const auto connection = QObject::connect(&model, &TimelineViewModel::changed, [&changes] { ++changes; });
  action();
  QObject::disconnect(connection);
  return changes;
}

TEST(TimelineViewTest, ZoomingFreezesAndTakesTheFinestResolutionThatReachesSoFar) {
  TimelineViewModel model;
  model.setSpan(kTimelineSpans[3]);
  model.apply(SnapshotBuilder(2).at(2000s).interval(1ms).build());
  const auto width = [&] { return model.bars(0)[1].end_ns - model.bars(0)[1].start_ns; };
  EXPECT_EQ(width(), std::chrono::nanoseconds(3600ms).count());
  model.choose(std::chrono::nanoseconds(1990s).count(), std::chrono::nanoseconds(1980s).count());
  EXPECT_TRUE(model.isFrozen());
  EXPECT_EQ(width(), std::chrono::nanoseconds(120ms).count());
  model.choose(std::chrono::nanoseconds(1800s).count(), std::chrono::nanoseconds(1790s).count());
  EXPECT_EQ(width(), std::chrono::nanoseconds(600ms).count());
  model.choose(std::chrono::nanoseconds(1000s).count(), std::chrono::nanoseconds(990s).count());
  EXPECT_EQ(width(), std::chrono::nanoseconds(3600ms).count());
}

TEST(TimelineViewTest, AZoomedPictureHasTheBarsAndVersionsOfItsStretchOnly) {
  TimelineViewModel model;
  model.apply(twoVersions());
  model.choose(std::chrono::nanoseconds(25s).count(), std::chrono::nanoseconds(35s).count());
  EXPECT_EQ(model.versions(), std::vector<std::uint32_t>{2});
  EXPECT_LE(model.bars(0).back().start_ns, std::chrono::nanoseconds(35s).count());
  EXPECT_GE(model.bars(0).front().end_ns, std::chrono::nanoseconds(24s).count());
  EXPECT_EQ(model.runAt(0, std::chrono::nanoseconds(35s).count()).version, 2U);
}

TEST(TimelineViewTest, DataThatComeWhileZoomedWaitAndTheWayBackShowsThemAndTheWholeSpan) {
  TimelineViewModel model;
  model.apply(twoVersions());
  model.zoom(0.1, std::chrono::nanoseconds(30s).count());
  const auto later = SnapshotBuilder(8).at(90s).interval(1ms).build();
  const TimeWindow zoomed = model.window();
  EXPECT_EQ(changesDuring(model, [&] { model.apply(later); }), 0);
  EXPECT_EQ(model.window(), zoomed);
  model.setFrozen(false);
  EXPECT_EQ(model.threadCount(), 8);
  EXPECT_FALSE(model.isZoomed());
  EXPECT_EQ(model.window().to_ns, std::chrono::nanoseconds(90s).count());
  EXPECT_EQ(model.window().length(), std::chrono::nanoseconds(60s).count());
}

TEST(TimelineViewTest, AGestureThatMovesNothingFreezesNothing) {
  TimelineViewModel model;
  model.apply(twoVersions());
  model.pan(std::chrono::nanoseconds(5s).count());
  EXPECT_FALSE(model.isFrozen());
  model.pan(-std::chrono::nanoseconds(5s).count());
  EXPECT_FALSE(model.isFrozen()) << "60 s of 60 s: there is nothing before";
  model.zoom(0.5, std::chrono::nanoseconds(30s).count());
  EXPECT_TRUE(model.isFrozen());
}

TEST(TimelineViewTest, AQuietStretchOfThePastStillHasItsAxes) {
  TimelineViewModel model;
  auto snapshot = std::make_shared<Snapshot>(*SnapshotBuilder(4).at(300s).trafficEnds(20s).build());
  auto history = std::make_shared<History>(*snapshot->history);
  for (auto& thread : history->levels[0].threads) thread.clear();  // All of it is older than the last minute.
  snapshot->history = std::move(history);
  model.setSpan(kTimelineSpans[2]);
  model.apply(snapshot);
  ASSERT_TRUE(model.hasTraffic());
  model.choose(std::chrono::nanoseconds(280s).count(), std::chrono::nanoseconds(290s).count());
  EXPECT_TRUE(model.hasTraffic());
}

TEST(TimelineViewTest, AStretchWithoutScoresKeepsTheAxisThatWasThere) {
  TimelineViewModel model;
  model.setSpan(kTimelineSpans[2]);
  model.apply(SnapshotBuilder(4).at(100s).interval(1ms).trafficEnds(20s).build());
  const AxisRange before = model.scoreAxis();
  ASSERT_FALSE(before == AxisRange{});
  model.choose(std::chrono::nanoseconds(60s).count(), std::chrono::nanoseconds(90s).count());
  ASSERT_TRUE(std::ranges::none_of(model.bars(0), [](const Bucket& bar) {
    return bar.start_ns >= std::chrono::nanoseconds(60s).count() && bar.min <= bar.max;
  }));
  EXPECT_EQ(model.scoreAxis(), before);
}

TEST(TimelineViewTest, ChoosingTheSameSpanAgainTakesBackTheZoom) {
  TimelineViewModel model;
  model.apply(twoVersions());
  model.zoom(0.5, std::chrono::nanoseconds(30s).count());
  model.setSpan(model.span());
  EXPECT_FALSE(model.isZoomed());
  EXPECT_TRUE(model.isFrozen()) << "the picture stays, only its whole span is seen";
}

TEST(TimelineViewTest, TheCursorStepsFromBarToBarAndStopsAtFlags) {
  TimelineViewModel model;
  model.apply(twoVersions());
  const auto at = [&] { return model.window().to_ns - model.cursor()->count(); };
  model.stepCursor(1);
  EXPECT_EQ(at(), std::chrono::nanoseconds(30s).count());
  model.stepCursor(1);
  EXPECT_EQ(at(), std::chrono::nanoseconds(30s + 180ms).count());
  model.stepCursor(-1);
  EXPECT_EQ(at(), std::chrono::nanoseconds(30s + 60ms).count());
  int steps = 0;
  while (at() != std::chrono::nanoseconds(20s).count() && steps < 100) {
    model.stepCursor(-1);
    ++steps;
  }
  EXPECT_EQ(steps, 84) << "from the middle of a bar to the middle of the next, then the swap";
  model.setCursor(-5s);
  EXPECT_EQ(model.cursor(), 0ns) << "it stays in the picture";
}

TEST(TimelineViewTest, KeysZoomAroundTheCursorOrTheMiddle) {
  TimelineViewModel model;
  model.apply(twoVersions());
  model.zoomAtCursor(0.5);
  EXPECT_EQ(model.window().from_ns, std::chrono::nanoseconds(15s).count());
  model.setCursor(std::chrono::nanoseconds(0));
  model.zoomAtCursor(0.5);
  EXPECT_EQ(model.window().to_ns, std::chrono::nanoseconds(45s).count());
}

TEST(TimelineViewTest, TellsWhatEachVersionDidAtAMoment) {
  TimelineViewModel model;
  model.apply(SnapshotBuilder(4).at(60s).interval(1ms).swap(0s, 1).swap(20s, 2).stagger(2s).build());
  const auto before = model.valuesAt(std::chrono::nanoseconds(10s).count());
  ASSERT_EQ(before.size(), 1U);
  EXPECT_EQ(before[0].version, 1U);
  EXPECT_EQ(before[0].threads, 4);
  EXPECT_LT(before[0].least, before[0].most);
  EXPECT_LE(before[0].most, 1);
  const auto after = model.valuesAt(std::chrono::nanoseconds(50s).count());
  ASSERT_EQ(after.size(), 1U);
  EXPECT_EQ(after[0].version, 2U);
  EXPECT_GE(after[0].least, 1.5) << "its scores are above those of the other";
}

TEST(TimelineViewTest, AHiddenVersionHasNoBarsButStaysInTheLegend) {
  TimelineViewModel model;
  model.apply(twoVersions());
  model.setVersionHidden(2, true);
  for (int thread = 0; thread < model.threadCount(); ++thread) {
    for (const Bucket& bar : model.bars(thread)) ASSERT_EQ(bar.version, 1U);
  }
  EXPECT_EQ(model.versions(), (std::vector<std::uint32_t>{1, 2}));
  EXPECT_LT(model.scoreAxis().max, 2) << "the axis fits what is left";
  EXPECT_TRUE(model.valuesAt(std::chrono::nanoseconds(30s).count()).empty());
  model.setVersionHidden(2, false);
  EXPECT_GT(model.scoreAxis().max, 2);
  EXPECT_FALSE(model.isHidden(2));
}

TEST(TimelineViewTest, AFlagKnowsItsReceipt) {
  TimelineViewModel model;
  model.apply(twoVersions());
  ASSERT_EQ(model.flags().size(), 3U);
  ASSERT_NE(model.receiptOf(model.flags()[1]), nullptr);
  EXPECT_EQ(model.receiptOf(model.flags()[1])->to, 2U);
  EXPECT_EQ(model.receiptOf(SwapMarker{.step = "5 %"}), nullptr) << "a step has none";
  EXPECT_EQ(model.receiptOf(SwapMarker{.receipt = 99}), nullptr) << "forgotten";
}

TEST(TimelineViewTest, TheCursorStaysAtItsMomentWhileThePictureIsMovedUnderIt) {
  TimelineViewModel model;
  model.apply(twoVersions());
  const auto at = [&] { return model.window().to_ns - model.cursor()->count(); };
  const std::int64_t moment = std::chrono::nanoseconds(30s).count();
  model.setCursor(30s);
  model.zoom(0.3, std::chrono::nanoseconds(35s).count());
  EXPECT_EQ(at(), moment);
  model.pan(std::chrono::nanoseconds(1s).count());
  EXPECT_EQ(at(), moment);
  model.setSpan(model.span());
  EXPECT_EQ(at(), moment);
  model.choose(std::chrono::nanoseconds(40s).count(), std::chrono::nanoseconds(50s).count());
  EXPECT_FALSE(model.cursor()) << "it is out of sight";
  model.setCursor(4s);
  model.setFrozen(false);
  EXPECT_EQ(at(), std::chrono::nanoseconds(46s).count());
}

}  // namespace
}  // namespace hotswap::ui
