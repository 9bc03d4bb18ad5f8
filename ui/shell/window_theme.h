#ifndef HOTSWAP_UI_SHELL_WINDOW_THEME_H_
#define HOTSWAP_UI_SHELL_WINDOW_THEME_H_

#include <QString>
#include <optional>

class QApplication;

namespace hotswap::ui {

enum class Theme { kSystem, kLight, kDark };

/// "system", "light" or "dark"; nothing for another text.
std::optional<Theme> parseTheme(const QString& name);
QString themeName(Theme theme);

/// Gives the application the Fusion style and the theme's palette; kSystem follows the desktop's.
void applyTheme(QApplication& application, Theme theme);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_WINDOW_THEME_H_
