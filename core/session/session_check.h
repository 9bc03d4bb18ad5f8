#ifndef HOTSWAP_CORE_SESSION_SESSION_CHECK_H_
#define HOTSWAP_CORE_SESSION_SESSION_CHECK_H_

#include "core/api/snapshot.h"
#include "core/base/result.h"

namespace hotswap {

/// Whether a snapshot that was read keeps what every engine's does and clients rely on: it has a slot, slots are named by indices that
/// there are, versions are in order, lists are there, figures of totals are finite, no stretch ends before it begins. Fills in the
/// lists that may not be null. Pure otherwise; errors are clauses such as "versions[2] is of slot 7, and there are 2 slots".
Status CheckSnapshot(Snapshot& snapshot);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SESSION_SESSION_CHECK_H_
