#ifndef HOTSWAP_CORE_BASE_THREAD_PROBE_H_
#define HOTSWAP_CORE_BASE_THREAD_PROBE_H_

#include <sys/types.h>

#include <optional>
#include <string>

#include "core/base/clock.h"

namespace hotswap {

/// What the kernel says that a thread is doing.
enum class ThreadActivity {
  kRunnable,  ///< On a processor or waiting for its turn; also when the kernel does not tell.
  kAsleep,    ///< Waits for a lock, a timer, a device.
  kGone,      ///< There is no such thread in this process.
};

// Looks at a thread of this process from outside, by its kernel id. Any thread; a system call or the reading of a file under /proc.

ThreadActivity ActivityOfThread(pid_t thread);

/// The processor time that it has used; nothing when there is no such thread.
std::optional<Nanoseconds> CpuTimeOfThread(pid_t thread);

/// How long it has waited for its turn on a processor, without a wait that still lasts; nothing when there is no such thread or
/// the kernel does not tell.
std::optional<Nanoseconds> QueueTimeOfThread(pid_t thread);

/// Its name, such as "hs-work-03", or "thread 1234" when it has none or is gone.
std::string NameOfThread(pid_t thread);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_BASE_THREAD_PROBE_H_
