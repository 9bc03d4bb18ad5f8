#ifndef HOTSWAP_UI_PANELS_FOCUS_RING_H_
#define HOTSWAP_UI_PANELS_FOCUS_RING_H_

#include <QWidget>

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

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_FOCUS_RING_H_
