#include "ui/panels/totals_panel.h"

#include <gtest/gtest.h>

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsTextItem>
#include <QLineSeries>
#include <QPaintEvent>

#include "core/session/session_history.h"
#include "tests/ui/offscreen_test.h"
#include "tests/ui/snapshot_builder.h"
#include "ui/charts/latency_chart.h"
#include "ui/charts/legend_row.h"
#include "ui/charts/share_chart.h"
#include "ui/charts/throughput_chart.h"

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""s;
using testing::SnapshotBuilder;

/// Where a widget was painted.
class PaintedArea final : public QObject {
 public:
  explicit PaintedArea(QWidget& widget) { widget.installEventFilter(this); }
  QRect rect() const { return region_.boundingRect(); }

  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() == QEvent::Paint) region_ += static_cast<QPaintEvent*>(event)->region();
    return false;
  }

 private:
  QRegion region_;
};

class TotalsPanelTest : public testing::OffscreenTest {
 protected:
  void SetUp() override {
    panel_ = std::make_unique<TotalsPanel>(model_);
    panel_->resize(1000, 200);
    panel_->show();
    settle();
  }

  template <typename Chart>
  Chart& chart() {
    return *panel_->findChild<Chart*>();
  }

  TotalsViewModel model_;
  std::unique_ptr<TotalsPanel> panel_;
};

TEST_F(TotalsPanelTest, SaysThatThereIsNoTrafficYet) {
  EXPECT_TRUE(panel_->findChild<LegendRow*>("throughputHeadline")->accessibleName().contains("No traffic yet"));
}

TEST_F(TotalsPanelTest, KeepsTheShareOfTheVersionThatAnswersMost) {
  auto snapshot = *SnapshotBuilder(4).at(60s).build();
  auto history = *snapshot.history;
  history.levels[0].totals.back().shares = {{0, 1, 90}, {0, 2, 10}, {0, 3, 0}};
  snapshot.history = std::make_shared<History>(history);
  model_.apply(std::make_shared<Snapshot>(snapshot));
  EXPECT_TRUE(panel_->findChild<LegendRow*>("shareHeadline")->accessibleName().endsWith("v1 90 %"));
}

TEST_F(TotalsPanelTest, ANarrowHeadlineHasTheWholeFigureAndTheBeginningOfTheTitle) {
  LegendRow row;
  row.setTitle("Throughput of everything");
  row.setEntries({{"13.9 /s", LegendSample::kSolidLine}});
  const int figure = row.fontMetrics().horizontalAdvance("13.9 /s") + 40;
  row.resize(figure + 80, row.sizeHint().height());
  const QImage image = row.grab().toImage();
  const auto inked = [&](int from, int to) {
    for (int x = from; x < to; ++x) {
      for (int y = 0; y < image.height(); ++y) {
        if (image.pixel(x, y) != image.pixel(0, 0)) return true;
      }
    }
    return false;
  };
  EXPECT_TRUE(inked(0, 40)) << "the title";
  EXPECT_TRUE(inked(image.width() - 40, image.width())) << "the figure, at the right";
}

TEST_F(TotalsPanelTest, ShowsThePointsOfTheViewModel) {
  model_.apply(SnapshotBuilder(4).at(60s).build());
  const auto* series = qobject_cast<QLineSeries*>(chart<ThroughputChart>().chart()->series().front());
  EXPECT_EQ(series->points(), model_.throughput());
}

TEST_F(TotalsPanelTest, ShowsLatencyOnPowersOfTen) {
  model_.apply(SnapshotBuilder(4).at(60s).build());
  const auto axes = chart<LatencyChart>().chart()->axes(Qt::Vertical);
  auto* axis = qobject_cast<QCategoryAxis*>(axes.front());
  EXPECT_TRUE(axis->categoriesLabels().contains("100 ns"));
  EXPECT_TRUE(axis->categoriesLabels().contains("10 µs"));
}

TEST_F(TotalsPanelTest, WritesOutEveryAxisLabelHoweverSmallTheChartIs) {
  auto snapshot = *SnapshotBuilder(4).at(60s).build();
  auto history = *snapshot.history;
  history.levels[0].totals.back().p50_ns = 3;
  history.levels[0].totals.back().max_ns = 4e9;
  snapshot.history = std::make_shared<History>(history);
  model_.apply(std::make_shared<Snapshot>(snapshot));
  for (const QSize size : {QSize(1000, 110), QSize(1000, 140), QSize(1000, 200), QSize(1000, 600), QSize(600, 200),
                           QSize(450, 200), QSize(380, 200)}) {
    panel_->resize(size);
    settle();
    for (const auto* view : panel_->findChildren<TotalsChart*>()) {
      for (const QGraphicsItem* item : view->scene()->items()) {
        const auto* label = qgraphicsitem_cast<const QGraphicsTextItem*>(item);
        if (label == nullptr || !label->isVisible()) continue;
        const QString text = label->toPlainText();
        EXPECT_FALSE(text.contains("...") || text.contains(QChar(0x2026)))
            << view->objectName().toStdString() << " " << size.width() << " " << text.toStdString();
      }
    }
  }
}

