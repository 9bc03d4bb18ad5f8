#ifndef HOTSWAP_UI_SHELL_WINDOW_LOG_H_
#define HOTSWAP_UI_SHELL_WINDOW_LOG_H_

#include <QLoggingCategory>

namespace hotswap::ui {

/// What the window tells on standard error, apart from Qt's own advice to developers: a settings file that does not fit, for example.
Q_DECLARE_LOGGING_CATEGORY(windowLog)

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_WINDOW_LOG_H_
