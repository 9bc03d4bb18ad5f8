#include "ui/shell/match_delegate.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

namespace hotswap::ui {
namespace {

QList<QTextLayout::FormatRange> formatsOf(const QList<int>& positions) {
  QTextCharFormat found;
  found.setFontWeight(QFont::Bold);
  found.setFontUnderline(true);
  QList<QTextLayout::FormatRange> formats;
  for (const int position : positions) formats.append({position, 1, found});
  return formats;
}

}  // namespace

void MatchDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const auto positions = index.data(kMatchRole).value<QList<int>>();
  if (positions.isEmpty()) return QStyledItemDelegate::paint(painter, option, index);
  QStyleOptionViewItem item = option;
  initStyleOption(&item, index);
  const QStyle* style = item.widget != nullptr ? item.widget->style() : QApplication::style();
  QTextLayout layout(item.text, item.font);
  layout.setFormats(formatsOf(positions));
  layout.beginLayout();
  const QTextLine line = layout.createLine();
  layout.endLayout();
  const QRect room = style->subElementRect(QStyle::SE_ItemViewItemText, &item, item.widget);
  item.text.clear();  // The style draws the row, its selection and focus.
  style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
  const auto group = !(item.state & QStyle::State_Enabled) ? QPalette::Disabled : QPalette::Active;
  const auto role = (item.state & QStyle::State_Selected) != 0 ? QPalette::HighlightedText : QPalette::Text;
  painter->save();
  painter->setPen(item.palette.color(group, role));
  painter->setClipRect(room);
  const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &item, item.widget) + 1;
  layout.draw(painter, QPointF(room.left() + margin, room.top() + (room.height() - line.height()) / 2));
  painter->restore();
}

}  // namespace hotswap::ui
