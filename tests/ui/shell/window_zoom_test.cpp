#include <gtest/gtest.h>

#include <QAction>
#include <QCategoryAxis>
#include <QChart>
#include <QLabel>
#include <QTableView>
#include <QTest>
#include <QWheelEvent>

#include "tests/ui/shell/window_fixture.h"
#include "ui/charts/legend_row.h"
#include "ui/charts/score_chart.h"
#include "ui/charts/throughput_chart.h"

namespace hotswap::ui {
namespace {

/// The window with an operator that answers requests.
class WindowZoomTest : public WindowFixture {
 protected:
  void openWithTraffic() {
    open();
    load("/opt/score_op_v1.so");
    press(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return find<QWidget>("scoreChart")->isVisible() && !throughputAxisIsEmpty(); }));
  }

  bool throughputAxisIsEmpty() const { return window_->findChild<ThroughputChart*>()->chart()->axes(Qt::Horizontal).isEmpty(); }

  /// Seconds before now that the time axis of a chart of Qt Charts shows.
  std::pair<double, double> axisOf(const char* name) const {
    const auto* chart = window_->findChild<QChartView*>(QLatin1String(name));
    const auto* axis = qobject_cast<QCategoryAxis*>(chart->chart()->axes(Qt::Horizontal).front());
    return {axis->min(), axis->max()};
  }

  void turnWheel(const char* name, int notches, double share) const {
    QWidget* target = window_->findChild<QChartView*>(QLatin1String(name))->viewport();
    const QPointF at(target->width() * share, target->height() / 2.0);
    QWheelEvent event(at, target->mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(target, &event);
    QApplication::processEvents();
  }
};

TEST_F(WindowZoomTest, AllChartsShowTheStretchThatTheWheelChoseOverAnyOfThem) {
  openWithTraffic();
  for (const char* over : {"scoreChart", "laneChart", "throughputChart", "shareChart"}) {
    turnWheel(over, 3, 0.7);
    const auto shown = axisOf("scoreChart");
    EXPECT_GT(shown.first, -60) << over;
    for (const char* other : {"laneChart", "throughputChart", "latencyChart", "shareChart"}) {
      EXPECT_EQ(axisOf(other), shown) << over << " " << other;
    }
    EXPECT_TRUE(find<QAction>("freeze")->isChecked());
    press(Qt::Key_Escape);
    QApplication::processEvents();
    EXPECT_FALSE(find<QAction>("freeze")->isChecked());
    EXPECT_EQ(axisOf("scoreChart"), std::pair(-60.0, 0.0));
    EXPECT_EQ(axisOf("latencyChart"), std::pair(-60.0, 0.0));
  }
}

TEST_F(WindowZoomTest, ASpanTakesBackTheZoomAndStaysFrozen) {
  openWithTraffic();
  turnWheel("scoreChart", 3, 0.7);
  press(Qt::Key_1, Qt::ControlModifier);
  QApplication::processEvents();
  EXPECT_EQ(axisOf("scoreChart"), std::pair(-10.0, 0.0));
  EXPECT_EQ(axisOf("throughputChart"), std::pair(-10.0, 0.0));
  EXPECT_TRUE(find<QAction>("freeze")->isChecked());
}

TEST_F(WindowZoomTest, TheKeyboardAloneZoomsAndTheCrosshairTellsTheTotals) {
  openWithTraffic();
  auto* chart = window_->findChild<ScoreChart*>();
  chart->setFocus();
  QTest::keyClick(chart, Qt::Key_Plus);
  EXPECT_TRUE(find<QAction>("freeze")->isChecked());
  const auto* headline = find<LegendRow>("throughputHeadline");
  const QString before = headline->accessibleName();
  QTest::keyClick(chart, Qt::Key_Left, Qt::ControlModifier);
  QTest::keyClick(chart, Qt::Key_Left, Qt::ControlModifier);
  EXPECT_NE(headline->accessibleName(), before);
  EXPECT_TRUE(headline->accessibleName().startsWith("Throughput at −")) << headline->accessibleName().toStdString();
}

TEST_F(WindowZoomTest, TheShortcutsTellTheGesturesOfTheCharts) {
  open();
  find<QAction>("shortcuts")->trigger();
  const QString text = find<QLabel>("shortcutsWindowText")->text();
  for (const char* gesture : {"Zoom around the crosshair", "Pan, as dragging", "Move the crosshair", "Show what lies between"}) {
    EXPECT_TRUE(text.contains(QLatin1String(gesture))) << gesture;
  }
}

TEST_F(WindowZoomTest, AFlagOpensItsReceiptByTheKeyboardAlone) {
  openWithTraffic();
  auto* chart = window_->findChild<ScoreChart*>();
  auto* table = find<QTableView>("receiptsTable");
  ASSERT_TRUE(waitFor([&] { return table->model()->rowCount() == 1; }));
  find<QAction>("freeze")->trigger();
  chart->setFocus();
  for (int i = 0; i < 600 && !table->currentIndex().isValid(); ++i) {
    QTest::keyClick(chart, Qt::Key_Right, Qt::ControlModifier);
    QTest::keyClick(chart, Qt::Key_Return);
  }
  EXPECT_TRUE(table->isVisible());
  EXPECT_TRUE(table->hasFocus());
  EXPECT_EQ(table->currentIndex().row(), 0);
}

TEST_F(WindowZoomTest, SpaceOnAFocusedLegendHidesAVersionAndDoesNotFreeze) {
  openWithTraffic();
  auto* legend = find<LegendRow>("liveLegend");
  legend->setFocus();
  QTest::keyClick(legend, Qt::Key_Space);
  EXPECT_FALSE(find<QAction>("freeze")->isChecked());
  EXPECT_TRUE(legend->accessibleName().endsWith("hidden")) << legend->accessibleName().toStdString();
}

TEST_F(WindowZoomTest, AThreadIsSelectedInTheChartsTheLanesAndTheTableAtOnce) {
  openWithTraffic();
  auto* table = find<QTableView>("threadsTable");
  auto* lanes = window_->findChild<QWidget*>("laneChart");
  lanes->setFocus();
  ASSERT_TRUE(waitFor([&] { return table->model()->rowCount() >= 2; }));
  QTest::keyClick(lanes, Qt::Key_Down);
  QTest::keyClick(lanes, Qt::Key_Down);
  EXPECT_EQ(table->currentIndex().row(), 1);
  EXPECT_TRUE(find<LegendRow>("liveLegend")->accessibleName().startsWith("Scores of T1"));
  table->selectRow(0);
  EXPECT_TRUE(find<LegendRow>("liveLegend")->accessibleName().startsWith("Scores of T0"));
}

}  // namespace
}  // namespace hotswap::ui
