#include "ui/panels/quality_panel.h"

#include <gtest/gtest.h>

#include <QChart>
#include <QLineSeries>

#include "tests/ui/offscreen_test.h"
#include "tests/ui/quality_snapshot.h"
#include "ui/charts/legend_row.h"
#include "ui/charts/quality_chart.h"
#include "ui/panels/empty_notice.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""s;
using testing::qualityOf;
using testing::SnapshotBuilder;
using testing::withQualities;

class QualityPanelTest : public testing::OffscreenTest {
 protected:
  void SetUp() override {
    panel_ = std::make_unique<QualityPanel>(model_);
    panel_->resize(1000, 200);
    panel_->show();
    settle();
  }

  void show(const std::shared_ptr<const Snapshot>& snapshot) {
    totals_.apply(snapshot);
    model_.apply(snapshot);
    settle();
  }

  void showTwoVersions() { show(withQualities(SnapshotBuilder(2), {qualityOf(1, 21, 40, 0.75), qualityOf(2, 41, 60, 0.9)})); }

  QualityChart& chart(const char* name) { return *panel_->findChild<QualityChart*>(QLatin1String(name)); }

  /// The lines that are drawn.
  std::vector<const QLineSeries*> lines(const char* name) {
    std::vector<const QLineSeries*> lines;
    for (const QAbstractSeries* series : chart(name).chart()->series()) {
      const auto* line = qobject_cast<const QLineSeries*>(series);
      if (line != nullptr && line->count() > 0) lines.push_back(line);
    }
    return lines;
  }

  TotalsViewModel totals_;
  QualityViewModel model_{totals_};
  std::unique_ptr<QualityPanel> panel_;
};

TEST_F(QualityPanelTest, SaysWhatToDoUntilThereAreLabels) {
  auto* empty = panel_->findChild<EmptyNotice*>();
  EXPECT_TRUE(empty->isVisible());
  EXPECT_FALSE(chart("aucChart").isVisible());
  EXPECT_TRUE(empty->accessibleDescription().contains("movielens"));
  showTwoVersions();
  EXPECT_FALSE(empty->isVisible());
  EXPECT_TRUE(chart("aucChart").isVisible());
  EXPECT_TRUE(chart("logLossChart").isVisible());
}

TEST_F(QualityPanelTest, EachVersionHasALineInItsColourAndDashes) {
  showTwoVersions();
  const auto drawn = lines("aucChart");
  ASSERT_EQ(drawn.size(), 2U);
  EXPECT_EQ(drawn[0]->at(0).y(), 0.75);
  EXPECT_EQ(drawn[1]->at(0).y(), 0.9);
  const bool dark = isDark(panel_->palette());
  EXPECT_EQ(drawn[0]->pen().color(), versionColor(1, dark));
  EXPECT_EQ(drawn[1]->pen().color(), versionColor(2, dark));
  EXPECT_EQ(drawn[1]->pen().style(), versionDash(2));
  EXPECT_NE(drawn[0]->pen().style(), drawn[1]->pen().style());
}

TEST_F(QualityPanelTest, AVersionIsHiddenInBothChartsByItsLegend) {
  showTwoVersions();
  auto* legend = panel_->findChild<LegendRow*>(QStringLiteral("aucChartLegend"));
  ASSERT_NE(legend, nullptr);
  Q_EMIT legend->toggled(1);
  EXPECT_EQ(lines("aucChart").size(), 1U);
  ASSERT_EQ(lines("logLossChart").size(), 1U);
  EXPECT_EQ(lines("logLossChart")[0]->pen().color(), versionColor(2, isDark(panel_->palette())));
  Q_EMIT legend->toggled(1);
  EXPECT_EQ(lines("aucChart").size(), 2U);
}

TEST_F(QualityPanelTest, EveryChartHasANameADescriptionAndFigures) {
  showTwoVersions();
  EXPECT_EQ(chart("aucChart").accessibleName(), "AUC by version");
  EXPECT_EQ(chart("logLossChart").accessibleName(), "Log loss by version");
  EXPECT_TRUE(chart("aucChart").accessibleDescription().contains("v2 0.881 (n 400)"))
      << chart("aucChart").accessibleDescription().toStdString();
  ASSERT_EQ(panel_->chartSources().size(), 2U);
  EXPECT_TRUE(panel_->chartSources()[0].csv().startsWith("time_s,version,auc,"));
  EXPECT_TRUE(panel_->chartSources()[1].csv().startsWith("time_s,version,log_loss,"));
}

TEST_F(QualityPanelTest, FollowsTheTimeThatTheOtherChartsShow) {
  showTwoVersions();
  totals_.setWindow(TimeWindow{.from_ns = 22'000'000'000, .to_ns = 30'000'000'000, .now_ns = 60'000'000'000});
  settle();
  const auto drawn = lines("aucChart");
  ASSERT_EQ(drawn.size(), 1U);
  EXPECT_EQ(drawn[0]->count(), 11) << "nine in view, and one beyond each edge";
}

}  // namespace
}  // namespace hotswap::ui
