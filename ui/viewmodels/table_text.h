#ifndef HOTSWAP_UI_VIEWMODELS_TABLE_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_TABLE_TEXT_H_

#include <QAbstractItemModel>
#include <QString>
#include <vector>

namespace hotswap::ui {

/// These rows and columns with a line of headers, separated by tabs, as spreadsheets take them: each line ends with a line feed, tabs
/// and line feeds within a cell become spaces. A cell that is cut on the screen is whole here (kTableTextRole).
QString tableText(const QAbstractItemModel& model, const std::vector<int>& rows, const std::vector<int>& columns);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_TABLE_TEXT_H_
