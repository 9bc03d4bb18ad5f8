#ifndef HOTSWAP_UI_PANELS_STEADY_PRESS_H_
#define HOTSWAP_UI_PANELS_STEADY_PRESS_H_

#include <QElapsedTimer>
#include <QObject>
#include <chrono>

class QWidget;

namespace hotswap::ui {

/// Lets a button take no press of the mouse until it has stood still for a while: who presses what has just slid under the pointer
/// meant something else. Keys act at once.
///
/// Lifetime  A child of the button. It looks at the ancestors that the button has when this is made.
class SteadyPress : public QObject {
  Q_OBJECT

 public:
  SteadyPress(QWidget& button, std::chrono::milliseconds still_for);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget& button_;
  const std::chrono::milliseconds still_for_;
  QElapsedTimer still_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_STEADY_PRESS_H_
