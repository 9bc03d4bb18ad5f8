#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include "tests/ui/shell/window_fixture.h"
#include "ui/panels/sight_timer.h"
#include "ui/viewmodels/events_view_model.h"

namespace hotswap::ui {
namespace {

/// Several files that were picked together, judged one after the other while a person looks on.
class WindowBatchTest : public WindowFixture {
 protected:
  bool sheetShows(const QString& title) {
    return waitFor(
        [&] { return find<QWidget>("verdictPanel")->isVisible() && find<QLabel>("verdictTitle")->text().startsWith(title); });
  }

  bool isJudged(int file) {
    const auto* files = find<QTabBar>("verdictFiles");
    return files->count() > file && files->isTabEnabled(file);
  }

  /// Lets layouts that are due happen.
  static void settle() {
    for (int i = 0; i < 5; ++i) QApplication::processEvents();
  }

  QPoint placeOf(const char* name) {
    auto* widget = find<QWidget>(name);
    return widget->mapTo(window_.get(), widget->rect().center());
  }

  void clickAt(const QPoint& place) {
    QWidget* under = window_->childAt(place);
    ASSERT_NE(under, nullptr);
    QTest::mouseClick(under, Qt::LeftButton, {}, under->mapFrom(window_.get(), place));
  }
};

TEST_F(WindowBatchTest, NoButtonSlidesUnderThePointerWhileTheFilesComeIn) {
  open();
  drop({"/opt/libwarn.so", "/opt/libctr.so", "/opt/libbad.so"});
  ASSERT_TRUE(sheetShows("libwarn.so"));
  Q_EMIT find<SightTimer>("verdictSight")->seen();
  settle();
  const QPoint next = placeOf("verdictNext");
  const QPoint go_live = placeOf("verdictGoLive");
  ASSERT_TRUE(waitFor([&] { return isJudged(1); }));
  EXPECT_EQ(placeOf("verdictNext"), next);
  EXPECT_EQ(placeOf("verdictGoLive"), go_live);
  clickAt(next);
  EXPECT_EQ(submitted<SwapToVersion>(), 0);
  EXPECT_TRUE(find<QLabel>("verdictTitle")->text().startsWith("libctr.so"));
  ASSERT_TRUE(waitFor([&] { return isJudged(2); }));
  EXPECT_EQ(placeOf("verdictNext"), next);
}

TEST_F(WindowBatchTest, EveryFileHasItsTabFromTheFirstPageOn) {
  open();
  drop({"/opt/libwarn.so", "/opt/libctr.so"});
  ASSERT_TRUE(sheetShows("libwarn.so"));
  auto* files = find<QTabBar>("verdictFiles");
  EXPECT_TRUE(files->isVisible());
  ASSERT_EQ(files->count(), 2);
  EXPECT_EQ(files->tabText(1), "libctr.so");
  EXPECT_FALSE(files->isTabEnabled(1));
}

TEST_F(WindowBatchTest, AnErrorMovesNothingInAnOpenSheet) {
  open();
  drop({"/opt/libwarn.so"});
  ASSERT_TRUE(sheetShows("libwarn.so"));
  settle();
  const QPoint go_live = placeOf("verdictGoLive");
  engine_.Report(EventLevel::kError, "v1 failed.");
  ASSERT_TRUE(waitFor([&] { return find<QWidget>("noticeBar")->isVisible(); }));
  settle();
  EXPECT_EQ(placeOf("verdictGoLive"), go_live);
}

TEST_F(WindowBatchTest, WhatCannotGoLiveIsNotOfferedAndTheKeySaysWhy) {
  open();
  drop({"/opt/libbad.so"});
  ASSERT_TRUE(sheetShows("libbad.so"));
  EXPECT_FALSE(find<QAction>("goLive")->isEnabled());
  press(Qt::Key_Return, Qt::ControlModifier);
  settle();
  EXPECT_EQ(find<QLabel>("statusNews")->toolTip(), "Nothing changed: libbad.so, which the verdict shows, was refused");
  press(Qt::Key_Escape);
  EXPECT_FALSE(find<QAction>("tellWhyNotLive")->isEnabled());
}

TEST_F(WindowBatchTest, TheEventOfAVersionOpensItsVerdictAndIsToldInFull) {
  open();
  load("/opt/libctr.so");
  press(Qt::Key_Return, Qt::ControlModifier);
  find<QDockWidget>("eventsDock")->raise();
  auto* events = find<QTableView>("eventsTable");
  ASSERT_TRUE(waitFor([&] { return events->model()->index(0, EventsViewModel::kText).data().toString() == "v1 answers now."; }));
  events->selectRow(0);
  EXPECT_EQ(find<QPlainTextEdit>("eventText")->toPlainText(), "v1 answers now.");
  Q_EMIT events->activated(events->model()->index(0, 0));
  EXPECT_TRUE(sheetShows("libctr.so"));
}

TEST_F(WindowBatchTest, ASheetBesideOpenDetailsTakesNoRoomFromThePanelsBelow) {
  open();
  load("/opt/libctr.so");
  press(Qt::Key_Return, Qt::ControlModifier);
  window_->resize(780, 700);
  settle();
  engine_.Report(EventLevel::kError, "v1 failed.");
  ASSERT_TRUE(waitFor([&] { return find<QWidget>("noticeBar")->isVisible(); }));
  find<QAction>("errorDetails")->trigger();
  settle();
  auto* below = find<QDockWidget>("totalsDock");
  const int before = below->height();
  press(Qt::Key_F7);
  ASSERT_TRUE(sheetShows("libctr.so"));
  settle();
  EXPECT_EQ(below->height(), before);
  press(Qt::Key_Escape);
  settle();
  EXPECT_EQ(below->height(), before);
}

TEST_F(WindowBatchTest, MillionsOfErrorsDoNotWidenTheWindow) {
  open();
  load("/opt/libctr.so");
  press(Qt::Key_Return, Qt::ControlModifier);
  find<QLabel>("statusErrors")->setText("21.8 M errors, 244 k not finite");
  find<QLabel>("statusErrors")->show();
  find<QLabel>("statusStuck")->setText("2 stuck threads");
  find<QLabel>("statusStuck")->show();
  EXPECT_LE(find<QWidget>("statusStrip")->minimumSizeHint().width(), 800);
}

}  // namespace
}  // namespace hotswap::ui
