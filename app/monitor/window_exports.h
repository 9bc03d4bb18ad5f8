#ifndef HOTSWAP_APP_MONITOR_WINDOW_EXPORTS_H_
#define HOTSWAP_APP_MONITOR_WINDOW_EXPORTS_H_

#include "ui/shell/window_options.h"

namespace hotswap {

/// Gives the window the means to write sessions and reports.
void AddExports(ui::WindowOptions& options);

}  // namespace hotswap

#endif  // HOTSWAP_APP_MONITOR_WINDOW_EXPORTS_H_
