#ifndef HOTSWAP_UI_PANELS_FOCUS_RING_H_
#define HOTSWAP_UI_PANELS_FOCUS_RING_H_

#include <QWidget>

class QScrollArea;

namespace hotswap::ui {

/// A line around a widget that takes the keyboard and has no frame of its own: it shows where keys go.
///
/// Lifetime  A child of the widget.
class FocusRing : public QWidget {
  Q_OBJECT

 public:
  explicit FocusRing(QWidget& target);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void surround();
};

/// The arrow keys scroll it, with a ring around it, while there is something to scroll upwards or downwards; else Tab passes it by.
void scrollByKeys(QScrollArea& area);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_FOCUS_RING_H_
