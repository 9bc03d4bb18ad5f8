#ifndef HOTSWAP_APP_VET_SYSTEM_CALL_FILTER_H_
#define HOTSWAP_APP_VET_SYSTEM_CALL_FILTER_H_

namespace hotswap::vet {

/// Lets this process and its threads compute, use memory, read files, sleep and start threads, and nothing else: every other
/// system call raises SIGSYS. For good: there is no way back.
///
/// Failure  False where the system has no such filter.
bool FilterSystemCalls();

/// The name of a system call, or "a system call without a name here". For signal handlers; FilterSystemCalls() comes first.
const char* SystemCallName(int number);

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_SYSTEM_CALL_FILTER_H_
