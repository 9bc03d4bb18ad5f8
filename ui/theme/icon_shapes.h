#ifndef HOTSWAP_UI_THEME_ICON_SHAPES_H_
#define HOTSWAP_UI_THEME_ICON_SHAPES_H_

#include <QPainterPath>

#include "ui/theme/icons.h"

namespace hotswap::ui {

/// An icon as shapes on a 16 x 16 grid.
struct IconShape {
  QPainterPath filled;   ///< Painted with the icon's colour.
  QPainterPath stroked;  ///< Drawn with a round pen of 1.6 units.
  QPainterPath cut;      ///< Drawn over `filled` in the colour that shows on it.
};

IconShape iconShape(Icon which);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_THEME_ICON_SHAPES_H_
