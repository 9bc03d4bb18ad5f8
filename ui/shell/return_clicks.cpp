#include "ui/shell/return_clicks.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QKeyEvent>

namespace hotswap::ui {
namespace {

bool isBelow(const QObject* one, const QObject& root) {
  while (one != nullptr && one != &root) one = one->parent();
  return one != nullptr;
}

}  // namespace

// Not the buttons that are there now: a form makes some anew.
ReturnClicks::ReturnClicks(QWidget& root) : QObject(&root), root_(root) { qApp->installEventFilter(this); }

bool ReturnClicks::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) return false;
  auto* button = qobject_cast<QAbstractButton*>(watched);
  if (button == nullptr || !isBelow(button, root_) || qobject_cast<QDialog*>(button->window()) != nullptr) return false;
  const auto* press = static_cast<QKeyEvent*>(event);
  if ((press->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier) return false;
  if (event->type() == QEvent::ShortcutOverride) {
    // Then the key is the box's own, and no longer the window's.
    if (press->key() == Qt::Key_Space && qobject_cast<QCheckBox*>(button) != nullptr) event->accept();
    return false;
  }
  if (press->key() != Qt::Key_Return && press->key() != Qt::Key_Enter) return false;
  button->click();
  return true;
}

}  // namespace hotswap::ui
