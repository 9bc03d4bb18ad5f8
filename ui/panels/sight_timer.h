#ifndef HOTSWAP_UI_PANELS_SIGHT_TIMER_H_
#define HOTSWAP_UI_PANELS_SIGHT_TIMER_H_

#include <QTimer>
#include <QWidget>
#include <chrono>

namespace hotswap::ui {

/// Tells that a widget was in sight without a break for long enough to be read: shown, its window not minimised, and no dialog in
/// front of it that takes the input.
///
/// Threads   Main thread only.
/// Lifetime  A child of the widget that it watches.
class SightTimer : public QObject {
  Q_OBJECT

 public:
  SightTimer(QWidget& watched, std::chrono::milliseconds enough);

  /// Begins anew, as there is something else to read.
  void restart();

 Q_SIGNALS:
  void seen();  ///< Once after each restart.

 private:
  void look();
  bool inSight() const;

  QWidget& watched_;
  int looks_ = 0;  ///< In a row at which it was in sight.
  QTimer timer_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_SIGHT_TIMER_H_
