#ifndef HOTSWAP_CORE_LOADING_LEFT_FOR_EVER_H_
#define HOTSWAP_CORE_LOADING_LEFT_FOR_EVER_H_

#include <memory>

namespace hotswap {

/// Takes what a thread is in that may never come back, such as an operator: it is not destroyed before the process ends.
///
/// Threads  Any.
void LeaveForEver(std::shared_ptr<void> stuck);

/// Whether there is such a thing: the process must not end through exit(), which would run destructors of libraries under that
/// thread, or wait for ever for the dynamic loader.
bool AnyLeftForEver();

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_LEFT_FOR_EVER_H_
