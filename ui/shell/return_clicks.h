#ifndef HOTSWAP_UI_SHELL_RETURN_CLICKS_H_
#define HOTSWAP_UI_SHELL_RETURN_CLICKS_H_

#include <QObject>

class QWidget;

namespace hotswap::ui {

/// Lets Return press the focused button: Space, which does so elsewhere, freezes the picture in this window. A check box keeps Space,
/// too: nothing that is taken for a command happens by it.
class ReturnClicks : public QObject {
  Q_OBJECT

 public:
  /// Of every button below `root`, also of those that come later; dialogs have keys of their own.
  explicit ReturnClicks(QWidget& root);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget& root_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_RETURN_CLICKS_H_
