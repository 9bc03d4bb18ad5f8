#include "ui/shell/window_log.h"

namespace hotswap::ui {

Q_LOGGING_CATEGORY(windowLog, "hotswap.window")

}  // namespace hotswap::ui
