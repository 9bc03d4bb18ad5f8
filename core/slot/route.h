#ifndef HOTSWAP_CORE_SLOT_ROUTE_H_
#define HOTSWAP_CORE_SLOT_ROUTE_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/slot/slot.h"

struct IScoreOperator;

namespace hotswap {

class VersionCells;

/// What a slot publishes: which operator instance answers its requests. Immutable but for the workers' stamps.
///
/// Threads   Read by workers under a pin; each worker writes its own stamp only.
/// Lifetime  Made fresh for every publication, rollbacks included. The instance and the cells outlive the route: the controller
///           counts the routes of an instance and lets it go after the last.
struct Route {
  static constexpr std::size_t kMaxThreads = 64;

  /// When a worker's first block on this route began and its last one ended, since the engine started; negative: none.
  struct alignas(64) Stamp {
    std::atomic<std::int64_t> first_ns{-1};
    std::atomic<std::int64_t> last_ns{-1};
  };

  std::uint64_t sequence = 0;  ///< Only grows, over all routes of a slot.
  std::uint32_t version = 0;
  IScoreOperator* stable = nullptr;
  std::vector<IScoreOperator*> own;  ///< One for each worker, of an operator that must not be shared; empty: all use `stable`.
  VersionCells* cells = nullptr;
  mutable std::array<Stamp, kMaxThreads> stamps;

  /// What answers the requests of a worker.
  IScoreOperator& Of(unsigned thread) const { return own.empty() ? *stable : *own[thread]; }
};

using RouteSlot = Slot<const Route>;

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SLOT_ROUTE_H_
