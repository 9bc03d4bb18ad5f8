#include "ui/panels/table_menus.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMenu>

#include "ui/panels/compact_table.h"

namespace hotswap::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

QString headerText(const CompactTable& table, int column) {
  return table.model()->headerData(column, Qt::Horizontal).toString().replace(QLatin1Char('&'), QStringLiteral("&&"));
}

QMenu& makeMenu(CompactTable& table, const char* name) {
  auto* menu = new QMenu(&table);
  menu->setObjectName(QLatin1String(name));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  return *menu;
}

/// What follows the tab is shown like a shortcut; a true one would be there twice, as the table itself hears the keys.
QAction& addEntry(QMenu& menu, const char* name, const QString& text) {
  QAction* action = menu.addAction(text);
  action->setObjectName(QLatin1String(name));
  return *action;
}

void addOrder(QMenu& menu, CompactTable& table, int column) {
  const QHeaderView& header = *table.horizontalHeader();
  const int by = header.sortIndicatorSection();
  if (column >= 0) {
    const QString name = headerText(table, column);
    QAction& up = addEntry(menu, "sortUp", tr("Sort by %1, &Ascending\tAlt+Up").arg(name));
    QAction& down = addEntry(menu, "sortDown", tr("Sort by %1, &Descending\tAlt+Down").arg(name));
    up.setCheckable(true);
    down.setCheckable(true);
    up.setChecked(by == column && header.sortIndicatorOrder() == Qt::AscendingOrder);
    down.setChecked(by == column && header.sortIndicatorOrder() == Qt::DescendingOrder);
    QObject::connect(&up, &QAction::triggered, &table, [&table, column] { table.sortBy(column, Qt::AscendingOrder); });
    QObject::connect(&down, &QAction::triggered, &table, [&table, column] { table.sortBy(column, Qt::DescendingOrder); });
  }
  QAction& natural = addEntry(menu, "sortNone", tr("&Natural Order"));
  natural.setEnabled(by >= 0);
  QObject::connect(&natural, &QAction::triggered, &table, [&table] { table.sortBy(-1); });
}

void addColumns(QMenu& menu, CompactTable& table) {
  const QHeaderView& header = *table.horizontalHeader();
  for (int place = 0; place < header.count(); ++place) {
    const int column = header.logicalIndex(place);
    if (!table.columnApplies(column)) continue;
    const bool shown = !table.isColumnHidden(column);
    QAction* action = menu.addAction(headerText(table, column));
    action->setObjectName(QStringLiteral("column%1").arg(column));
    action->setCheckable(true);
    action->setChecked(shown);
    action->setEnabled(!shown || table.shownColumns() > 1);  // One stays, or there were no header to bring the others back.
    QObject::connect(action, &QAction::toggled, &table, [&table, column](bool on) { table.setColumnShown(column, on); });
  }
}

}  // namespace

void showTableMenu(CompactTable& table, int column, const QPoint& place) {
  QMenu& menu = makeMenu(table, "tableMenu");
  QAction& copy = addEntry(menu, "copyRows", tr("&Copy\tCtrl+C"));
  copy.setEnabled(table.selectionModel()->hasSelection());
  QObject::connect(&copy, &QAction::triggered, &table, [&table] { table.copySelected(); });
  QAction& copy_all = addEntry(menu, "copyAllRows", tr("Copy A&ll"));
  copy_all.setEnabled(table.model()->rowCount() > 0);
  QObject::connect(&copy_all, &QAction::triggered, &table, [&table] { table.copyAll(); });
  menu.addSeparator();
  addOrder(menu, table, column);
  menu.addSeparator();
  QMenu* columns = menu.addMenu(tr("C&olumns"));
  columns->setObjectName(QStringLiteral("columnsMenu"));
  addColumns(*columns, table);
  menu.popup(place);
}

void showHeaderMenu(CompactTable& table, int column, const QPoint& place) {
  QMenu& menu = makeMenu(table, "headerMenu");
  addOrder(menu, table, column);
  menu.addSeparator();
  addColumns(menu, table);
  menu.popup(place);
}

}  // namespace hotswap::ui
