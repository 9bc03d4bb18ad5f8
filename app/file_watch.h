#ifndef HOTSWAP_APP_FILE_WATCH_H_
#define HOTSWAP_APP_FILE_WATCH_H_

#include <memory>

#include "core/api/engine.h"
#include "core/watch/file_watcher.h"

namespace hotswap {

/// Watches for new libraries whatever the slots of `engine` are told to watch. End it before the engine ends.
std::unique_ptr<FileWatcher> StartWatcher(Engine& engine);

}  // namespace hotswap

#endif  // HOTSWAP_APP_FILE_WATCH_H_
