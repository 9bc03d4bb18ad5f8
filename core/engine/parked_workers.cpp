#include "core/engine/parked_workers.h"

#include <utility>

#include "core/base/mutex.h"

namespace hotswap {
namespace {

/// Keeps a worker for as long as the process lives, where a leak checker finds it.
void KeepForEver(std::unique_ptr<Worker> worker) {
  static Mutex& mutex = *new Mutex;  // never destroyed: a pool may end while the process does
  static auto& kept = *new std::vector<std::unique_ptr<Worker>>;
  const MutexLock lock(mutex);
  kept.push_back(std::move(worker));
}

}  // namespace

ParkedWorkers::~ParkedWorkers() {
  LetGo();
  for (Parked& parked : parked_) KeepForEver(std::move(parked.worker));
}

void ParkedWorkers::LetGo() {
  std::erase_if(parked_, [this](const Parked& parked) {
    const bool ending = parked.call.cause == StuckCause::kEnding;
    if (ending ? !parked.worker->JoinUntil({}) : !parked.worker->left()) return false;
    late_ += parked.worker->late() ? 1 : 0;
    return true;
  });
}

std::vector<ParkedThread> ParkedWorkers::List(TimePoint origin) const {
  std::vector<ParkedThread> list;
  for (const Parked& parked : parked_) {
    const StuckCall& call = parked.call;
    list.push_back({call.worker, Worker::ThreadName(call.worker), call.slot, call.version, call.since - origin,
                    call.cause == StuckCause::kEnding});
  }
  return list;
}

}  // namespace hotswap
