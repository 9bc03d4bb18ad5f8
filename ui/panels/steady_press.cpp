#include "ui/panels/steady_press.h"

#include <QEvent>
#include <QWidget>

namespace hotswap::ui {

SteadyPress::SteadyPress(QWidget& button, std::chrono::milliseconds still_for)
    : QObject(&button), button_(button), still_for_(still_for) {
  for (QWidget* part = &button; part != nullptr; part = part->parentWidget()) part->installEventFilter(this);
  still_.start();
}

bool SteadyPress::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::Move:
    case QEvent::Show: still_.start(); return false;
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick: return watched == &button_ && still_.elapsed() < still_for_.count();
    default: return false;
  }
}

}  // namespace hotswap::ui
