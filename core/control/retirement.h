#ifndef HOTSWAP_CORE_CONTROL_RETIREMENT_H_
#define HOTSWAP_CORE_CONTROL_RETIREMENT_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/control/event_log.h"
#include "core/control/swap_ledger.h"
#include "core/control/version_catalogue.h"
#include "core/loading/operator_loader.h"

namespace hotswap {

/// One version's part in a route: both null, or both not.
struct ArmPlan {
  Version* version = nullptr;
  Instance* instance = nullptr;
};

/// What a slot publishes: see Route.
struct RoutePlan {
  ArmPlan stable{};
  ArmPlan candidate{};
  UserShare users{};               ///< The candidate's, unless `candidate_threads` says who answers with it.
  unsigned candidate_threads = 0;  ///< Over 0: so many workers.
  bool hold = false;               ///< Nobody answers; `stable` did, and is kept.
  bool whole_blocks = false;
  std::uint32_t observe_stride = 0;
  ShadowFeed* shadow = nullptr;
  std::uint32_t shadow_stride = 1;
};

/// Gate G8: finds out which replaced routes nobody uses, and unloads what need not stay.
///
/// Threads  Control thread only.
class Retirement {
 public:
  Retirement(VersionCatalogue& catalogue, OperatorLoader& loader, SwapLedger& ledger, EventLog& events)
      : catalogue_(catalogue), loader_(loader), ledger_(ledger), events_(events) {}

  /// Publishes `instance` of `version` in its slot as a fresh route; the route before goes into limbo. Returns the new route;
  /// `before` gets the one that it replaced, or null.
  const Route* Publish(std::uint32_t slot, Version& version, Instance& instance, const Route*& before);

  /// The same for any route. Instances and feed stay until the route is collected.
  const Route* Publish(std::uint32_t slot, const RoutePlan& plan, const Route*& before);

  /// What the slot published last; without a stable version before the first publication.
  const RoutePlan& Present(std::uint32_t slot) { return plans_[slot]; }

  /// Routes that may still put requests into this feed.
  bool Feeds(const ShadowFeed& feed) const;

  /// Names of threads that hold replaced routes of the slot.
  std::vector<std::string> HoldersOf(std::uint32_t slot) const;

  /// Destroys the routes that no worker holds and retires what no longer has to stay loaded. `now` counts from the engine's
  /// start. True when something went away.
  bool Collect(std::chrono::nanoseconds now);

  /// Names the threads that hold replaced routes. Receipts do not wait for a route that only stuck threads hold: it may be for
  /// ever.
  void LookAtHolders();

  /// Unloads everything, published or not, but what a stuck thread is in. No other worker runs any more. Without it the owner of
  /// the catalogue would run the operators' destructors and dlclose on its own thread.
  void ReleaseAll();

  /// True while some replaced route may still be in use.
  bool pending() const;

 private:
  struct Owner {
    std::uint32_t slot;
    RoutePlan plan;
  };

  bool Routed(const Instance& instance) const;
  void RetireIdle(std::uint32_t slot, Version& version, std::map<const Instance*, Fate>& fates, std::chrono::nanoseconds now);
  Fate Retire(std::uint32_t slot, Version& version, Instance& instance, std::chrono::nanoseconds now);

  VersionCatalogue& catalogue_;
  OperatorLoader& loader_;
  SwapLedger& ledger_;
  EventLog& events_;
  std::map<const Route*, Owner> owners_;           // of every route that exists
  std::map<std::uint32_t, const Route*> current_;  // by slot
  std::map<std::uint32_t, RoutePlan> plans_;       // of the current ones
  std::chrono::nanoseconds looked_{0};             // at the holders
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_RETIREMENT_H_
