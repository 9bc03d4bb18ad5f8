#include "core/base/descriptor_poll.h"

#include <algorithm>

#include "core/base/clock.h"

namespace hotswap {
namespace {

using std::chrono::milliseconds;

/// How many were closed.
int TakeOutClosed(std::span<pollfd> descriptors) {
  int closed = 0;
  for (pollfd& one : descriptors) {
    if (one.fd < 0 || (one.revents & POLLNVAL) == 0) continue;
    one.fd = -1;
    one.revents = 0;
    ++closed;
  }
  return closed;
}

}  // namespace

int PollOpen(std::span<pollfd> descriptors, milliseconds timeout) {
  const TimePoint end = SteadyClock().Now() + timeout;
  for (milliseconds left = timeout;;
       left = std::max(milliseconds(0), std::chrono::ceil<milliseconds>(end - SteadyClock().Now()))) {
    const int told = poll(descriptors.data(), descriptors.size(), static_cast<int>(left.count()));
    if (told <= 0) return told;
    const int closed = TakeOutClosed(descriptors);
    if (closed == 0 || told > closed || left.count() == 0) return told - closed;
  }
}

}  // namespace hotswap
