#ifndef HOTSWAP_APP_VET_LIMITS_H_
#define HOTSWAP_APP_VET_LIMITS_H_

#include <cstddef>

namespace hotswap::vet {

/// Bounds what the process may use, and ties it to its parent: no core file, no file written, MostMemory() of its own,
/// `cpu_seconds` of processor time, no new privileges, not to be traced, first to go when the machine runs out of memory, gone with `parent`.
///
/// The number of processes is left alone: the system counts it per user, so that other programs of the user would make threads of
/// a good operator fail. What keeps the library from making processes is the filter of system calls.
void LimitProcess(int parent, unsigned cpu_seconds);

/// Bytes that the process may have for itself, on the heap or in mappings that it may write: three quarters of the machine's memory,
/// and 4 GiB at least. Files that are mapped to be read, as models are, do not count.
std::size_t MostMemory();

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_LIMITS_H_
