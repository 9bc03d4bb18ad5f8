#ifndef HOTSWAP_CORE_BASE_DESCRIPTOR_POLL_H_
#define HOTSWAP_CORE_BASE_DESCRIPTOR_POLL_H_

#include <poll.h>

#include <chrono>
#include <span>

namespace hotswap {

/// As poll(2), but a descriptor that is open no more (an operator may close what is not its own) tells nothing: its `fd` becomes -1,
/// its `revents` 0, and the rest is waited for. poll() itself would return at once, and a loop around it would never rest.
int PollOpen(std::span<pollfd> descriptors, std::chrono::milliseconds timeout);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_BASE_DESCRIPTOR_POLL_H_
