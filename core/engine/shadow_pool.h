#ifndef HOTSWAP_CORE_ENGINE_SHADOW_POOL_H_
#define HOTSWAP_CORE_ENGINE_SHADOW_POOL_H_

#include <memory>
#include <vector>

#include "core/abi/operator_interface.h"
#include "core/api/rollout.h"
#include "core/api/worker_settings.h"
#include "core/base/clock.h"
#include "core/engine/shadow_feed.h"
#include "core/engine/shadow_thread.h"

namespace hotswap {

/// Scores copies of a slot's requests with a candidate, off the answer path: nobody gets its scores, and no live request waits.
///
/// How it is used: make the pool; publish a route whose `shadow` is feed(); to end it, publish a route without it, wait until
/// every route that names the feed is collected, then Stop().
///
/// Threads   Owns "hs-shadow-0" and so on. The public functions on the control thread, feed()'s lanes on the workers.
/// Lifetime  The candidate's instances outlive the pool; after a Stop() that left a call behind they must stay for ever.
/// Failure   A candidate that throws, or whose score is not finite, is counted. One that hangs hangs one shadow thread.
class ShadowPool {
 public:
  struct Parts {
    /// The candidate: one instance that all threads call, or one for each thread.
    std::vector<IScoreOperator*> instances;
    unsigned threads = 1;            ///< At least one.
    unsigned workers = kMaxThreads;  ///< Requests of later ones are not shadowed.
    bool recorded = false;           ///< Workers write a record and time their calls by the monotonic clock.
  };

  /// Starts the threads. Throws std::system_error when the system has no thread left.
  explicit ShadowPool(const Parts& parts);
  /// Stop(), with a limit of a second.
  ~ShadowPool();
  ShadowPool(const ShadowPool&) = delete;
  ShadowPool& operator=(const ShadowPool&) = delete;

  /// For Route::shadow.
  ShadowFeed& feed() { return *feed_; }

  /// Fills in `running` and the figures; slot, path, versions and time are the caller's.
  void FillIn(ShadowStatus& status) const;

  /// Ends the threads after their present calls; what is still queued is counted as dropped. True when all have ended within
  /// `limit`; false when a call does not come back: its thread is left behind for ever, and so must the instances be.
  bool Stop(Nanoseconds limit);

 private:
  const std::shared_ptr<ShadowFeed> feed_;
  const std::shared_ptr<ShadowFindings> findings_ = std::make_shared<ShadowFindings>();
  bool all_ended_ = true;  // as of Stop()
  std::vector<std::unique_ptr<ShadowThread>> threads_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_SHADOW_POOL_H_
