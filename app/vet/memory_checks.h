#ifndef HOTSWAP_APP_VET_MEMORY_CHECKS_H_
#define HOTSWAP_APP_VET_MEMORY_CHECKS_H_

#include "app/vet/operator_calls.h"
#include "app/vet/vetting_context.h"

namespace hotswap::vet {

/// Lets fresh instances live and answer while each block of memory has a fence: see heap_fence.h. Their scores must be the same,
/// whatever was in the blocks before.
void CheckHeap(const VettingContext& context);

/// Whether memory grows with each call. A cache that fills and then stays is none: growth counts only when it goes on in every
/// one of several windows, each twice as long as the one before.
void CheckCallLeak(const VettingContext& context, const Instance& instance);

/// The same for instances that are created and destroyed.
void CheckInstanceLeak(const VettingContext& context);

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_MEMORY_CHECKS_H_
