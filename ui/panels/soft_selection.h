#ifndef HOTSWAP_UI_PANELS_SOFT_SELECTION_H_
#define HOTSWAP_UI_PANELS_SOFT_SELECTION_H_

#include <QPalette>

namespace hotswap::ui {

/// The roles of a list or table whose selected row is tinted, not filled: a version's swatch stays visible on it.
QPalette softSelection(const QPalette& palette);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_SOFT_SELECTION_H_
