#include "ui/panels/icon_label.h"

#include <QGuiApplication>
#include <QPainter>

#include "ui/theme/metrics.h"

namespace hotswap::ui {

IconLabel::IconLabel(Icon which, QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setIcon(which);
}

void IconLabel::setIcon(Icon which) {
  icon_ = icon(which, QGuiApplication::palette());
  update();
}

QSize IconLabel::sizeHint() const { return {kIconSize, kIconSize}; }

void IconLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  icon_.paint(&painter, rect());
}

}  // namespace hotswap::ui
