#include "ui/panels/sight_timer.h"

#include <QApplication>

namespace hotswap::ui {
namespace {

constexpr int kLooks = 10;  ///< A dialog that is open for less than the time between two of them hides nothing from anybody.

}  // namespace

SightTimer::SightTimer(QWidget& watched, std::chrono::milliseconds enough) : QObject(&watched), watched_(watched) {
  timer_.setInterval(enough / kLooks);
  connect(&timer_, &QTimer::timeout, this, &SightTimer::look);
}

void SightTimer::restart() {
  looks_ = 0;
  timer_.start();
}

// Looking again and again, as neither a dialog elsewhere nor a minimised window sends the widget an event.
void SightTimer::look() {
  looks_ = inSight() ? looks_ + 1 : 0;
  if (looks_ < kLooks) return;
  timer_.stop();
  Q_EMIT seen();
}

bool SightTimer::inSight() const {
  return watched_.isVisible() && !watched_.window()->isMinimized() && QApplication::activeModalWidget() == nullptr;
}

}  // namespace hotswap::ui
