#include "ui/panels/focus_ring.h"

#include <QEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>

#include "ui/theme/metrics.h"

namespace hotswap::ui {

FocusRing::FocusRing(QWidget& target) : QWidget(&target) {
  setObjectName(QStringLiteral("focusRing"));
  setAttribute(Qt::WA_TransparentForMouseEvents);
  hide();
  target.installEventFilter(this);
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::FocusIn:
      surround();
      show();
      break;
    case QEvent::FocusOut: hide(); break;
    case QEvent::Resize: surround(); break;
    default: break;
  }
  return QWidget::eventFilter(watched, event);
}

void FocusRing::surround() {
  setGeometry(parentWidget()->rect());
  raise();  // Above the viewport of a scroll area.
}

void FocusRing::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(QPen(palette().color(QPalette::Highlight), kSpaceTiny));
  painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

void scrollByKeys(QScrollArea& area) {
  new FocusRing(area);
  area.setFocusPolicy(Qt::NoFocus);
  QObject::connect(area.verticalScrollBar(), &QScrollBar::rangeChanged, &area,
                   [&area](int least, int most) { area.setFocusPolicy(most > least ? Qt::StrongFocus : Qt::NoFocus); });
}

}  // namespace hotswap::ui
