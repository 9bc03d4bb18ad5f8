#ifndef HOTSWAP_UI_SHELL_SHORTCUT_SHEET_H_
#define HOTSWAP_UI_SHELL_SHORTCUT_SHEET_H_

#include <QList>
#include <QMenuBar>
#include <QString>
#include <vector>

namespace hotswap::ui {

struct ShortcutLine {
  QString keys;
  QString text;
};

struct ShortcutGroup {
  QString title;
  std::vector<ShortcutLine> lines;
};

/// What keys do, as the menus have it, one group for each menu, and then what is in no menu: charts, tables, the bar.
std::vector<ShortcutGroup> shortcutGroups(const QMenuBar& menus);

/// The same for a label, in two columns.
QString shortcutSheet(const std::vector<ShortcutGroup>& groups);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_SHORTCUT_SHEET_H_
