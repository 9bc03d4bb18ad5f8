#include <gtest/gtest.h>

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyle>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "tests/ui/contrast.h"
#include "tests/ui/shell/window_fixture.h"
#include "ui/charts/legend_row.h"
#include "ui/panels/focus_ring.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/operators_view_model.h"
#include "ui/viewmodels/receipts_view_model.h"

namespace hotswap::ui {
namespace {

/// By its style, by itself, or by a ring around it.
bool paintsItsFocus(QWidget& stop) {
  const auto* ring = stop.findChild<FocusRing*>(QString(), Qt::FindDirectChildrenOnly);
  return qobject_cast<QAbstractButton*>(&stop) != nullptr || qobject_cast<QTabBar*>(&stop) != nullptr ||
         qobject_cast<QComboBox*>(&stop) != nullptr || qobject_cast<QAbstractSpinBox*>(&stop) != nullptr ||
         qobject_cast<QAbstractItemView*>(&stop) != nullptr || qobject_cast<LegendRow*>(&stop) != nullptr ||
         (ring != nullptr && ring->isVisible());
}

/// The text may be transparent.
double contrastOver(const QColor& text, const QColor& ground) { return contrast(blended(text, ground, text.alphaF()), ground); }

class WindowLayoutTest : public WindowFixture {};

TEST_F(WindowLayoutTest, AHiddenPanelStaysHiddenInTheNextRunAndResetLayoutBringsItBack) {
  open();
  find<QDockWidget>("operatorsDock")->hide();
  window_->close();
  open();
  EXPECT_FALSE(find<QDockWidget>("operatorsDock")->isVisible());
  find<QAction>("resetLayout")->trigger();
  EXPECT_TRUE(find<QDockWidget>("operatorsDock")->isVisible());
}

TEST_F(WindowLayoutTest, ABrokenLayoutIsIgnored) {
  {
    QSettings raw(settings_file_, QSettings::IniFormat);
    raw.setValue("window/geometry", QByteArray("nonsense"));
    raw.setValue("window/state", QByteArray("\xff\xff\xff broken"));
  }
  open();
  EXPECT_TRUE(find<QDockWidget>("operatorsDock")->isVisible());
  EXPECT_GE(window_->width(), 700);
}

TEST_F(WindowLayoutTest, AFirstStartFitsOnASmallScreen) {
  open();
  const QSize screen = window_->screen()->availableSize();
  ASSERT_LT(screen.width(), 1366) << "else this shows nothing";
  EXPECT_LT(window_->width(), screen.width());
  EXPECT_LT(window_->height(), screen.height());
}

TEST_F(WindowLayoutTest, ResettingTheLayoutDoesNotWidenASmallWindow) {
  open();
  window_->resize(700, 520);
  QApplication::processEvents();
  ASSERT_EQ(window_->width(), 700);
  find<QAction>("resetLayout")->trigger();
  QApplication::processEvents();
  EXPECT_EQ(window_->width(), 700);
}

TEST_F(WindowLayoutTest, AnErrorWithALongPathChangesNoWidth) {
  open();
  auto* bar = find<QWidget>("noticeBar");
  auto* dock = find<QDockWidget>("operatorsDock");
  const int window_before = window_->width();
  const int dock_before = dock->width();
  engine_.Report(EventLevel::kError, "/opt/" + std::string(400, 'x') + ".so was not loaded: it is not an ELF file.");
  ASSERT_TRUE(waitFor([&] { return bar->isVisible(); }));
  find<QAction>("errorDetails")->trigger();
  QApplication::processEvents();
  EXPECT_EQ(window_->width(), window_before);
  EXPECT_EQ(dock->width(), dock_before);
}

TEST_F(WindowLayoutTest, ASmallWindowHasWholeTabsAndAHintOfTwoLines) {
  open();
  window_->resize(800, 560);
  QApplication::processEvents();
  EXPECT_EQ(window_->width(), 800);
  const auto bars = window_->findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly);
  ASSERT_FALSE(bars.isEmpty());
  for (const QTabBar* bar : bars) {
    EXPECT_TRUE(waitFor([bar] { return bar->elideMode() == Qt::ElideNone; })) << "titles are cut";
    EXPECT_TRUE(bar->usesScrollButtons()) << "and those beyond the edge can be reached";
  }
  for (const char* name : {"firstStep0", "firstStep1", "firstStep2"}) {
    const auto* step = find<QLabel>(name);
    EXPECT_LE(step->heightForWidth(step->width()), 2 * step->fontMetrics().lineSpacing() + 1) << name;
  }
}

TEST_F(WindowLayoutTest, OperatorsKeepRoomForANameAndAState) {
  open();
  auto* dock = find<QDockWidget>("operatorsDock");
  window_->resizeDocks({dock}, {10}, Qt::Horizontal);
  QApplication::processEvents();
  EXPECT_GE(dock->width(), 160);
}

TEST_F(WindowLayoutTest, ANarrowToolBarLeavesOutALabelTogetherWithItsBox) {
  open();
  for (int width = 1200; width >= 640; width -= 10) {
    window_->resize(width, 600);
    QApplication::processEvents();
    for (const char* name : {"spanBox", "threadsBox", "intervalBox"}) {
      auto* box = find<QWidget>(name);
      const auto labels = window_->findChildren<QLabel*>();
      const auto label = std::find_if(labels.begin(), labels.end(), [box](const QLabel* l) { return l->buddy() == box; });
      ASSERT_NE(label, labels.end());
      EXPECT_EQ((*label)->isVisible(), box->isVisible()) << name << " at " << width;
    }
  }
}

TEST_F(WindowLayoutTest, TheArrowOfANarrowToolBarIsSeenInEveryTheme) {
  open();
  for (const char* theme : {"theme_light", "theme_dark"}) {
    find<QAction>(theme)->trigger();
    window_->resize(700, 600);
    QApplication::processEvents();
    auto* arrow = find<QToolButton>("qt_toolbar_ext_button");
    ASSERT_TRUE(arrow->isVisible());
    const QImage drawn = arrow->icon().pixmap(16, 16).toImage();
    const int ground = arrow->palette().color(QPalette::Window).lightness();
    int most = 0;
    for (int x = 0; x < drawn.width(); ++x) {
      const QColor pixel = drawn.pixelColor(x, drawn.height() / 2);
      if (pixel.alpha() > 200) most = std::max(most, std::abs(pixel.lightness() - ground));
    }
    EXPECT_GT(most, 120) << theme;
  }
}

TEST_F(WindowLayoutTest, HintsCanBeReadInEveryTheme) {
  open();
  for (const char* theme : {"theme_system", "theme_light", "theme_dark"}) {
    find<QAction>(theme)->trigger();
    const QPalette palette = QApplication::palette();
    EXPECT_GE(contrastOver(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Window)), 4.5) << theme;
  }
}