TEST_F(TotalsPanelTest, InterruptsTheLatencyWhereThereWasNoService) {
  auto snapshot = *SnapshotBuilder(4).at(60s).build();
  auto history = *snapshot.history;
  for (auto& point : history.levels[0].totals) {
    if (point.end_ns > 20'000'000'000 && point.end_ns < 30'000'000'000) point.p50_ns = 0;
  }
  snapshot.history = std::make_shared<History>(history);
  model_.apply(std::make_shared<Snapshot>(snapshot));
  for (const auto* series : chart<LatencyChart>().chart()->series()) {
    const auto points = qobject_cast<const QLineSeries*>(series)->points();
    for (qsizetype i = 1; i < points.size(); ++i) EXPECT_LT(points[i].x() - points[i - 1].x(), 5);
  }
}

TEST_F(TotalsPanelTest, DrawsWideStretchesOfARecordingsPastAsOneCurve) {
  auto snapshot = *SnapshotBuilder(4).at(60s).build();
  auto history = *snapshot.history;
  std::erase_if(history.levels[0].totals, [](const TotalsPoint& point) { return point.end_ns <= 40'000'000'000; });
  snapshot.history = std::make_shared<History>(Lengthened(history));
  model_.apply(std::make_shared<Snapshot>(snapshot));
  int curves = 0;
  for (const auto* series : chart<LatencyChart>().chart()->series()) {
    const auto points = qobject_cast<const QLineSeries*>(series)->points();
    if (points.isEmpty()) continue;
    ++curves;
    EXPECT_LT(points.front().x(), -50);
  }
  EXPECT_EQ(curves, 3) << "p50, p99, max";
}

TEST_F(TotalsPanelTest, HasAnAreaPerVersionInViewAndHidesTheRest) {
  model_.apply(SnapshotBuilder(4).at(60s).swap(0s, 1).swap(20s, 2).swap(40s, 3).build());
  EXPECT_EQ(chart<ShareChart>().chart()->series().size(), 3);
  model_.setSpan(kTimelineSpans[0]);
  int visible = 0;
  for (const auto* series : chart<ShareChart>().chart()->series()) visible += series->isVisible() ? 1 : 0;
  EXPECT_EQ(visible, 1);
}

TEST_F(TotalsPanelTest, DescribesItsChartsForAScreenReader) {
  model_.apply(SnapshotBuilder(4).at(60s).swap(0s, 1).swap(20s, 2).build());
  EXPECT_TRUE(chart<ShareChart>().accessibleDescription().contains("v2 100 %"));
  EXPECT_TRUE(chart<ThroughputChart>().accessibleDescription().contains("/s"));
  EXPECT_TRUE(chart<LatencyChart>().accessibleDescription().contains("p99"));
}

TEST_F(TotalsPanelTest, LeavesItsSeriesAloneWhileHidden) {
  model_.apply(SnapshotBuilder(4).at(60s).build());
  const auto* series = qobject_cast<QLineSeries*>(chart<ThroughputChart>().chart()->series().front());
  const auto before = series->points();
  panel_->hide();
  model_.apply(SnapshotBuilder(8).at(70s).build());
  EXPECT_EQ(series->points(), before);
  panel_->show();
  EXPECT_EQ(series->points(), model_.throughput());
}

TEST_F(TotalsPanelTest, LeavesNoPieceOfTheCrosshairBehindWhenItsAxisMoves) {
  model_.apply(SnapshotBuilder(4).at(60s).build());
  model_.setCursor(20s);
  settle();
  PaintedArea painted(*chart<ThroughputChart>().viewport());
  model_.setWindow(TimeWindow{20'000'000'000, 50'000'000'000, 60'000'000'000});
  settle();
  EXPECT_EQ(painted.rect(), chart<ThroughputChart>().viewport()->rect());
}

TEST_F(TotalsPanelTest, ACrosshairThatMovesPaintsItsColumnsAloneAndChangesTheHeadlines) {
  model_.apply(SnapshotBuilder(4).at(60s).build());
  settle();
  const auto* headline = panel_->findChild<LegendRow*>("shareHeadline");
  PaintedArea painted(*chart<ThroughputChart>().viewport());
  model_.setCursor(20s);
  settle();
  EXPECT_GT(painted.rect().width(), 0);
  EXPECT_LE(painted.rect().width(), 4);
  EXPECT_TRUE(headline->accessibleName().startsWith("Share at −20.0 s")) << headline->accessibleName().toStdString();
}

}  // namespace
}  // namespace hotswap::ui
