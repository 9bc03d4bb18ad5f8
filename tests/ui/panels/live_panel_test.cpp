#include "ui/panels/live_panel.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QGraphicsScene>
#include <QLabel>

#include "tests/ui/panels/live_panel_fixture.h"

namespace hotswap::ui {
namespace {

/// Counts the paint events of a widget.
class PaintCounter final : public QObject {
 public:
  explicit PaintCounter(QWidget& widget) { widget.installEventFilter(this); }
  int count() const { return count_; }

  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() == QEvent::Paint) ++count_;
    return false;
  }

 private:
  int count_ = 0;
};

TEST_F(LivePanelTest, SaysThatThereIsNoTrafficYet) {
  settle();
  EXPECT_FALSE(scores().isVisible());
  const auto labels = panel_->findChildren<QLabel*>();
  EXPECT_TRUE(
      std::any_of(labels.begin(), labels.end(), [](QLabel* l) { return l->isVisible() && l->text() == "No traffic yet"; }));
}

TEST_F(LivePanelTest, ShowsASwapAtTheSameColumnInBothCharts) {
  show(swapped());
  ASSERT_TRUE(scores().isVisible());
  EXPECT_EQ(scores().plotRect().left(), lanes().plotRect().left());
  EXPECT_EQ(scores().plotRect().right(), lanes().plotRect().right());
  const TimelineScale scale{scores().plotRect(), std::chrono::nanoseconds(60s).count(), std::chrono::nanoseconds(60s).count()};
  const int expected = scale.x(std::chrono::nanoseconds(33s).count());
  // The marker's line covers the first column of the new version in the scores and, dashed, in the lanes.
  EXPECT_NEAR(firstColumnOf(scores(), shade(2, 0.26)), expected, 1);
  EXPECT_NEAR(firstColumnOf(lanes(), shade(2, 0.85)), expected, 1);
  EXPECT_NEAR(firstColumnOf(lanes(), shade(1, 0.85)), lanes().plotRect().left(), 1);
}

TEST_F(LivePanelTest, MovesByWholePixelsOnly) {
  show(swapped());
  panel_->tick();
  settle();
  const QImage before = lanes().viewport()->grab().toImage();
  PaintCounter paints(*scores().viewport());
  clock_.advance(1us);
  panel_->tick();
  settle();
  EXPECT_EQ(paints.count(), 0);
  clock_.advance(2s);
  panel_->tick();
  settle();
  EXPECT_EQ(paints.count(), 1);
  EXPECT_NE(lanes().viewport()->grab().toImage(), before);
}

TEST_F(LivePanelTest, DoesNotRepaintWhenNothingHappens) {
  show(swapped());
  panel_->tick();
  settle();
  PaintCounter scores_paints(*scores().viewport());
  PaintCounter lanes_paints(*lanes().viewport());
  for (int i = 0; i < 10; ++i) {
    panel_->tick();
    settle();
  }
  EXPECT_EQ(scores_paints.count() + lanes_paints.count(), 0);
}

TEST_F(LivePanelTest, DoesNotRepaintWhileFrozen) {
  show(swapped());
  model_.setFrozen(true);
  settle();
  PaintCounter paints(*scores().viewport());
  for (int frame = 0; frame < 30; ++frame) {
    clock_.advance(100ms);
    model_.apply(swapped().at(60s + 100ms * frame).build());
    panel_->tick();
    settle();
  }
  EXPECT_EQ(paints.count(), 0);
  model_.setFrozen(false);
  settle();
  EXPECT_GE(paints.count(), 1);
}

TEST_F(LivePanelTest, DoesNotRepaintWhileHidden) {
  show(swapped());
  panel_->hide();
  PaintCounter paints(*scores().viewport());
  clock_.advance(5s);
  model_.apply(swapped().at(65s).build());
  panel_->tick();
  settle();
  EXPECT_EQ(paints.count(), 0);
}

TEST_F(LivePanelTest, SelectsTheThreadOfALaneByAClickAndUnselectsByAnother) {
  show(swapped());
  const QRect plot = lanes().plotRect();
  const QPoint third(plot.center().x(), plot.top() + plot.height() * 5 / 8);
  click(*lanes().viewport(), third);
  EXPECT_EQ(model_.selectedThread(), 2);
  click(*lanes().viewport(), third);
  EXPECT_EQ(model_.selectedThread(), -1);
}

TEST_F(LivePanelTest, SelectsTheThreadOfAScoreByAClick) {
  show(SnapshotBuilder(4).at(60s));
  const Bucket& bar = model_.bars(1)[60];
  const QRect plot = scores().plotRect();
  const TimelineScale scale{plot, std::chrono::nanoseconds(60s).count(), std::chrono::nanoseconds(60s).count()};
  const AxisRange axis = model_.scoreAxis();
  const int y = plot.bottom() - qRound((bar.last - axis.min) / (axis.max - axis.min) * (plot.height() - 1));
  click(*scores().viewport(), QPoint(scale.x(bar.start_ns), y));
  EXPECT_EQ(model_.selectedThread(), 1);
}

