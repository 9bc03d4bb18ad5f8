#ifndef HOTSWAP_UI_PANELS_TABLE_STATE_H_
#define HOTSWAP_UI_PANELS_TABLE_STATE_H_

#include <QString>
#include <optional>
#include <vector>

namespace hotswap::ui {

/// What a person set a table to: its order and which columns are out of sight.
struct TableState {
  int columns = 0;     ///< That the table has; those of another table mean nothing.
  int sorted_by = -1;  ///< -1: the natural order.
  bool descending = false;
  std::vector<int> hidden;  ///< Ascending; never all of them.

  friend bool operator==(const TableState&, const TableState&) = default;
};

/// "columns=10 sort=8 order=descending hidden=3+5".
QString toText(const TableState& state);

/// Nothing for a text that is not of toText(), or that no table of its number of columns can be in.
std::optional<TableState> parseTableState(const QString& text);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_TABLE_STATE_H_
