#ifndef HOTSWAP_APP_VET_MEMORY_CHECKS_H_
#define HOTSWAP_APP_VET_MEMORY_CHECKS_H_

#include <cstdint>

#include "app/vet/operator_calls.h"
#include "app/vet/vetting_context.h"

namespace hotswap::vet {

/// Lets fresh instances live and answer while each block of memory has a fence: see heap_fence.h. Their scores must be the same,
/// whatever was in the blocks before.
void CheckHeap(const VettingContext& context);

/// Whether memory grows with each call, without end. A cache or a history that fills and then stays is no leak: growth is
/// followed over windows of calls, each twice as long as the one before, until
///
///  - a window of at least 4,096 calls, or one that ends after 12 ms, adds nothing: in order;
///  - 16 MiB are reached and the growth still goes on as it began: refused;
///  - 200 ms of processor time (400 ms for quick calls), or three times as much wall time, are over without either: a warning. What such a slow operator loses for good, CheckInstanceLeak
///    refuses; what it only keeps in its instance, its author may bound.
void CheckCallLeak(const VettingContext& context, const Instance& instance);

/// The same for instances that are created, answer one request and are destroyed: up to 64 of them, of slow ones at least 16.
/// Growth that goes on until then is refused.
void CheckInstanceLeak(const VettingContext& context);

/// The same where that would take too long, once the instance is destroyed: looks for a great loss since `before` bytes lived, and
/// makes another instance only where there seems to be one.
void CheckGreatLoss(const VettingContext& context, std::int64_t before);

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_MEMORY_CHECKS_H_
