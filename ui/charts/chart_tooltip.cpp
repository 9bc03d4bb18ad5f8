#include "ui/charts/chart_tooltip.h"

#include <algorithm>

#include "ui/theme/metrics.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr int kDistance = 12;
constexpr int kStripe = 4;  ///< Width of the coloured edge.

QFont bold(QFont font) {
  font.setBold(true);
  return font;
}

QSize textSize(const QFont& font, const TooltipText& text) {
  const QFontMetrics title_metrics(bold(font));
  const QFontMetrics metrics(font);
  int width = title_metrics.horizontalAdvance(text.title);
  for (const QString& line : text.lines) width = std::max(width, metrics.horizontalAdvance(line));
  return {width, title_metrics.height() + static_cast<int>(text.lines.size()) * metrics.height()};
}

}  // namespace

QRect placeTooltip(QSize size, QPoint anchor, const QRect& bounds) {
  QRect box(anchor + QPoint(kDistance, kDistance), size);
  if (box.right() > bounds.right()) box.moveRight(anchor.x() - kDistance);
  if (box.left() < bounds.left()) box.moveLeft(bounds.left());
  if (box.bottom() > bounds.bottom()) box.moveBottom(anchor.y() - kDistance);
  if (box.top() < bounds.top()) box.moveTop(bounds.top());
  return box;
}

void paintChartTooltip(QPainter& painter, const TooltipText& text, QPoint anchor, const QRect& bounds, const QPalette& palette) {
  const QMargins padding(kStripe + kSpaceMedium, kSpaceSmall, kSpaceMedium, kSpaceSmall);
  const QFont font = painter.font();
  const QSize size = textSize(font, text).grownBy(padding);
  const QRect box = placeTooltip(size, anchor, bounds.adjusted(1, 1, -1, -1));
  const bool dark = isDark(palette);

  painter.setPen(blended(palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase), 0.35));
  painter.setBrush(palette.toolTipBase());
  painter.drawRect(box.adjusted(0, 0, -1, -1));
  if (text.version != 0) {
    painter.fillRect(QRect(box.left(), box.top(), kStripe, box.height()), versionColor(text.version, dark));
  }

  painter.setPen(palette.color(QPalette::ToolTipText));
  QRect line = box.marginsRemoved(padding);
  painter.setFont(bold(font));
  painter.drawText(line, Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine, text.title);
  line.setTop(line.top() + painter.fontMetrics().height());
  painter.setFont(font);
  for (const QString& words : text.lines) {
    painter.drawText(line, Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine, words);
    line.setTop(line.top() + painter.fontMetrics().height());
  }
}

}  // namespace hotswap::ui
