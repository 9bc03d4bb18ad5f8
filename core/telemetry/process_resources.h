#ifndef HOTSWAP_CORE_TELEMETRY_PROCESS_RESOURCES_H_
#define HOTSWAP_CORE_TELEMETRY_PROCESS_RESOURCES_H_

#include "core/api/snapshot.h"

namespace hotswap {

/// Resident memory, open descriptors and memory mappings of this process now, from /proc/self; zeros where that is not mounted.
/// The descriptors that the reading itself opens are not counted. Takes system calls: not for a worker.
ResourceUse ReadProcessResources();

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_PROCESS_RESOURCES_H_
