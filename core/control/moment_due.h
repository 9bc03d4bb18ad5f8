#ifndef HOTSWAP_CORE_CONTROL_MOMENT_DUE_H_
#define HOTSWAP_CORE_CONTROL_MOMENT_DUE_H_

#include <chrono>
#include <cstdint>
#include <optional>

#include "core/api/moment.h"

namespace hotswap {

/// What a slot looks like to a version that waits. Times count from the engine's start.
struct MomentLook {
  std::chrono::nanoseconds now{0};
  std::chrono::nanoseconds ready{0};       ///< Since when the version waits.
  std::uint64_t requests = 0;              ///< Answered by the slot.
  std::optional<double> requests_per_s{};  ///< Nothing before it is known.
};

/// Whether the version takes over now, or begins to: thread by thread and at a barrier, that is at once. Pure.
bool MomentHasCome(const Moment& moment, const MomentLook& look);

/// When to ask again after `look`, for which it had not come.
std::chrono::nanoseconds NextMomentLook(const Moment& moment, const MomentLook& look);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_MOMENT_DUE_H_
