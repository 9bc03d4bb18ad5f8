#ifndef HOTSWAP_APP_VET_LIMITS_H_
#define HOTSWAP_APP_VET_LIMITS_H_

namespace hotswap::vet {

/// Bounds what the process may use, and ties it to its parent: no core file, no file written, 4 GiB of addresses, 10 s of
/// processor time, no new privileges, not to be traced, first to go when the machine runs out of memory, gone with `parent`.
///
/// The number of processes is left alone: the system counts it per user, so that other programs of the user would make threads of
/// a good operator fail. What keeps the library from making processes is the filter of system calls.
void LimitProcess(int parent);

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_LIMITS_H_
