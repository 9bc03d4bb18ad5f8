#ifndef HOTSWAP_APP_STUCK_THREADS_H_
#define HOTSWAP_APP_STUCK_THREADS_H_

#include "core/control/local_engine.h"

namespace hotswap {

/// The last act of a program whose run is finished and written: returns, unless threads are stuck in an operator, or one that
/// it started still runs. Then the process ends here with `status`, because an ordinary end would run the destructors of the operator's library under them.
void LeaveStuckThreads(const LocalEngine& engine, int status);

}  // namespace hotswap

#endif  // HOTSWAP_APP_STUCK_THREADS_H_
