#ifndef HOTSWAP_UI_VIEWMODELS_TABLE_ROLES_H_
#define HOTSWAP_UI_VIEWMODELS_TABLE_ROLES_H_

#include <Qt>

namespace hotswap::ui {

/// What the models of tables answer besides Qt's own roles.
enum TableRole {
  kTableSortRole = Qt::UserRole + 100,  ///< What a column is ordered by: a number or a text; invalid where there is no value.
  kTableTextRole,                       ///< The cell as it is copied and searched, where that is more than what is shown.
  kTableSlotRole,                       ///< The name of the slot that the row is about; empty for none.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_TABLE_ROLES_H_
