#ifndef HOTSWAP_UI_SHELL_TABLE_MEMORY_H_
#define HOTSWAP_UI_SHELL_TABLE_MEMORY_H_

#include <QMap>
#include <QString>
#include <QStringList>

class QWidget;

namespace hotswap::ui {

/// What every table below `root` is set to, and what its filters let through: a text by the name of each.
QMap<QString, QString> tableTexts(const QWidget& root);

/// Sets them so. A table whose text is broken or of another number of columns is as at first; their names come back.
QStringList setTableTexts(QWidget& root, const QMap<QString, QString>& texts);

/// Shows every column in the natural order; filters stay.
void resetTables(QWidget& root);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_TABLE_MEMORY_H_
