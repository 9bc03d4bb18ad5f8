#ifndef HOTSWAP_UI_PANELS_SOFT_BREAKS_H_
#define HOTSWAP_UI_PANELS_SOFT_BREAKS_H_

#include <QString>

namespace hotswap::ui {

/// The text with places in it where a line may break within long words, such as the names of files and symbols; nothing is seen of them.
/// Without these a label is as wide as its longest word, or cuts it.
QString withSoftBreaks(const QString& text);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_SOFT_BREAKS_H_
