#include "ui/shell/shortcut_sheet.h"

#include <QCoreApplication>
#include <QMenu>
#include <algorithm>

#include "ui/shell/explained_action.h"

namespace hotswap::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

/// "Load .so": without the mark of the mnemonic and the dots of a dialog.
QString plainText(const QString& text) { return withoutMnemonic(text).remove(QStringLiteral("…")); }

void addLines(ShortcutGroup& group, const QMenu& menu) {
  for (const QAction* action : menu.actions()) {
    if (action->menu() != nullptr) {
      addLines(group, *action->menu());
      continue;
    }
    const QKeySequence keys = shortcutOf(*action);
    if (keys.isEmpty()) continue;
    // Beside a span the menu's title is what makes a sentence of it.
    const bool alone = action->actionGroup() == nullptr;
    const QString text = plainText(action->text());
    group.lines.push_back({keys.toString(QKeySequence::NativeText), alone ? text : tr("Show the last %1").arg(text)});
  }
}

ShortcutGroup chartKeys() {
  return {tr("In a chart"),
          {{tr("+, −, wheel"), tr("Zoom around the crosshair, or around the pointer")},
           {tr("Drag"), tr("Show what lies between")},
           {tr("Left, Right, Home, End"), tr("Pan, as dragging with Shift or the middle button does")},
           {tr("Ctrl+Left, Ctrl+Right"), tr("Move the crosshair through all charts from bar to bar")},
           {tr("Return"), tr("Open the receipt of the flag at the crosshair, as a click on it does")},
           {tr("Space (in the legend)"), tr("Hide or show a version, as a click on it does")},
           {tr("Esc"), tr("Show the live picture and the whole span again")}}};
}

ShortcutGroup tableKeys() {
  return {tr("In a table or list"),
          {{tr("Return"), tr("Swap to the operator selected in the list, as a double click does")},
           {tr("Alt+Up, Alt+Down"), tr("Sort the table by the current column; once more: as it was")},
           {tr("Ctrl+C"), tr("Copy the selected rows of a table")},
           {tr("Menu, Shift+F10"), tr("Copy, sort, choose columns")}}};
}

ShortcutGroup barKeys() {
  return {tr("In the bar"), {{tr("Alt+L, T, W, R, I"), tr("Go to slot, target, window, threads, interval")}}};
}

QString rowsOf(const ShortcutGroup& group) {
  QString rows =
      QStringLiteral("<tr><td colspan='2' style='padding-top:6px'><b>%1</b></td></tr>").arg(group.title.toHtmlEscaped());
  for (const ShortcutLine& line : group.lines) {
    rows += QStringLiteral(
                "<tr><td style='padding-right:16px; white-space:nowrap'>%1</td><td style='white-space:nowrap'>%2</td></tr>")
                .arg(line.keys.toHtmlEscaped(), line.text.toHtmlEscaped());
  }
  return rows;
}

std::size_t heightOf(const ShortcutGroup& group) { return group.lines.size() + 1; }

}  // namespace

std::vector<ShortcutGroup> shortcutGroups(const QMenuBar& menus) {
  std::vector<ShortcutGroup> groups;
  for (const QAction* title : menus.actions()) {
    if (title->menu() == nullptr) continue;
    ShortcutGroup group{plainText(title->text()), {}};
    addLines(group, *title->menu());
    if (!group.lines.empty()) groups.push_back(std::move(group));
  }
  for (ShortcutGroup (*keys)() : {chartKeys, tableKeys, barKeys}) groups.push_back(keys());
  return groups;
}

QString shortcutSheet(const std::vector<ShortcutGroup>& groups) {
  std::size_t all = 0;
  for (const ShortcutGroup& group : groups) all += heightOf(group);
  QString columns[2];
  std::size_t placed = 0;
  for (const ShortcutGroup& group : groups) {
    const bool first = placed + heightOf(group) / 2 < all / 2;
    columns[first ? 0 : 1] += rowsOf(group);
    placed += heightOf(group);
  }
  return QStringLiteral("<table><tr><td style='padding-right:32px'><table>%1</table></td><td><table>%2</table></td></tr></table>")
      .arg(columns[0], columns[1]);
}

}  // namespace hotswap::ui
