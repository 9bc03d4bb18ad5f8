#ifndef HOTSWAP_UI_CHARTS_CHART_TOOLTIP_H_
#define HOTSWAP_UI_CHARTS_CHART_TOOLTIP_H_

#include <QPainter>
#include <QPalette>
#include <QStringList>
#include <cstdint>

namespace hotswap::ui {

/// What a chart says about the point under the mouse.
struct TooltipText {
  QString title;
  std::uint32_t version = 0;  ///< Its colour stands before the lines; 0 for none.
  QStringList lines;
};

/// Where a box of `size` goes beside `anchor`: right of it, left where there is no room, always inside `bounds`.
QRect placeTooltip(QSize size, QPoint anchor, const QRect& bounds);

/// Paints a box with the text beside `anchor`, inside `bounds`.
void paintChartTooltip(QPainter& painter, const TooltipText& text, QPoint anchor, const QRect& bounds, const QPalette& palette);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_CHART_TOOLTIP_H_
