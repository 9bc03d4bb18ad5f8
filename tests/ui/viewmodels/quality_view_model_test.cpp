#include "ui/viewmodels/quality_view_model.h"

#include <gtest/gtest.h>

#include "tests/ui/quality_snapshot.h"
#include "ui/viewmodels/chart_csv.h"

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;
using testing::qualityOf;
using testing::SnapshotBuilder;
using testing::withQualities;

class QualityViewModelTest : public ::testing::Test {
 protected:
  void show(const std::shared_ptr<const Snapshot>& snapshot) {
    totals_.apply(snapshot);
    model_.apply(snapshot);
  }

  std::vector<std::uint32_t> versions() const {
    std::vector<std::uint32_t> versions;
    for (const QualityCurve& curve : model_.curves()) versions.push_back(curve.version);
    return versions;
  }

  TotalsViewModel totals_;
  QualityViewModel model_{totals_};
};

TEST_F(QualityViewModelTest, SaysWhereLabelsComeFromWhileThereAreNone) {
  show(SnapshotBuilder(2).build());
  EXPECT_TRUE(model_.isEmpty());
  EXPECT_EQ(model_.emptyTitle(), "No labelled requests");
  EXPECT_TRUE(model_.emptyHint().contains("label column in csv: or movielens"));
  EXPECT_EQ(model_.summary(QualityFigure::kAuc), model_.emptyTitle());
}

TEST_F(QualityViewModelTest, SaysHowManyAreMissingWhereThereAreTooFew) {
  VersionQuality few;
  few.version = 3;
  few.recent = 12;
  few.recent_positives = 4;
  show(withQualities(SnapshotBuilder(2), {few}));
  EXPECT_TRUE(model_.isEmpty());
  EXPECT_TRUE(model_.emptyHint().contains("v3 had 12, of which 4 positive")) << model_.emptyHint().toStdString();
}

TEST_F(QualityViewModelTest, ALineOfEachVersionLeadsBackFromNow) {
  show(withQualities(SnapshotBuilder(2), {qualityOf(1, 31, 50, 0.75, 0.25), qualityOf(2, 51, 60, 0.9, 0.5)}));
  ASSERT_EQ(versions(), (std::vector<std::uint32_t>{1, 2}));
  const auto lines = model_.lines(model_.curves()[0], QualityFigure::kAuc);
  ASSERT_EQ(lines.size(), 1U);
  ASSERT_EQ(lines[0].size(), 20);
  EXPECT_EQ(lines[0].front(), QPointF(-29, 0.75));
  EXPECT_EQ(lines[0].back().x(), -10);
  EXPECT_EQ(model_.lines(model_.curves()[1], QualityFigure::kLogLoss)[0].back(), QPointF(0, 0.5));
}

TEST_F(QualityViewModelTest, ATimeWithoutPointsInterruptsTheLine) {
  VersionQuality quality = qualityOf(1, 10, 20, 0.75);
  for (const QualityPoint& point : qualityOf(1, 29, 30, 0.75).points) quality.points.push_back(point);
  quality.points.push_back(qualityOf(1, 45, 45, 0.75).points[0]);
  show(withQualities(SnapshotBuilder(2), {quality}));
  const auto lines = model_.lines(model_.curves()[0], QualityFigure::kAuc);
  ASSERT_EQ(lines.size(), 2U) << "9 seconds are no interruption, 15 are";
  EXPECT_EQ(lines[0].size(), 13);
  ASSERT_EQ(lines[1].size(), 2) << "one point is a line as long as its second";
  EXPECT_EQ(lines[1][0].x(), -16);
  EXPECT_EQ(lines[1][1].x(), -15);
}

TEST_F(QualityViewModelTest, OnlyVersionsWithAPointInTheSpanHaveACurve) {
  totals_.setSpan(10s);
  show(withQualities(SnapshotBuilder(2), {qualityOf(1, 1, 45, 0.75), qualityOf(2, 46, 60, 0.9)}));
  ASSERT_EQ(versions(), (std::vector<std::uint32_t>{2}));
  EXPECT_EQ(model_.curves()[0].points.size(), 12U) << "11 in view, and the one before";
}

