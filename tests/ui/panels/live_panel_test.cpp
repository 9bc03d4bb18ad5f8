#include "ui/panels/live_panel.h"

#include <gtest/gtest.h>

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QGraphicsScene>
#include <QImage>
#include <QLabel>
#include <QMouseEvent>

#include "tests/ui/offscreen_test.h"
#include "tests/ui/snapshot_builder.h"
#include "ui/charts/lane_chart.h"
#include "ui/charts/legend_row.h"
#include "ui/charts/score_chart.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""us;
using std::chrono_literals::operator""s;
using testing::ManualClock;
using testing::SnapshotBuilder;

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

class LivePanelTest : public testing::OffscreenTest {
 protected:
  void SetUp() override {
    clock_.set(60s);
    panel_ = std::make_unique<LivePanel>(model_, clock_);
    panel_->resize(1000, 400);
    panel_->show();
  }

  void show(const SnapshotBuilder& builder) {
    model_.apply(builder.build());
    settle();
  }

  static SnapshotBuilder swapped() { return SnapshotBuilder(4).at(60s).interval(1ms).swap(0s, 1).swap(33s, 2).stagger(20us); }

  ScoreChart& scores() { return *panel_->findChild<ScoreChart*>(); }
  LaneChart& lanes() { return *panel_->findChild<LaneChart*>(); }

  /// The first column of a chart, from the left, in which a colour shows; -1 for none.
  static int firstColumnOf(TimelineChart& chart, const QColor& color) {
    const QImage image = chart.viewport()->grab().toImage();
    const QRect plot = chart.plotRect();
    for (int x = plot.left(); x <= plot.right(); ++x) {
      for (int y = plot.top(); y <= plot.bottom(); ++y) {
        if (image.pixelColor(x, y) == color) return x;
      }
    }
    return -1;
  }

  QColor shade(std::uint32_t version, double strength) const {
    const QPalette palette = panel_->palette();
    return blended(versionColor(version, isDark(palette)), palette.color(QPalette::Base), strength);
  }

  static void send(QWidget& target, QEvent::Type type, QPoint at) {
    const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, at, target.mapToGlobal(at), button, button, Qt::NoModifier);
    QApplication::sendEvent(&target, &event);
  }

  static void click(QWidget& target, QPoint at) {
    send(target, QEvent::MouseButtonPress, at);
    send(target, QEvent::MouseButtonRelease, at);
  }

  static void drag(QWidget& target, QPoint from, QPoint to) {
    send(target, QEvent::MouseButtonPress, from);
    send(target, QEvent::MouseMove, to);
    send(target, QEvent::MouseButtonRelease, to);
  }

  ManualClock clock_;
  TimelineViewModel model_;
  std::unique_ptr<LivePanel> panel_;
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

TEST_F(LivePanelTest, ARubberBandShowsItsStretchInBothChartsAndFreezes) {
  show(swapped());
  const QRect plot = scores().plotRect();
  const auto at = [&](int percent) { return QPoint(plot.left() + plot.width() * percent / 100, plot.center().y()); };
  drag(*scores().viewport(), at(50), at(60));
  settle();
  EXPECT_TRUE(model_.isFrozen());
  EXPECT_NEAR(static_cast<double>(model_.window().from_ns), 30e9, 0.1e9);
  EXPECT_NEAR(static_cast<double>(model_.window().to_ns), 36e9, 0.1e9);
  EXPECT_EQ(model_.selectedThread(), -1) << "a drag is no click";
  const TimelineScale zoomed{plot, model_.window().length(), model_.window().to_ns};
  const int swap = zoomed.x(std::chrono::nanoseconds(33s).count());
  EXPECT_NEAR(firstColumnOf(scores(), shade(2, 0.26)), swap, 1);
  EXPECT_NEAR(firstColumnOf(lanes(), shade(2, 0.85)), swap, 1);
}

TEST_F(LivePanelTest, TheRubberBandIsSeenUntilTheButtonIsReleased) {
  show(swapped());
  const QRect plot = scores().plotRect();
  const QPoint inside(plot.left() + 350, plot.top() + 2);
  const QColor before = scores().viewport()->grab().toImage().pixelColor(inside);
  send(*scores().viewport(), QEvent::MouseButtonPress, QPoint(plot.left() + 300, plot.center().y()));
  send(*scores().viewport(), QEvent::MouseMove, QPoint(plot.left() + 400, plot.center().y()));
  EXPECT_NE(scores().viewport()->grab().toImage().pixelColor(inside), before);
}

