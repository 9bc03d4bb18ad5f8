#ifndef HOTSWAP_CORE_ENGINE_WORKER_H_
#define HOTSWAP_CORE_ENGINE_WORKER_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/mutex.h"
#include "core/base/named_thread.h"
#include "core/engine/block_scorer.h"
#include "core/engine/pacer.h"
#include "core/engine/request_source.h"
#include "core/slot/route.h"
#include "core/telemetry/thread_cell.h"

namespace hotswap {

/// What a worker is told to do.
struct WorkerOrders {
  std::chrono::nanoseconds interval{0};
  std::uint64_t rounds = 0;  ///< 0 = until stopped.
  std::uint64_t series = 0;  ///< Another number than before: rounds count from 1 again.
  bool paused = false;
  bool samples = false;  ///< Keep a sample of every request: for human rates.
};

/// What a worker works with. Everything in it outlives the worker.
struct WorkerSurroundings {
  unsigned number = 0;
  std::uint64_t series = 0;  ///< What `rounds` belongs to.
  std::uint64_t rounds = 0;  ///< Already answered under this number in that series.
  int niceness = 0;
  std::chrono::steady_clock::time_point origin;
  std::vector<RouteSlot*> slots;
  RequestSource* source = nullptr;
  ThreadCell* cell = nullptr;
  const CycleClock* cycle_clock = nullptr;
  RequestRecorder* recorder = nullptr;  ///< Null: no record.
};

/// One thread that draws requests from a source and answers them with whatever its slots publish.
///
/// Threads   Owns "hs-work-NN". The public functions on the control thread. The thread takes its lock only when orders changed
///           or it sleeps.
/// Lifetime  The destructor lets it finish the requests that it has taken, then joins.
/// Failure   An operator that never returns keeps the destructor waiting.
class Worker {
 public:
  Worker(const WorkerSurroundings& surroundings, const WorkerOrders& orders);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void Give(const WorkerOrders& orders) EXCLUDES(mutex_);

  /// Asks the worker to end after the requests that it took; does not wait.
  void AskToStop() EXCLUDES(mutex_);

  /// AskToStop(), and waits for it. The rounds that it answered in the series that it was told last.
  std::uint64_t Finish();

  /// It is out of rounds or of requests under the orders that it was given last.
  bool Finished() const;

 private:
  void Run();
  void Announce() REQUIRES(mutex_);
  bool TakeOrders() EXCLUDES(mutex_);
  void Sleep(WorkerState state, TimePoint until) EXCLUDES(mutex_);
  bool MayDraw();
  bool EverySlotHasARoute();
  void AnswerBlock(std::size_t limit);
  std::uint64_t AnswerSlot(std::uint32_t slot, std::span<const Feature> features);
  std::uint64_t AnswerRun(std::uint32_t slot, std::span<const Feature> features);
  RecordRow FirstRow(const Route& route, std::uint32_t slot) const;
  void KeepSamples(const RunSummary& run, TimePoint begin, TimePoint end);
  std::int64_t SinceOrigin(TimePoint time) const { return (time - around_.origin).count(); }

  // Fixed after construction.
  const WorkerSurroundings around_;

  // Shared.
  std::atomic<std::uint64_t> revision_{1};           // grows with each new order
  std::atomic<std::uint64_t> finished_revision_{0};  // of the last orders under which nothing was left to do
  Mutex mutex_;
  CondVar changed_;
  WorkerOrders given_ GUARDED_BY(mutex_);
  bool stop_ GUARDED_BY(mutex_) = false;

  // Only on the worker.
  WorkerOrders orders_;
  std::uint64_t seen_revision_ = 0;
  Pacer pacer_;
  BlockScorer scorer_;
  RequestBlock block_;
  std::unique_ptr<RequestStream> stream_;
  std::vector<std::unique_ptr<RouteSlot::Pin>> pins_;
  std::vector<std::uint64_t> sequences_;  // of the route that each slot had last
  std::unique_ptr<RecordLane> lane_;
  std::uint64_t series_;
  std::uint64_t rounds_;  // answered in this series
  std::size_t stride_ = 1;
  bool exhausted_ = false;
  TimePoint stamp_;  // end of the last block, or when the worker was ready for the next

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_WORKER_H_