TEST_F(LivePanelTest, MovesTheSelectionByArrowKeys) {
  show(swapped());
  for (const int expected : {0, 1, 2, 3, 3}) {
    QKeyEvent down(QEvent::KeyPress, Qt::Key_Down, Qt::NoModifier);
    QApplication::sendEvent(&lanes(), &down);
    EXPECT_EQ(model_.selectedThread(), expected);
  }
  QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
  QApplication::sendEvent(&lanes(), &escape);
  EXPECT_EQ(model_.selectedThread(), -1);
}

TEST_F(LivePanelTest, DrawsTheCursorThroughBothCharts) {
  show(swapped());
  const QImage scores_before = scores().viewport()->grab().toImage();
  const int x = 300;
  send(*lanes().viewport(), QEvent::MouseMove, QPoint(x, lanes().plotRect().center().y()));
  settle();
  const QImage scores_after = scores().viewport()->grab().toImage();
  const int y = scores().plotRect().top() + 3;
  EXPECT_NE(scores_after.pixelColor(x, y), scores_before.pixelColor(x, y));
  EXPECT_EQ(scores_after.pixelColor(x - 40, y), scores_before.pixelColor(x - 40, y));
}

TEST_F(LivePanelTest, TakesClicksEverywhereWithoutHarm) {
  show(swapped());
  for (int x = 0; x < scores().width(); x += 50) {
    for (int y = 0; y < scores().height(); y += 20) click(*scores().viewport(), QPoint(x, y));
  }
  EXPECT_LT(model_.selectedThread(), 4);
}

TEST_F(LivePanelTest, FollowsAChangeOfThePaletteWhileFrozen) {
  show(swapped());
  model_.setFrozen(true);
  settle();
  QPalette dark = QApplication::palette();
  dark.setColor(QPalette::Base, QColor(0x1e, 0x1e, 0x1e));
  dark.setColor(QPalette::Text, Qt::white);
  panel_->setPalette(dark);
  settle();
  EXPECT_GE(firstColumnOf(lanes(), shade(2, 0.85)), 0);
}

TEST_F(LivePanelTest, HasNamesForAScreenReader) {
  EXPECT_FALSE(scores().accessibleName().isEmpty());
  EXPECT_FALSE(scores().accessibleDescription().isEmpty());
  EXPECT_FALSE(lanes().accessibleName().isEmpty());
  EXPECT_FALSE(lanes().accessibleDescription().isEmpty());
}

// An axis of Qt Charts made an item per grid line of the new range by the old step: the window stood still.
TEST_F(LivePanelTest, DrawsScoresOfAnySizeAtOnce) {
  constexpr int kPatienceMs = 5000;  // It takes some milliseconds; ten million lines take minutes.
  const std::pair<double, double> ranges[] = {{0, 1}, {0, 1e7},         {0, 1},      {0, 1e15}, {0, 1},         {-1e308, 1e308},
                                              {0, 1}, {1e15, 1e15 + 1}, {0, 1e-320}, {5, 5},    {-1e300, 1e-9}, {0, 1}};
  auto at = 60s;
  for (const auto& [least, most] : ranges) {
    QElapsedTimer timer;
    timer.start();
    show(SnapshotBuilder(4).at(at).scores(least, most));
    at += 10s;  // So that the axis may shrink.
    show(SnapshotBuilder(4).at(at).scores(least, most));
    clock_.set(at);
    panel_->tick();
    settle();
    ASSERT_LT(timer.elapsed(), kPatienceMs) << least << " to " << most;
    ASSERT_LT(scores().scene()->items().size(), 100) << least << " to " << most;
  }
}

TEST_F(LivePanelTest, KeepsTheLabelsOfLargeScoresInThePicture) {
  show(SnapshotBuilder(4).at(60s).scores(1e6, 1e6 + 10));
  EXPECT_EQ(scores().plotRect().left(), lanes().plotRect().left());
  const QImage image = scores().viewport()->grab().toImage();
  for (int y = scores().plotRect().top(); y <= scores().plotRect().bottom(); ++y) {
    ASSERT_EQ(image.pixelColor(0, y), panel_->palette().color(QPalette::Base)) << y;
  }
}

TEST_F(LivePanelTest, SurvivesEveryThreadCountAndSize) {
  for (const unsigned threads : {1U, 2U, 7U, 64U}) {
    for (const QSize size : {QSize(200, 80), QSize(1000, 400), QSize(3000, 1500)}) {
      panel_->resize(size);
      show(SnapshotBuilder(threads).at(60s).swap(0s, 1).swap(10s, 2));
      panel_->tick();
      settle();
      EXPECT_EQ(model_.threadCount(), static_cast<int>(threads));
    }
  }
}

}  // namespace
}  // namespace hotswap::ui
