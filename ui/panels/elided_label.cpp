#include "ui/panels/elided_label.h"

#include <QPainter>

namespace hotswap::ui {

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) { setTextFormat(Qt::PlainText); }

QString ElidedLabel::shownText() const {
  const int room = contentsRect().width();
  // Asked for at its own width, a text may come back cut: elision counts the overhang of the last letter too.
  const bool fits = fontMetrics().horizontalAdvance(text()) <= room;
  return fits ? text() : fontMetrics().elidedText(text(), Qt::ElideMiddle, room);
}

QSize ElidedLabel::minimumSizeHint() const { return {1, QLabel::minimumSizeHint().height()}; }

void ElidedLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(palette().color(foregroundRole()));
  painter.drawText(contentsRect(), Qt::AlignLeft | Qt::AlignVCenter, shownText());
}

}  // namespace hotswap::ui
