#include "ui/panels/compare_panel.h"

#include <gtest/gtest.h>

#include "tests/ui/offscreen_test.h"
#include "tests/ui/snapshot_builder.h"
#include "ui/charts/histogram_chart.h"
#include "ui/panels/empty_notice.h"

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""s;
using testing::SnapshotBuilder;

class ComparePanelTest : public testing::OffscreenTest {
 protected:
  void SetUp() override {
    panel_ = std::make_unique<ComparePanel>(model_);
    panel_->resize(1000, 200);
    panel_->show();
    settle();
  }

  void show(const std::shared_ptr<const Snapshot>& snapshot) {
    totals_.apply(snapshot);
    model_.apply(snapshot);
    settle();
  }

  HistogramChart& chart(const char* name) { return *panel_->findChild<HistogramChart*>(QLatin1String(name)); }

  TotalsViewModel totals_;
  SpreadsViewModel model_{totals_};
  std::unique_ptr<ComparePanel> panel_;
};

TEST_F(ComparePanelTest, SaysWhatToDoUntilAVersionAnswers) {
  auto* empty = panel_->findChild<EmptyNotice*>();
  EXPECT_TRUE(empty->isVisible());
  EXPECT_FALSE(chart("scoreSpreadChart").isVisible());
  show(SnapshotBuilder(2).swap(30s, 2).build());
  EXPECT_FALSE(empty->isVisible());
  EXPECT_TRUE(chart("scoreSpreadChart").isVisible());
  EXPECT_TRUE(chart("latencySpreadChart").isVisible());
}

TEST_F(ComparePanelTest, DifferencesAreThereOnlyWithAShadow) {
  auto snapshot = std::make_shared<Snapshot>(*SnapshotBuilder(2).build());
  show(snapshot);
  EXPECT_FALSE(chart("differenceChart").isVisible());
  auto shadowed = std::make_shared<Snapshot>(*snapshot);
  shadowed->shadows.resize(1);
  shadowed->shadows[0].slot = "score";
  shadowed->shadows[0].differences = {.edges = {-1, 0, 1}, .counts = {10, 30}};
  show(shadowed);
  EXPECT_TRUE(chart("differenceChart").isVisible());
}

TEST_F(ComparePanelTest, EveryChartHasANameADescriptionAndFigures) {
  show(SnapshotBuilder(2).swap(30s, 2).build());
  EXPECT_EQ(chart("scoreSpreadChart").accessibleName(), "Scores by version");
  EXPECT_TRUE(chart("latencySpreadChart").accessibleDescription().contains("v2: "));
  ASSERT_EQ(panel_->chartSources().size(), 3U);
  for (const ChartSource& source : panel_->chartSources())
    EXPECT_TRUE(source.csv().startsWith("version,")) << source.name.toStdString();
}

}  // namespace
}  // namespace hotswap::ui