TEST_F(WindowLayoutTest, ColumnsOfATableKeepADistance) {
  open();
  auto* table = find<QTableView>("receiptsTable");
  QHeaderView& header = *table->horizontalHeader();
  find<QDockWidget>("receiptsDock")->raise();
  window_->resize(1600, 700);  // Columns that are scrolled out of sight have no pixels.
  QApplication::processEvents();
  const QImage drawn = header.viewport()->grab().toImage();
  for (const int column : {ReceiptsViewModel::kFrom, ReceiptsViewModel::kPublish}) {
    const int border = header.sectionViewportPosition(column);
    ASSERT_LT(border + 4, drawn.width()) << column;
    for (const int x : {border - 5, border - 4, border - 3, border + 2, border + 3, border + 4}) {
      for (int y = 2; y < drawn.height() - 2; ++y) {
        // The beginning of the section before is empty, as its text stands at the right: so looks the ground.
        const int empty = border - header.sectionSize(column - 1) + 8;
        ASSERT_EQ(drawn.pixel(x, y), drawn.pixel(empty, y)) << column << " " << x - border;
      }
    }
  }
}

TEST_F(WindowLayoutTest, ATabCountsTheRowsOfItsTable) {
  open();
  load("/opt/score_op_v1.so");
  press(Qt::Key_Return, Qt::ControlModifier);
  drop({"/opt/libbad.so"});
  auto* table = find<QTableView>("receiptsTable");
  auto* dock = find<QDockWidget>("receiptsDock");
  ASSERT_TRUE(waitFor([&] { return table->model()->rowCount() == 2; }));
  EXPECT_TRUE(waitFor([&] { return dock->windowTitle() == "Swap receipts (2)"; })) << dock->windowTitle().toStdString();
}

