#include "ui/shell/return_clicks.h"

#include <QAbstractButton>
#include <QKeyEvent>

namespace hotswap::ui {

ReturnClicks::ReturnClicks(QWidget& root) : QObject(&root) {
  for (QAbstractButton* button : root.findChildren<QAbstractButton*>()) button->installEventFilter(this);
}

bool ReturnClicks::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return false;
  const auto* press = static_cast<QKeyEvent*>(event);
  const bool plain = (press->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
  if (!plain || (press->key() != Qt::Key_Return && press->key() != Qt::Key_Enter)) return false;
  static_cast<QAbstractButton*>(watched)->click();
  return true;
}

}  // namespace hotswap::ui
