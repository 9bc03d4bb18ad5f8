#include "ui/panels/filter_line.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QToolButton>

namespace hotswap::ui {
namespace {

constexpr int kWidth = 220;

}  // namespace

FilterLine::FilterLine(const QString& name, QWidget& table, QWidget* parent) : QLineEdit(parent), table_(table) {
  setObjectName(name);
  setPlaceholderText(tr("Filter (Ctrl+F)"));
  setAccessibleName(tr("Show rows with these words"));
  setToolTip(tr("Rows that have each of these words stay; Esc shows all again"));
  setClearButtonEnabled(true);
  findChild<QToolButton*>()->setAccessibleName(tr("Show all rows"));  // Qt leaves its button without a name.
  setMaximumWidth(kWidth);
}

void FilterLine::begin() {
  Q_EMIT begun();
  setFocus(Qt::ShortcutFocusReason);
  selectAll();
}

// Else Esc is a shortcut of the window.
bool FilterLine::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    event->accept();
    return true;
  }
  return QLineEdit::event(event);
}

void FilterLine::keyPressEvent(QKeyEvent* event) {
  const int key = event->key();
  const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
  const bool leaves = plain && (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down);
  if (!leaves) return QLineEdit::keyPressEvent(event);
  if (key == Qt::Key_Escape) clear();
  table_.setFocus(Qt::OtherFocusReason);
}

void FilterLine::focusOutEvent(QFocusEvent* event) {
  QLineEdit::focusOutEvent(event);
  const bool comes_back = event->reason() == Qt::PopupFocusReason || event->reason() == Qt::ActiveWindowFocusReason;
  if (!comes_back) Q_EMIT left();
}

}  // namespace hotswap::ui