TEST_F(LivePanelTest, TheLivePictureComesBackWithItsWholeSpan) {
  show(swapped());
  QKeyEvent plus(QEvent::KeyPress, Qt::Key_Plus, Qt::NoModifier);
  QApplication::sendEvent(&scores(), &plus);
  settle();
  ASSERT_TRUE(model_.isZoomed());
  auto* chip = panel_->findChild<QLabel*>("frozenChip");
  EXPECT_TRUE(chip->isVisible());
  EXPECT_TRUE(chip->text().startsWith("Zoomed"));
  clock_.advance(3s);
  model_.apply(swapped().at(63s).build());
  model_.setFrozen(false);
  settle();
  EXPECT_FALSE(chip->isVisible());
  EXPECT_EQ(model_.window().to_ns, std::chrono::nanoseconds(63s).count());
  EXPECT_EQ(model_.window().length(), std::chrono::nanoseconds(60s).count());
}

TEST_F(LivePanelTest, ZoomingStartsFromThePictureThatIsSeenNotFromTheNewestSnapshot) {
  show(swapped());
  clock_.advance(40ms);
  panel_->tick();
  QKeyEvent minus(QEvent::KeyPress, Qt::Key_Plus, Qt::NoModifier);
  model_.setCursor(0ms);
  QApplication::sendEvent(&lanes(), &minus);
  EXPECT_EQ(model_.window().to_ns, std::chrono::nanoseconds(60s + 40ms).count());
}

TEST_F(LivePanelTest, AClickOnAFlagAsksForItsReceiptAndSelectsNoThread) {
  show(swapped());
  std::uint64_t asked = 0;
  QObject::connect(panel_.get(), &LivePanel::markerActivated, [&asked](std::uint64_t receipt) { asked = receipt; });
  const QRect plot = lanes().plotRect();
  const TimelineScale scale{plot, std::chrono::nanoseconds(60s).count(), std::chrono::nanoseconds(60s).count()};
  const int line = scale.x(std::chrono::nanoseconds(33s).count());
  click(*lanes().viewport(), QPoint(line, plot.center().y()));
  EXPECT_EQ(asked, 2U);
  EXPECT_EQ(model_.selectedThread(), -1);
  asked = 0;
  click(*scores().viewport(), QPoint(line + 4, 4));  // The label above the plot.
  EXPECT_EQ(asked, 2U);
}

TEST_F(LivePanelTest, ReturnAsksForTheReceiptOfTheFlagUnderTheCrosshair) {
  show(swapped());
  std::uint64_t asked = 0;
  QObject::connect(panel_.get(), &LivePanel::markerActivated, [&asked](std::uint64_t receipt) { asked = receipt; });
  QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
  model_.setCursor(40s);
  QApplication::sendEvent(&scores(), &enter);
  EXPECT_EQ(asked, 0U) << "there is no flag";
  model_.setCursor(27s);
  QApplication::sendEvent(&scores(), &enter);
  EXPECT_EQ(asked, 2U);
}

TEST_F(LivePanelTest, TheScoresTellTheirValuesAtACrosshairThatIsMovedElsewhere) {
  show(swapped());
  model_.setFrozen(true);
  const auto ground = [&] { return panel_->palette().color(QPalette::ToolTipBase); };
  const auto told = [&] { return firstColumnOf(scores(), ground()) >= 0; };
  EXPECT_FALSE(told());
  model_.setCursor(40s);
  EXPECT_TRUE(told());
  model_.setCursor(std::nullopt);
  EXPECT_FALSE(told());
}

TEST_F(LivePanelTest, AClickOnAVersionInTheLegendHidesItInBothChartsAndAnotherShowsIt) {
  show(swapped());
  auto* legend = panel_->findChild<LegendRow*>();
  ASSERT_GE(firstColumnOf(lanes(), shade(1, 0.85)), 0);
  const int title = QFontMetrics(panel_->font()).horizontalAdvance("Scores") + 2 * 8;
  const QPoint first(title + 30, legend->height() / 2);
  click(*legend, first);
  settle();
  ASSERT_TRUE(model_.isHidden(1));
  EXPECT_LT(firstColumnOf(lanes(), shade(1, 0.85)), 0);
  EXPECT_LT(firstColumnOf(scores(), shade(1, 0.26)), 0);
  EXPECT_GE(firstColumnOf(lanes(), shade(2, 0.85)), 0);
  EXPECT_TRUE(legend->accessibleName().contains("v1 ScoreOperatorV1 hidden"));
  click(*legend, first);
  EXPECT_FALSE(model_.isHidden(1));
}

TEST_F(LivePanelTest, TheLegendIsToggledByKeys) {
  show(swapped());
  auto* legend = panel_->findChild<LegendRow*>();
  QFocusEvent focus(QEvent::FocusIn);
  QApplication::sendEvent(legend, &focus);
  const auto press = [&](Qt::Key key) {
    QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
    QApplication::sendEvent(legend, &event);
  };
  press(Qt::Key_Right);
  press(Qt::Key_Space);
  EXPECT_TRUE(model_.isHidden(2));
  EXPECT_FALSE(model_.isHidden(1));
  press(Qt::Key_Left);
  press(Qt::Key_Return);
  EXPECT_TRUE(model_.isHidden(1));
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
