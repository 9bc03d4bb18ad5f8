#ifndef HOTSWAP_CORE_ENGINE_PARKED_WORKERS_H_
#define HOTSWAP_CORE_ENGINE_PARKED_WORKERS_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/api/snapshot.h"
#include "core/engine/worker.h"

namespace hotswap {

/// The workers whose calls did not return or whose threads do not end, with everything that their threads may come back to.
///
/// Threads   Control thread only.
/// Lifetime  A worker goes when its thread has left it. Those that are still stuck at the end are never destroyed: their threads
///           run until the process ends.
class ParkedWorkers {
 public:
  ParkedWorkers() = default;
  ~ParkedWorkers();
  ParkedWorkers(const ParkedWorkers&) = delete;
  ParkedWorkers& operator=(const ParkedWorkers&) = delete;

  void Add(std::unique_ptr<Worker> worker, const StuckCall& call) { parked_.push_back({std::move(worker), call}); }

  /// Lets go of the workers whose threads came back or ended.
  void LetGo();

  /// As of the last LetGo(). Times count from `origin`.
  std::vector<ParkedThread> List(TimePoint origin) const;
  std::size_t size() const { return parked_.size(); }

  /// How many calls came back after they had been answered elsewhere, as of the last LetGo().
  std::uint64_t late() const { return late_; }

 private:
  struct Parked {
    std::unique_ptr<Worker> worker;
    StuckCall call;
  };

  std::vector<Parked> parked_;
  std::uint64_t late_ = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_PARKED_WORKERS_H_
