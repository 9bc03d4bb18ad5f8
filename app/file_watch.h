#ifndef HOTSWAP_APP_FILE_WATCH_H_
#define HOTSWAP_APP_FILE_WATCH_H_

#include <memory>

#include "core/api/engine.h"
#include "core/watch/file_watcher.h"

namespace hotswap {

/// Watches for new libraries, once it is started, whatever the slots of an engine are told to watch.
std::unique_ptr<FileWatcher> MakeWatcher();

/// While this lives the engine hears of them.
class Watching {
 public:
  Watching(FileWatcher& watcher, Engine& engine) : watcher_(watcher) { watcher_.Start(engine); }
  ~Watching() { watcher_.Stop(); }
  Watching(const Watching&) = delete;
  Watching& operator=(const Watching&) = delete;

 private:
  FileWatcher& watcher_;
};

}  // namespace hotswap

#endif  // HOTSWAP_APP_FILE_WATCH_H_
