#ifndef HOTSWAP_UI_PANELS_INTERVAL_BOX_H_
#define HOTSWAP_UI_PANELS_INTERVAL_BOX_H_

#include <QComboBox>
#include <chrono>

namespace hotswap::ui {

/// Chooses or takes as text the time between two requests of a thread.
///
/// Failure   A text that is no interval is told, and put back to the present one; the tool tip says what is understood.
class IntervalBox : public QComboBox {
  Q_OBJECT

 public:
  explicit IntervalBox(QWidget* parent = nullptr);

  /// Shows the engine's interval, unless the user is typing another.
  void showInterval(std::chrono::nanoseconds interval);

 Q_SIGNALS:
  void intervalChosen(std::chrono::nanoseconds interval);
  void notUnderstood(const QString& text);

 private:
  void take();

  std::chrono::nanoseconds interval_{-1};
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_INTERVAL_BOX_H_
