#include "ui/charts/chart_tooltip.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

TEST(ChartTooltipTest, StaysInsideAtEveryPoint) {
  const QRect bounds(0, 0, 400, 200);
  for (int x = 0; x < 400; x += 7) {
    for (int y = 0; y < 200; y += 7)
      EXPECT_TRUE(bounds.contains(placeTooltip(QSize(150, 60), QPoint(x, y), bounds))) << x << ' ' << y;
  }
}

TEST(ChartTooltipTest, DoesNotHideThePointWhereThereIsRoom) {
  const QRect bounds(0, 0, 400, 200);
  for (const QPoint point : {QPoint(10, 10), QPoint(390, 190), QPoint(200, 100), QPoint(390, 10)}) {
    EXPECT_FALSE(placeTooltip(QSize(150, 60), point, bounds).contains(point)) << point.x();
  }
}

}  // namespace
}  // namespace hotswap::ui
