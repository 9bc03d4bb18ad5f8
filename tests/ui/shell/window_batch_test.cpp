#include <gtest/gtest.h>

#include <QApplication>
#include <QLabel>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

#include "tests/ui/shell/window_fixture.h"
#include "ui/panels/sight_timer.h"

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

}  // namespace
}  // namespace hotswap::ui
