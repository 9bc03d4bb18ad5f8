#include "ui/charts/chart_view.h"

#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QMouseEvent>

namespace hotswap::ui {
namespace {

constexpr double kGridOpacity = 0.13;

}  // namespace

ChartView::ChartView(QWidget* parent) : QChartView(new QChart, parent) {
  setFrameShape(QFrame::NoFrame);
  setMinimumSize(0, 0);
  // A graphics view accepts whatever enters, for items that might want it, and then refuses the drop: the window would get none.
  setAcceptDrops(false);
  viewport()->setAcceptDrops(false);
  chart()->setAnimationOptions(QChart::NoAnimation);
  chart()->legend()->hide();
  chart()->setMargins({});
  chart()->layout()->setContentsMargins(0, 0, 0, 0);
  chart()->setBackgroundRoundness(0);
  chart()->setDropShadowEnabled(false);
}

void ChartView::applyTheme() {
  chart()->setBackgroundBrush(palette().base());
  chart()->setBackgroundPen(Qt::NoPen);
  setBackgroundBrush(palette().base());
  for (QAbstractAxis* axis : chart()->axes()) styleAxis(*axis);
}

void ChartView::styleAxis(QAbstractAxis& axis) const {
  QFont small = font();
  small.setPointSizeF(std::max(small.pointSizeF() - 1, 7.0));
  axis.setLabelsFont(small);
  axis.setLabelsBrush(palette().text());
  axis.setGridLinePen(QPen(gridColor(), 1));
  axis.setLinePen(QPen(gridColor(), 1));
}

QColor ChartView::gridColor() const {
  QColor grid = palette().color(QPalette::Text);
  grid.setAlphaF(static_cast<float>(kGridOpacity));
  return grid;
}

// QChartView::mousePressEvent of Qt 6.4 dereferences the item under the mouse without asking whether there is one (QTBUG-118669).
void ChartView::mousePressEvent(QMouseEvent* event) {
  if (!itemAt(event->position().toPoint())) {
    event->ignore();
    return;
  }
  QChartView::mousePressEvent(event);
}

void ChartView::changeEvent(QEvent* event) {
  QChartView::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) applyTheme();
}

}  // namespace hotswap::ui
