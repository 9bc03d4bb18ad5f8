#ifndef HOTSWAP_APP_STUCK_THREADS_H_
#define HOTSWAP_APP_STUCK_THREADS_H_

#include "core/control/local_engine.h"

namespace hotswap {

/// The last act of a program whose run is finished and written: unloads the operators and returns, unless threads are stuck in
/// one or one that it started still runs. Then the process ends here with `status`, because an ordinary end would run the
/// destructors of the operator's library under them, or wait for it for ever. Which library did not let itself be loaded or
/// unloaded is told on stderr, after `program`.
void LeaveStuckThreads(LocalEngine& engine, const char* program, int status);

}  // namespace hotswap

#endif  // HOTSWAP_APP_STUCK_THREADS_H_
