#ifndef HOTSWAP_CORE_ENGINE_SHADOW_THREAD_H_
#define HOTSWAP_CORE_ENGINE_SHADOW_THREAD_H_

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <span>

#include "core/abi/operator_interface.h"
#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/base/named_thread.h"
#include "core/engine/shadow_comparison.h"
#include "core/engine/shadow_feed.h"
#include "core/telemetry/cycle_clock.h"

namespace hotswap {

/// What the threads of a shadow found, for whoever reads it.
struct ShadowFindings {
  Mutex mutex;
  ShadowComparison comparison GUARDED_BY(mutex);
};

/// One thread that asks a candidate for the requests of some lanes of a feed.
///
/// Threads   Owns "hs-shadow-N", which gives way to the workers: nice +10 and SCHED_BATCH where the system lets it. The public
///           functions on the control thread.
/// Lifetime  Shares feed and findings with the pool: a thread that was abandoned in a call comes back to what still exists. The
///           destructor waits for the call that the thread is in; an abandoned one must never be destroyed.
/// Failure   What the candidate throws is an error of it; a thread that the candidate ends has one error more and asks no more.
class ShadowThread {
 public:
  struct Surroundings {
    unsigned number = 0;  ///< It serves the lanes number, number + threads, number + 2 * threads, ...
    unsigned threads = 1;
    IScoreOperator* op = nullptr;
    std::shared_ptr<ShadowFeed> feed;
    std::shared_ptr<ShadowFindings> findings;
    CycleClock clock;
    bool steady_clock = false;  ///< Time the calls by the monotonic clock, as a worker does that records.
  };

  explicit ShadowThread(Surroundings surroundings) : around_(std::move(surroundings)) {}
  ~ShadowThread();
  ShadowThread(const ShadowThread&) = delete;
  ShadowThread& operator=(const ShadowThread&) = delete;

  /// Throws std::system_error when the system has no thread left.
  void Start();

  /// Asks the thread to end after its present call; does not wait.
  void AskToStop() EXCLUDES(mutex_);

  /// True when the thread asks the candidate no more, waiting for that until `until`.
  bool WaitUntilEnded(TimePoint until) EXCLUDES(mutex_);

  /// Nobody waits for the thread any more.
  void Abandon() { thread_.Detach(); }

 private:
  static constexpr std::size_t kBatch = 64;

  void Run();
  void Work();
  std::size_t TakeBatch();
  void AskCandidate(std::size_t count);
  ShadowAnswer Ask(const Feature& feature);
  std::int64_t Time() const;
  std::int64_t Elapsed(std::int64_t from, std::int64_t to) const;
  void Report(std::size_t answered, std::size_t dropped);
  void DropRest();
  void Wait(std::chrono::microseconds duration) EXCLUDES(mutex_);
  void Leave() EXCLUDES(mutex_);

  // Fixed after construction.
  const Surroundings around_;

  // Shared.
  std::atomic<bool> stop_{false};
  Mutex mutex_;
  CondVar changed_;
  bool ended_ GUARDED_BY(mutex_) = false;

  // Only on the thread.
  std::array<ShadowRequest, kBatch> requests_;
  std::array<ShadowAnswer, kBatch> answers_;

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_SHADOW_THREAD_H_