TEST_F(QualityViewModelTest, ALongSpanHasEverySixthPoint) {
  totals_.setSpan(30min);
  show(withQualities(SnapshotBuilder(2).at(1800s).interval(1s), {qualityOf(1, 1, 1800, 2.0)}));
  const auto& points = model_.curves()[0].points;
  EXPECT_LE(points.size(), 301U);
  EXPECT_GE(points.size(), 299U);
  for (std::size_t i = 1; i + 1 < points.size(); ++i) EXPECT_EQ(points[i].end_ns / 1'000'000'000 % 6, 5) << i;
  EXPECT_EQ(points.back().end_ns, 1800 * 1'000'000'000LL) << "the newest is there";
  EXPECT_EQ(model_.lines(model_.curves()[0], QualityFigure::kAuc).size(), 1U);
}

TEST_F(QualityViewModelTest, TheHeadlineTellsFigureAndHowManyRequestsItRestsOn) {
  show(withQualities(SnapshotBuilder(2), {qualityOf(1, 60, 60, 0.75, 0.25)}));
  EXPECT_EQ(model_.headline(model_.curves()[0], QualityFigure::kAuc), "v1 0.750 (n 400)");
  EXPECT_EQ(model_.headline(model_.curves()[0], QualityFigure::kLogLoss), "v1 0.250 (n 400)");
  EXPECT_EQ(model_.title(QualityFigure::kAuc), "AUC, last 10 s");
  EXPECT_TRUE(model_.definition(QualityFigure::kLogLoss).contains("10 s"));
  EXPECT_EQ(model_.summary(QualityFigure::kAuc), "AUC, last 10 s, v1 0.750 (n 400)");
}

TEST_F(QualityViewModelTest, AtTheCrosshairItTellsOfThatMoment) {
  show(withQualities(SnapshotBuilder(2), {qualityOf(1, 31, 40, 0.75), qualityOf(2, 41, 60, 0.9)}));
  EXPECT_FALSE(model_.curves()[0].told) << "v1 made no point for 20 s";
  int told = 0;
  QObject::connect(&model_, &QualityViewModel::toldChanged, [&told] { ++told; });
  totals_.setCursor(24500ms);
  EXPECT_EQ(told, 1);
  ASSERT_TRUE(model_.curves()[0].told);
  EXPECT_EQ(model_.curves()[0].told->end_ns, 35 * 1'000'000'000LL);
  EXPECT_FALSE(model_.curves()[1].told);
  EXPECT_EQ(model_.headline(model_.curves()[1], QualityFigure::kAuc), "v2 –");
  EXPECT_TRUE(model_.title(QualityFigure::kAuc).contains("24.5 s"));
}

TEST_F(QualityViewModelTest, AHiddenVersionLeavesTheAxisToTheOthers) {
  show(withQualities(SnapshotBuilder(2), {qualityOf(1, 51, 60, 0.2), qualityOf(2, 51, 60, 0.9)}));
  EXPECT_LT(model_.axis(QualityFigure::kAuc).min, 0.25);
  model_.setVersionHidden(1, true);
  EXPECT_TRUE(model_.isHidden(1));
  EXPECT_TRUE(model_.curves()[0].hidden) << "its legend stays";
  for (int second = 61; second < 70; ++second) {
    show(withQualities(SnapshotBuilder(2).at(std::chrono::seconds(second)),
                       {qualityOf(1, 51, 60, 0.2), qualityOf(2, 51, 60, 0.9)}));
  }
  EXPECT_GT(model_.axis(QualityFigure::kAuc).min, 0.8);
  model_.setVersionHidden(1, false);
  EXPECT_LT(model_.axis(QualityFigure::kAuc).min, 0.25);
}

TEST_F(QualityViewModelTest, DifferencesOfChanceAreNoMountains) {
  show(withQualities(SnapshotBuilder(2), {qualityOf(1, 59, 60, 0.75, 0.5)}));
  const AxisRange auc = model_.axis(QualityFigure::kAuc);
  EXPECT_GE(auc.max - auc.min, 0.1);
  EXPECT_LT(auc.min, 0.749);
  EXPECT_GT(auc.max, 0.75);
}

TEST_F(QualityViewModelTest, WhileFrozenThePictureStays) {
  show(withQualities(SnapshotBuilder(2), {qualityOf(1, 51, 60, 0.75)}));
  model_.setFrozen(true);
  model_.apply(withQualities(SnapshotBuilder(2).at(62s), {qualityOf(2, 51, 62, 0.9)}));
  EXPECT_EQ(versions(), (std::vector<std::uint32_t>{1}));
  model_.setFrozen(false);
  EXPECT_EQ(versions(), (std::vector<std::uint32_t>{2}));
}

TEST_F(QualityViewModelTest, OtherSlotsHaveVersionsOfTheirOwn) {
  VersionQuality other = qualityOf(7, 51, 60, 0.9);
  other.slot = 1;
  show(withQualities(SnapshotBuilder(2), {qualityOf(1, 51, 60, 0.75), other}));
  EXPECT_EQ(versions(), (std::vector<std::uint32_t>{1}));
  model_.setSlot(1);
  EXPECT_EQ(versions(), (std::vector<std::uint32_t>{7}));
}

TEST_F(QualityViewModelTest, TheCsvHasEachPointInSightWithItsRequests) {
  totals_.setSpan(10s);
  show(withQualities(SnapshotBuilder(2), {qualityOf(2, 40, 60, 0.75, 0.25)}));
  const QList<QByteArray> lines = qualityCsv(model_, QualityFigure::kAuc).split('\n');
  EXPECT_EQ(lines[0], "time_s,version,auc,labelled,positives\r");
  EXPECT_EQ(lines[1], "50.000000000,2,0.74,400,100\r");
  EXPECT_EQ(lines.size(), 13) << "11 points, the names, and nothing after the last line's end";
  EXPECT_TRUE(qualityCsv(model_, QualityFigure::kLogLoss).contains("60.000000000,2,0.25,400,100\r\n"));
  EXPECT_TRUE(qualityCsv(model_, QualityFigure::kLogLoss).startsWith("time_s,version,log_loss,labelled,positives\r\n"));
}

}  // namespace
}  // namespace hotswap::ui
