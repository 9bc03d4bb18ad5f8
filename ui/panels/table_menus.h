#ifndef HOTSWAP_UI_PANELS_TABLE_MENUS_H_
#define HOTSWAP_UI_PANELS_TABLE_MENUS_H_

class QPoint;

namespace hotswap::ui {

class CompactTable;

/// Opens the menu of a table's rows at a place of the screen: copy, order by `column`, columns that are shown.
void showTableMenu(CompactTable& table, int column, const QPoint& place);

/// The same for its header: order by `column` (-1: none), and each column to hide or show.
void showHeaderMenu(CompactTable& table, int column, const QPoint& place);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_TABLE_MENUS_H_
