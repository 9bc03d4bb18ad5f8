#ifndef HOTSWAP_CORE_SLOT_ROUTE_H_
#define HOTSWAP_CORE_SLOT_ROUTE_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/slot/slot.h"
#include "core/slot/user_share.h"

struct IScoreOperator;

namespace hotswap {

class ShadowFeed;
class VersionCells;

/// One operator instance that a route sends requests to. Immutable but for the workers' stamps.
///
/// Threads   Each worker writes its own stamp only.
/// Lifetime  The instance and the cells outlive the arm.
struct Arm {
  static constexpr std::size_t kMaxThreads = 64;

  /// When a worker's first run on this arm began and its last one ended, since the engine started; negative: none.
  struct alignas(64) Stamp {
    std::atomic<std::int64_t> first_ns{-1};
    std::atomic<std::int64_t> last_ns{-1};
  };

  std::uint32_t version = 0;
  IScoreOperator* op = nullptr;
  std::vector<IScoreOperator*> own;  ///< One for each worker, of an operator that must not be shared; empty: all use `op`.
  VersionCells* cells = nullptr;
  mutable std::array<Stamp, kMaxThreads> stamps;

  /// What answers the requests of a worker.
  IScoreOperator& Of(unsigned thread) const { return own.empty() ? *op : *own[thread]; }
};

/// Which arm of a route answers a request.
enum class RouteMode : std::uint8_t {
  kSingle,     ///< `stable` all of them.
  kByUsers,    ///< `candidate` those of the users in `users`, `stable` the others.
  kByThreads,  ///< `candidate` those of the workers 0 to candidate_threads - 1, `stable` the others.
  /// Nobody: workers let go of the route before and wait, as before the slot's first publication, also those of other slots'
  /// requests. Those that are in the middle of a block (unless whole_blocks is set) keep what is left of it and answer it with
  /// what is published next. Before WorkerPool::Stop(), Apply() or UseSource() something else must be published: what a worker
  /// has in hand when it is told to end during a hold is counted as lost.
  kHold,
};

/// What a slot publishes: who answers its requests.
///
/// Threads   Read by workers under a pin.
/// Lifetime  Made fresh for every publication, rollbacks included. Instances, cells and feed outlive the route: the controller
///           counts the routes of an instance and lets it go after the last.
struct Route {
  static constexpr std::size_t kMaxThreads = Arm::kMaxThreads;

  std::uint64_t sequence = 0;  ///< Only grows, over all routes of a slot.
  RouteMode mode = RouteMode::kSingle;
  Arm stable;                    ///< Unused while mode is kHold.
  std::optional<Arm> candidate;  ///< For kByUsers and kByThreads.
  UserShare users;               ///< For kByUsers.
  unsigned candidate_threads = 0;

  /// A worker in the middle of a block answers what is left of it by the route that the block began with. In a source that names
  /// slots, each stretch of one slot's requests is a block: a thread in a call of one slot holds no version of another. What is
  /// left after a rescue, or after a hold that came without this flag, is a block of its own.
  bool whole_blocks = false;

  /// One answer in so many is copied for whoever judges, per worker; 0: none. See RequestTap.
  std::uint32_t observe_stride = 0;
  ShadowFeed* shadow = nullptr;  ///< Gets a copy of one request in `shadow_stride`, with its answer; null: no shadow.
  std::uint32_t shadow_stride = 1;

  bool answers() const { return mode != RouteMode::kHold; }

  /// What answers the worker's requests; unless the mode is kByUsers, which tells users apart.
  const Arm& OfThread(unsigned thread) const {
    return mode == RouteMode::kByThreads && thread < candidate_threads ? *candidate : stable;
  }

  /// What answers a request of this user on that worker.
  const Arm& Of(int user_id, unsigned thread) const {
    return mode == RouteMode::kByUsers && users.Has(user_id) ? *candidate : OfThread(thread);
  }
};

using RouteSlot = Slot<const Route>;

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SLOT_ROUTE_H_
