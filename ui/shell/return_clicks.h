#ifndef HOTSWAP_UI_SHELL_RETURN_CLICKS_H_
#define HOTSWAP_UI_SHELL_RETURN_CLICKS_H_

#include <QObject>

class QWidget;

namespace hotswap::ui {

/// Lets Return press the focused button: Space, which does so elsewhere, freezes the picture in this window.
class ReturnClicks : public QObject {
  Q_OBJECT

 public:
  /// Watches every button that is below `root` now.
  explicit ReturnClicks(QWidget& root);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_RETURN_CLICKS_H_
