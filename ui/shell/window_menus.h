#ifndef HOTSWAP_UI_SHELL_WINDOW_MENUS_H_
#define HOTSWAP_UI_SHELL_WINDOW_MENUS_H_

#include <QList>

class QAction;
class QMenuBar;

namespace hotswap::ui {

class WindowActions;

/// Fills the menu bar: File, Operator, View, Help. `panels` are the actions that show and hide the panels.
void buildMenus(QMenuBar& bar, WindowActions& actions, const QList<QAction*>& panels);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_WINDOW_MENUS_H_
