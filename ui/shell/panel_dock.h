#ifndef HOTSWAP_UI_SHELL_PANEL_DOCK_H_
#define HOTSWAP_UI_SHELL_PANEL_DOCK_H_

#include <QDockWidget>

namespace hotswap::ui {

/// A dock that hides its title bar while a tab says the same; the tab can still be dragged out. Its content takes no keys while it is
/// behind another tab.
class PanelDock : public QDockWidget {
  Q_OBJECT

 public:
  /// `name` is the key of the saved layout.
  PanelDock(const char* name, const QString& title, QWidget* content, QWidget* parent);

  /// To be called after any dock of the window moved: what is beside this one decides.
  void updateTitleBar();

 Q_SIGNALS:
  void arrangementChanged();

 private:
  void stepAside(bool floats);
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_PANEL_DOCK_H_
