#include <gtest/gtest.h>

#include <QKeyEvent>
#include <QLabel>

#include "tests/ui/panels/live_panel_fixture.h"
#include "ui/charts/legend_row.h"

namespace hotswap::ui {
namespace {

class LivePanelGesturesTest : public LivePanelTest {};

TEST_F(LivePanelGesturesTest, ARubberBandShowsItsStretchInBothChartsAndFreezes) {
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

TEST_F(LivePanelGesturesTest, AKeyThatMovesTheCrosshairMovesWhatIsToldAlsoWhereTheMouseRests) {
  show(swapped());
  const QRect plot = scores().plotRect();
  send(*scores().viewport(), QEvent::MouseMove, QPoint(plot.left() + plot.width() * 2 / 5, plot.center().y()));
  ASSERT_TRUE(model_.cursor());
  model_.stepCursor(-20);
  settle();
  LivePanel untouched(model_, clock_);
  untouched.resize(panel_->size());
  untouched.show();
  settle();
  const auto* other = untouched.findChild<ScoreChart*>();
  EXPECT_EQ(scores().viewport()->grab().toImage(), other->viewport()->grab().toImage()) << "no mouse rests in that one";
}

TEST_F(LivePanelGesturesTest, TheRubberBandIsSeenUntilTheButtonIsReleased) {
  show(swapped());
  const QRect plot = scores().plotRect();
  const QPoint inside(plot.left() + 350, plot.top() + 2);
  const QColor before = scores().viewport()->grab().toImage().pixelColor(inside);
  send(*scores().viewport(), QEvent::MouseButtonPress, QPoint(plot.left() + 300, plot.center().y()));
  send(*scores().viewport(), QEvent::MouseMove, QPoint(plot.left() + 400, plot.center().y()));
  EXPECT_NE(scores().viewport()->grab().toImage().pixelColor(inside), before);
}

TEST_F(LivePanelGesturesTest, TheLivePictureComesBackWithItsWholeSpan) {
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

TEST_F(LivePanelGesturesTest, ZoomingStartsFromThePictureThatIsSeenNotFromTheNewestSnapshot) {
  show(swapped());
  clock_.advance(40ms);
  panel_->tick();
  QKeyEvent minus(QEvent::KeyPress, Qt::Key_Plus, Qt::NoModifier);
  model_.setCursor(0ms);
  QApplication::sendEvent(&lanes(), &minus);
  EXPECT_EQ(model_.window().to_ns, std::chrono::nanoseconds(60s + 40ms).count());
}

TEST_F(LivePanelGesturesTest, AClickOnAFlagAsksForItsReceiptAndSelectsNoThread) {
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

TEST_F(LivePanelGesturesTest, ReturnAsksForTheReceiptOfTheFlagUnderTheCrosshair) {
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

TEST_F(LivePanelGesturesTest, TheScoresTellTheirValuesAtACrosshairThatIsMovedElsewhere) {
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

TEST_F(LivePanelGesturesTest, AClickOnAVersionInTheLegendHidesItInBothChartsAndAnotherShowsIt) {
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

TEST_F(LivePanelGesturesTest, TheLegendIsToggledByKeys) {
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

}  // namespace
}  // namespace hotswap::ui
