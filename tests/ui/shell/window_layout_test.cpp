#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScreen>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <algorithm>

#include "tests/ui/shell/window_fixture.h"
#include "ui/viewmodels/operators_view_model.h"

namespace hotswap::ui {
namespace {

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

TEST_F(WindowLayoutTest, EveryControlHasANameForAScreenReader) {
  open();
  for (const char* name : {"operatorsList", "targetBox", "spanBox", "threadsBox", "intervalBox", "threadsTable", "eventsTable",
                           "receiptsTable", "eventLevel", "noticeMore", "noticeClose", "scenarioStop"}) {
    EXPECT_FALSE(find<QWidget>(name)->accessibleName().isEmpty()) << name;
  }
}

}  // namespace
}  // namespace hotswap::ui
