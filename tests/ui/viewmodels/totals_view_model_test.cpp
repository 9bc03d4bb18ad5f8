#include "ui/viewmodels/totals_view_model.h"

#include <gtest/gtest.h>

#include <QLocale>
#include <algorithm>

#include "core/session/session_history.h"
#include "tests/ui/snapshot_builder.h"

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using testing::SnapshotBuilder;

class TotalsViewModelTest : public ::testing::Test {
 protected:
  void SetUp() override { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

  /// A minute without a pause, as a recording shows it: of the last 20 s each quarter of a second, before that wider stretches.
  static std::shared_ptr<const Snapshot> lengthenedPast() {
    auto snapshot = *SnapshotBuilder(4).at(60s).build();
    auto history = *snapshot.history;
    auto& finest = history.levels[0].totals;
    std::erase_if(finest, [](const TotalsPoint& point) { return point.end_ns <= std::chrono::nanoseconds(40s).count(); });
    snapshot.history = std::make_shared<History>(Lengthened(history));
    return std::make_shared<Snapshot>(snapshot);
  }

  TotalsViewModel model_;
};

TEST_F(TotalsViewModelTest, SaysSoWhenThereIsNoTraffic) {
  EXPECT_EQ(model_.throughputHeadline(), "No traffic yet");
  EXPECT_EQ(model_.shareSummary(), "No traffic yet");
  EXPECT_TRUE(model_.throughput().isEmpty());
}

TEST_F(TotalsViewModelTest, WritesTheLatestFiguresAsHeadlines) {
  History history;
  TotalsPoint point;
  point.end_ns = std::chrono::nanoseconds(1s).count();
  point.requests_per_s = 48'200'000;
  point.p50_ns = 600;
  point.p99_ns = 1200;
  point.max_ns = 4'000'000;
  point.shares = {{0, 1, 3}, {0, 2, 97}};
  history.levels[0].totals = {point};
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->at = 1s;
  snapshot->history = std::make_shared<History>(history);
  model_.apply(snapshot);
  EXPECT_EQ(model_.throughputHeadline(), "48.2 M/s");
  EXPECT_EQ(model_.latencySummary(), "Latency of a call now: p50 600 ns, p99 1.2 µs, max 4 ms");
  EXPECT_EQ(model_.shareSummary(), "v1 3 %, v2 97 %");
  EXPECT_EQ(model_.latencyMinDecade(), 2);
  EXPECT_EQ(model_.latencyMaxDecade(), 7);
}

TEST_F(TotalsViewModelTest, AtHumanRatesTheLatencyIsThatOfTheNewestCalls) {
  History history;
  history.levels[0].totals_width = 250ms;
  TotalsPoint timed;
  timed.end_ns = std::chrono::nanoseconds(500ms).count();
  timed.p50_ns = 600;
  timed.p99_ns = 1200;
  TotalsPoint idle;
  idle.end_ns = std::chrono::nanoseconds(750ms).count();
  history.levels[0].totals = {timed, idle};
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->at = 1s;
  snapshot->workers.interval = 300ms;
  snapshot->history = std::make_shared<History>(history);
  model_.apply(snapshot);
  EXPECT_EQ(model_.p99Headline(), "p99 1.2 µs");
  EXPECT_EQ(model_.latencyWindow(), "over the newest 250 ms in which calls were timed (−0.5 s)");
}

TEST_F(TotalsViewModelTest, PutsEveryPointBeforeNowAndInsideTheSpan) {
  model_.apply(SnapshotBuilder(4).at(200s).build());
  for (const auto span : kTimelineSpans) {
    model_.setSpan(span);
    ASSERT_FALSE(model_.throughput().isEmpty());
    EXPECT_LE(model_.throughput().size(), static_cast<qsizetype>(kMaxTotals));
    EXPECT_GE(model_.throughput().front().x(), -static_cast<double>(span.count()));
    EXPECT_LE(model_.throughput().back().x(), 0);
  }
}

TEST_F(TotalsViewModelTest, StacksSharesToAHundredPercent) {
  model_.apply(SnapshotBuilder(4).at(60s).swap(0s, 1).swap(30s, 2).build());
  ASSERT_EQ(model_.shares().size(), 2U);
  const ShareBand& first = model_.shares()[0];
  const ShareBand& second = model_.shares()[1];
  EXPECT_EQ(first.upper, second.lower);
  EXPECT_EQ(first.lower.size(), first.upper.size());
  for (const QPointF& point : second.upper) EXPECT_DOUBLE_EQ(point.y(), 100);
  EXPECT_EQ(first.latest, 0);
  EXPECT_EQ(second.latest, 1);
}

TEST_F(TotalsViewModelTest, ChangesSharesUprightAndNotAlongASlope) {
  model_.apply(SnapshotBuilder(4).at(60s).swap(0s, 1).swap(30s, 2).build());
  const auto& border = model_.shares()[0].upper;
  int changes = 0;
  for (qsizetype i = 1; i < border.size(); ++i) {
    if (border[i].y() == border[i - 1].y()) continue;
    ++changes;
    EXPECT_EQ(border[i].x(), border[i - 1].x());
  }
  EXPECT_GE(changes, 1);
}

TEST_F(TotalsViewModelTest, ShowsNoShareWhereThereWasNoService) {
  auto snapshot = *SnapshotBuilder(4).at(60s).build();
  auto history = *snapshot.history;
  for (auto& point : history.levels[0].totals) {
    if (point.end_ns > 20'000'000'000 && point.end_ns < 30'000'000'000) point.shares.clear();
  }
  snapshot.history = std::make_shared<History>(history);
  model_.apply(std::make_shared<Snapshot>(snapshot));
  const auto& upper = model_.shares().front().upper;
  EXPECT_EQ(std::count_if(upper.begin(), upper.end(), [](const QPointF& point) { return point.y() == 0; }), 2);
}

TEST_F(TotalsViewModelTest, WideStretchesOfARecordingsPastAreNoPauses) {
  model_.apply(lengthenedPast());
  ASSERT_FALSE(model_.shares().empty());
  for (const QPointF& point : model_.shares().back().upper) EXPECT_EQ(point.y(), 100) << "at " << point.x();
  EXPECT_EQ(model_.pauseEnds(), QList<double>());
}

TEST_F(TotalsViewModelTest, APauseIsOneAmongWideStretchesToo) {
  auto snapshot = *lengthenedPast();
  auto history = *snapshot.history;
  std::erase_if(history.levels[0].totals, [](const TotalsPoint& point) {
    return point.end_ns > std::chrono::nanoseconds(10s).count() && point.end_ns < std::chrono::nanoseconds(20s).count();
  });
  snapshot.history = std::make_shared<History>(history);
  model_.apply(std::make_shared<Snapshot>(snapshot));
  EXPECT_EQ(model_.pauseEnds(), QList<double>{-40});
  const auto& upper = model_.shares().front().upper;
  EXPECT_EQ(std::count_if(upper.begin(), upper.end(), [](const QPointF& point) { return point.y() == 0; }), 2);
}

TEST_F(TotalsViewModelTest, TheCursorTellsOfAWideStretchFromItsBeginningToItsEnd) {
  model_.apply(lengthenedPast());
  model_.setCursor(38600ms);  // 21.4 s: the stretch is that from 21.25 to 22.5 s.
  EXPECT_NE(model_.throughputHeadline(), "no traffic");
  EXPECT_EQ(model_.shareSummary(), "v1 100 %");
  EXPECT_EQ(model_.latencyWindow(), "over the newest 1.25 s in which calls were timed (now)");
}

TEST_F(TotalsViewModelTest, LeavesOutMomentsWithoutTimedCalls) {
  auto snapshot = *SnapshotBuilder(4).at(60s).build();
  auto history = *snapshot.history;
  const auto points = static_cast<qsizetype>(history.levels[0].totals.size());
  history.levels[0].totals.back().p99_ns = 0;
  snapshot.history = std::make_shared<History>(history);
  model_.apply(std::make_shared<Snapshot>(snapshot));
  EXPECT_EQ(model_.p99().size(), model_.p50().size() - 1);
  EXPECT_LE(model_.p50().size(), points);
}

TEST_F(TotalsViewModelTest, RefreshesAFewTimesASecondOnly) {
  int changes = 0;
  QObject::connect(&model_, &TotalsViewModel::changed, [&changes] { ++changes; });
  for (int frame = 0; frame < 60; ++frame) model_.apply(SnapshotBuilder(1).at(20s + 33ms * frame).build());
  EXPECT_GE(changes, 6);
  EXPECT_LE(changes, 9);
}

TEST_F(TotalsViewModelTest, KeepsThePictureWhileFrozenAndCatchesUpAfterwards) {
  model_.apply(SnapshotBuilder(4).at(20s).build());
  const auto before = model_.throughput();
  model_.setFrozen(true);
  model_.apply(SnapshotBuilder(4).at(40s).build());
  EXPECT_EQ(model_.throughput(), before);
  model_.setFrozen(false);
  EXPECT_NE(model_.throughput(), before);
}

TEST_F(TotalsViewModelTest, ScalesTheThroughputAxisFromZero) {
  model_.apply(SnapshotBuilder(16).at(60s).interval(0ms).build());
  EXPECT_EQ(model_.throughputAxis().min, 0);
  EXPECT_GE(model_.throughputAxis().max, 16e6);
}

TEST_F(TotalsViewModelTest, ThroughputAndItsAxisAreThoseOfTheSlotAndTheLatencySaysThatItIsNot) {
  History history;
  TotalsPoint point;
  point.end_ns = std::chrono::nanoseconds(1s).count();
  point.requests_per_s = 1000;
  point.p50_ns = 600;
  point.shares = {{0, 1, 99}, {1, 1, 1}};
  history.levels[0].totals = {point};
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->at = 1s;
  snapshot->slots = {SlotInfo{.name = "ranking"}, SlotInfo{.name = "ctr"}};
  snapshot->history = std::make_shared<History>(history);
  model_.apply(snapshot);
  EXPECT_GE(model_.throughputAxis().max, 990);
  model_.setSlot(1);
  EXPECT_EQ(model_.throughputHeadline(), "10 /s");
  EXPECT_LT(model_.throughputAxis().max, 100) << "what the other slot had is no measure";
  EXPECT_EQ(model_.latencyTitle(), "Latency, all slots");
  EXPECT_TRUE(model_.latencySummary().startsWith("Latency, all slots of a call now"));
}

/// What a window shows that stands still, in seconds.
TimeWindow standing(std::int64_t from, std::int64_t to, std::int64_t now) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  return {from * kSecond, to * kSecond, now * kSecond};
}