TEST_F(WindowLayoutTest, TheKeyboardNeverGoesIntoAPanelBehindATab) {
  open();
  load("/opt/score_op_v1.so");
  const QList<QDockWidget*> behind{find<QDockWidget>("threadsDock"), find<QDockWidget>("eventsDock"),
                                   find<QDockWidget>("receiptsDock")};
  for (int step = 0; step < 60; ++step) {
    QTest::keyClick(QApplication::focusWidget() != nullptr ? QApplication::focusWidget() : window_.get(), Qt::Key_Tab);
    for (const QDockWidget* dock : behind) EXPECT_FALSE(dock->isAncestorOf(QApplication::focusWidget())) << step;
  }
  find<QDockWidget>("eventsDock")->raise();
  EXPECT_TRUE(waitFor([&] { return find<QTableView>("eventsTable")->isEnabled(); }));
  find<QDockWidget>("totalsDock")->raise();
  EXPECT_TRUE(waitFor([&] { return !find<QTableView>("eventsTable")->isEnabled(); }));
}

TEST_F(WindowLayoutTest, EveryStopOfTabShowsThatItHasTheKeyboard) {
  open();
  window_->resize(800, 540);
  load("/opt/score_op_v1.so");
  press(Qt::Key_Return, Qt::ControlModifier);
  ASSERT_TRUE(waitFor([&] { return active() == 1; }));
  RolloutStatus rollout;
  rollout.slot = "score";
  rollout.stable = rollout.candidate = 1;
  rollout.steps = {{.share = 5}, {.share = 100}};
  rollout.guards.resize(8);
  engine_.rollouts() = {rollout};
  auto* scrolled = find<QScrollArea>("rolloutScroll");
  ASSERT_TRUE(waitFor([&] { return scrolled->verticalScrollBar()->maximum() > 0; }));
  bool reached_guards = false;
  for (int step = 0; step < 60; ++step) {
    QTest::keyClick(QApplication::focusWidget() != nullptr ? QApplication::focusWidget() : window_.get(), Qt::Key_Tab);
    QWidget* const stop = QApplication::focusWidget();
    ASSERT_NE(stop, nullptr);
    EXPECT_TRUE(paintsItsFocus(*stop)) << stop->metaObject()->className() << ' ' << stop->objectName().toStdString();
    reached_guards = reached_guards || stop == scrolled;
  }
  EXPECT_TRUE(reached_guards) << "the keys that scroll have no way to them";
}

TEST_F(WindowLayoutTest, TheTabSaysThatAFilterHidesEvents) {
  open();
  load("/opt/score_op_v1.so");
  auto* dock = find<QDockWidget>("eventsDock");
  ASSERT_TRUE(waitFor([&] { return dock->windowTitle() == "Events (1)"; }));
  find<QComboBox>("eventLevel")->setCurrentIndex(2);
  EXPECT_TRUE(waitFor([&] { return dock->windowTitle() == "Events (0 of 1)"; })) << dock->windowTitle().toStdString();
}

TEST_F(WindowLayoutTest, EveryControlHasANameForAScreenReader) {
  open();
  for (const char* name : {"operatorsList", "targetBox", "spanBox", "threadsBox", "intervalBox", "threadsTable", "eventsTable",
                           "receiptsTable", "eventLevel", "noticeMore", "noticeClose", "scenarioStop", "operatorsVerdict",
                           "verdictClose", "verdictGoLive", "verdictScroll", "parkedNote", "statusStuck"}) {
    EXPECT_FALSE(find<QWidget>(name)->accessibleName().isEmpty()) << name;
  }
}

}  // namespace
}  // namespace hotswap::ui
