#include "ui/viewmodels/chart_values_view_model.h"

#include <gtest/gtest.h>

#include <QPersistentModelIndex>

#include "tests/ui/quality_snapshot.h"

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;
using testing::SnapshotBuilder;

class ChartValuesViewModelTest : public ::testing::Test {
 protected:
  void show(const std::shared_ptr<const Snapshot>& snapshot) {
    timeline_.apply(snapshot);
    totals_.apply(snapshot);
    spreads_.apply(snapshot);
    quality_.apply(snapshot);
    values_.refresh();
  }

  /// The row of a chart and of what; -1: there is none.
  int row(const QString& chart, const QString& of) const {
    for (int i = 0; i < values_.rowCount(); ++i) {
      if (text(i, ChartValuesViewModel::kChart) == chart && text(i, ChartValuesViewModel::kOf) == of) return i;
    }
    return -1;
  }

  QString text(int row, int column) const { return values_.data(values_.index(row, column), Qt::DisplayRole).toString(); }

  TimelineViewModel timeline_;
  TotalsViewModel totals_;
  SpreadsViewModel spreads_{totals_};
  QualityViewModel quality_{totals_};
  ChartValuesViewModel values_{timeline_, totals_, spreads_, quality_};
};

TEST_F(ChartValuesViewModelTest, NothingIsWorkedOutWhileNobodyLooks) {
  show(SnapshotBuilder(2).build());
  EXPECT_EQ(values_.rowCount(), 0);
  values_.setWatched(true);
  EXPECT_GT(values_.rowCount(), 0);
}

TEST_F(ChartValuesViewModelTest, HasEachVersionAndEachThread) {
  values_.setWatched(true);
  show(SnapshotBuilder(2).swap(30s, 2).build());
  for (const auto& [chart, of] : {std::pair("Throughput", "requests"), std::pair("Latency", "p50"), std::pair("Latency", "p99"),
                                  std::pair("Latency", "max"), std::pair("Score", "T0"), std::pair("Score", "T1")}) {
    EXPECT_GE(row(chart, of), 0) << chart << " " << of;
  }
  for (const std::uint32_t version : timeline_.versions()) {
    EXPECT_GE(row("Score", timeline_.versionText(version)), 0) << version;
    EXPECT_GE(row("Share", timeline_.versionText(version)), 0) << version;
  }
}

TEST_F(ChartValuesViewModelTest, HasAucAndLogLossOfTheVersionsInSight) {
  values_.setWatched(true);
  show(testing::withQualities(SnapshotBuilder(2).swap(30s, 2), {testing::qualityOf(2, 41, 60, 0.9, 0.25)}));
  const int auc = row("AUC", timeline_.versionText(2));
  ASSERT_GE(auc, 0);
  EXPECT_EQ(text(auc, ChartValuesViewModel::kLatest), "0.881");
  EXPECT_EQ(text(auc, ChartValuesViewModel::kLeast), "0.881");
  EXPECT_EQ(text(auc, ChartValuesViewModel::kMost), "0.900");
  EXPECT_EQ(text(auc, ChartValuesViewModel::kCount), "20");
  const int loss = row("Log loss", timeline_.versionText(2));
  ASSERT_GE(loss, 0);
  EXPECT_EQ(text(loss, ChartValuesViewModel::kMean), "0.250");
  EXPECT_EQ(row("AUC", timeline_.versionText(1)), -1);
}

TEST_F(ChartValuesViewModelTest, TheMeanOfScoresIsToldOnlyWhereTheBarsKnowIt) {
  values_.setWatched(true);
  show(SnapshotBuilder(2).scores(0.25, 0.25).build());
  const int known = row("Score", "T0");
  ASSERT_GE(known, 0);
  EXPECT_EQ(text(known, ChartValuesViewModel::kMean), text(known, ChartValuesViewModel::kLatest));
  show(SnapshotBuilder(2).at(62s).interval(0ns).scores(0.2, 0.8).build());
  const int unknown = row("Score", "T0");
  EXPECT_EQ(text(unknown, ChartValuesViewModel::kMean), "–");
  EXPECT_NE(text(unknown, ChartValuesViewModel::kLeast), text(unknown, ChartValuesViewModel::kMost));
}

TEST_F(ChartValuesViewModelTest, HasTheFiguresOfTheHistogramsOfEachVersion) {
  values_.setWatched(true);
  show(SnapshotBuilder(2).swap(30s, 2).build());
  const int score = row("Score p99", timeline_.versionText(2));
  ASSERT_GE(score, 0);
  EXPECT_EQ(text(score, ChartValuesViewModel::kLatest), "0.800");
  EXPECT_EQ(text(score, ChartValuesViewModel::kMean), "0.600");
  const int latency = row("Latency p50", timeline_.versionText(1));
  ASSERT_GE(latency, 0);
  EXPECT_EQ(text(latency, ChartValuesViewModel::kLatest), "50 ns");
}

TEST_F(ChartValuesViewModelTest, SharesAreOfAllRequestsInTheSpan) {
  values_.setWatched(true);
  timeline_.setSpan(60s);
  totals_.setSpan(60s);
  show(SnapshotBuilder(2).swap(30s, 2).build());
  const int share = row("Share", timeline_.versionText(2));
  ASSERT_GE(share, 0);
  EXPECT_EQ(text(share, ChartValuesViewModel::kLatest), "100 %");
  EXPECT_EQ(text(share, ChartValuesViewModel::kLeast), "0 %");
  EXPECT_EQ(text(share, ChartValuesViewModel::kMean), "50 %");
}

TEST_F(ChartValuesViewModelTest, ZoomedFiguresAreOfTheStretchInViewAlone) {
  values_.setWatched(true);
  show(SnapshotBuilder(2).swap(30s, 2).build());
  const std::uint64_t before = text(row("Throughput", "requests"), ChartValuesViewModel::kCount).toULongLong();
  timeline_.choose(std::chrono::nanoseconds(40s).count(), std::chrono::nanoseconds(50s).count());
  totals_.setWindow(timeline_.window());
  values_.refresh();
  EXPECT_EQ(row("Score", timeline_.versionText(1)), -1) << "it ended at 30 s";
  EXPECT_EQ(text(row("Share", timeline_.versionText(2)), ChartValuesViewModel::kLeast), "100 %");
  const std::uint64_t zoomed = text(row("Throughput", "requests"), ChartValuesViewModel::kCount).toULongLong();
  EXPECT_EQ(before, 240);
  EXPECT_NEAR(static_cast<double>(zoomed), 40, 1);
}

TEST_F(ChartValuesViewModelTest, ARowKeepsItsPlaceInASelectionWhenAVersionComes) {
  values_.setWatched(true);
  show(SnapshotBuilder(2).build());
  const QPersistentModelIndex thread(values_.index(row("Score", "T1"), ChartValuesViewModel::kOf));
  show(SnapshotBuilder(2).at(62s).swap(61s, 2).build());
  ASSERT_TRUE(thread.isValid());
  EXPECT_EQ(thread.data().toString(), "T1");
}

}  // namespace
}  // namespace hotswap::ui