TEST_F(TotalsViewModelTest, ShowsTheWindowOfTheOtherChartsWithOnePointBeyondEachEdge) {
  model_.apply(SnapshotBuilder(4).at(60s).build());
  model_.setWindow(standing(20, 30, 60));
  ASSERT_FALSE(model_.throughput().isEmpty());
  EXPECT_LT(model_.throughput().front().x(), -40);
  EXPECT_GE(model_.throughput().front().x(), -40.25);
  EXPECT_GT(model_.throughput().back().x(), -30);
  EXPECT_LE(model_.throughput().back().x(), -29.75);
  model_.setWindow(std::nullopt);
  EXPECT_EQ(model_.throughput().back().x(), 0);
}

TEST_F(TotalsViewModelTest, TheHeadlinesTellOfTheMomentAtTheCursor) {
  History history;
  history.levels[0].totals_width = 250ms;
  for (std::int64_t i = 1; i <= 8; ++i) {
    TotalsPoint point;
    point.end_ns = i * 250'000'000;
    point.requests_per_s = static_cast<double>(i) * 1e6;
    point.p50_ns = static_cast<double>(i) * 1000;
    point.p99_ns = static_cast<double>(i) * 2000;
    point.max_ns = static_cast<double>(i) * 3000;
    point.shares = {{0, 1, static_cast<std::uint64_t>(i)}, {0, 2, static_cast<std::uint64_t>(10 - i)}};
    history.levels[0].totals.push_back(point);
  }
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->at = 2s;
  snapshot->history = std::make_shared<History>(history);
  model_.apply(snapshot);
  EXPECT_EQ(model_.throughputHeadline(), "8 M/s");
  EXPECT_EQ(model_.toldAge(), "");
  int moves = 0;
  QObject::connect(&model_, &TotalsViewModel::cursorChanged, [&moves] { ++moves; });
  model_.setCursor(1100ms);  // 0.9 s: in the stretch that ends at 1 s.
  EXPECT_EQ(moves, 1);
  EXPECT_EQ(model_.throughputHeadline(), "4 M/s");
  EXPECT_EQ(model_.p50Headline(), "p50 4 µs");
  EXPECT_EQ(model_.p99Headline(), "p99 8 µs");
  EXPECT_EQ(model_.slowestHeadline(), "max 12 µs");
  EXPECT_EQ(model_.shareSummary(), "v1 40 %, v2 60 %");
  EXPECT_EQ(model_.toldAge(), "−1.1 s");
  EXPECT_EQ(model_.throughputSummary(), "4 M/s requests at −1.1 s");
  model_.setCursor(std::nullopt);
  EXPECT_EQ(model_.throughputHeadline(), "8 M/s");
  EXPECT_EQ(model_.shareSummary(), "v1 80 %, v2 20 %");
}

TEST_F(TotalsViewModelTest, SaysThatThereWasNoTrafficAtTheCursor) {
  model_.apply(SnapshotBuilder(4).at(60s).trafficEnds(20s).build());
  model_.setCursor(20s);
  EXPECT_EQ(model_.throughputHeadline(), "no traffic");
  EXPECT_EQ(model_.shareSummary(), "v1 –") << "not 0 %: nothing was shared";
  model_.setCursor(50s);
  EXPECT_NE(model_.throughputHeadline(), "no traffic");
}

TEST_F(TotalsViewModelTest, WithoutACursorAZoomedWindowTellsOfItsRightEdge) {
  model_.apply(SnapshotBuilder(4).at(60s).swap(0s, 1).swap(40s, 2).build());
  model_.setWindow(standing(20, 30, 60));
  EXPECT_EQ(model_.toldAge(), "−30.0 s");
  EXPECT_EQ(model_.shareSummary(), "v1 100 %");
}

}  // namespace
}  // namespace hotswap::ui
