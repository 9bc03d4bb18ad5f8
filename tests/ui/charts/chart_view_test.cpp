#include "ui/charts/chart_view.h"

#include <gtest/gtest.h>

#include <QDragEnterEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QUrl>

#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

class ChartViewTest : public testing::OffscreenTest {};

TEST_F(ChartViewTest, SurvivesAClickWhereThereIsNoItem) {
  ChartView view;
  view.resize(300, 200);
  view.show();
  settle();
  view.setScene(new QGraphicsScene(&view));
  ASSERT_EQ(view.itemAt(QPoint(10, 10)), nullptr);
  QMouseEvent press(QEvent::MouseButtonPress, QPointF(10, 10), view.mapToGlobal(QPoint(10, 10)), Qt::LeftButton, Qt::LeftButton,
                    Qt::NoModifier);
  QApplication::sendEvent(view.viewport(), &press);
  EXPECT_TRUE(view.isVisible());
}

TEST_F(ChartViewTest, LeavesADropToTheWindow) {
  QWidget window;
  window.setAcceptDrops(true);
  const ChartView view(&window);
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile("/tmp/a.so")});
  QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  enter.ignore();
  QApplication::sendEvent(view.viewport(), &enter);
  EXPECT_FALSE(enter.isAccepted());
}

TEST_F(ChartViewTest, FollowsAChangeOfThePalette) {
  ChartView view;
  view.resize(100, 100);
  view.show();
  settle();
  QPalette palette = view.palette();
  palette.setColor(QPalette::Base, QColor(10, 20, 30));
  view.setPalette(palette);
  settle();
  EXPECT_EQ(view.grab().toImage().pixelColor(50, 50), QColor(10, 20, 30));
}

}  // namespace
}  // namespace hotswap::ui
