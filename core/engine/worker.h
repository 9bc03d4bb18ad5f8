#ifndef HOTSWAP_CORE_ENGINE_WORKER_H_
#define HOTSWAP_CORE_ENGINE_WORKER_H_

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/mutex.h"
#include "core/base/named_thread.h"
#include "core/engine/block_scorer.h"
#include "core/engine/handover.h"
#include "core/engine/label_tap.h"
#include "core/engine/request_source.h"
#include "core/engine/request_tap.h"
#include "core/engine/run_claim.h"
#include "core/engine/user_partition.h"
#include "core/engine/watchdog.h"
#include "core/slot/route.h"
#include "core/telemetry/thread_cell.h"

namespace hotswap {

/// As a niceness: the kernel's SCHED_IDLE, which gives a processor only when nothing else wants it.
inline constexpr int kIdlePriority = 20;

/// What a worker works with. Everything in it outlives the worker.
struct WorkerSurroundings {
  unsigned number = 0;
  std::uint64_t series = 0;  ///< What `rounds` belongs to.
  std::uint64_t rounds = 0;  ///< Already answered under this number in that series.
  int niceness = 0;
  Nanoseconds call_limit{0};  ///< A call that lasts longer may be stuck; see CallWatch.
  std::chrono::steady_clock::time_point origin;
  std::vector<RouteSlot*> slots;
  RequestSource* source = nullptr;
  ThreadCell* cell = nullptr;
  const CycleClock* cycle_clock = nullptr;
  RequestRecorder* recorder = nullptr;  ///< Null: no record.
};

/// A call that does not come back.
struct StuckCall {
  unsigned worker = 0;
  std::uint64_t run = 0;  ///< Of that worker.
  std::size_t call = 0;   ///< Index in the run.
  std::uint32_t slot = 0;
  std::uint64_t route = 0;  ///< Sequence.
  std::uint32_t version = 0;
  TimePoint since;
  StuckCause cause = StuckCause::kBusy;
};

/// One thread that draws requests from a source and answers them with whatever its slots publish.
///
/// Threads   Owns "hs-work-NN". The public functions on the control thread, which alone publishes routes and lets them go. The
///           thread takes its lock only when orders changed or it sleeps.
/// Lifetime  The destructor lets it finish the requests that it has taken, then joins. A worker whose run was claimed stays alive
///           until left(): its thread comes back to it, or never does. What surrounds it may be gone by then.
/// Failure   An operator that never returns, or whose thread_local objects do not let themselves be destroyed, keeps the
///           destructor waiting, unless its run was claimed. JoinUntil() tells beforehand.
class Worker {
 public:
  Worker(const WorkerSurroundings& surroundings, const WorkerOrders& orders);
  /// One that goes on where a stuck one was.
  Worker(const WorkerSurroundings& surroundings, Handover handover);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// "hs-work-03".
  static std::string ThreadName(unsigned number);

  /// Throws std::system_error when the system has no thread left; the worker can then be told to fail its requests.
  void Start();

  void Give(const WorkerOrders& orders) EXCLUDES(mutex_);

  /// Asks the worker to end; does not wait. The call in flight is answered; of the other requests that it took those that nobody
  /// began are answered, too, or, with `give_back`, given back to the source: nothing else comes of that source.
  void AskToStop(bool give_back) EXCLUDES(mutex_);

  /// True when its thread is through with its work, waiting for that until `until`.
  bool WaitUntilEnded(TimePoint until) EXCLUDES(mutex_);

  /// Of a worker whose work ended: true when its thread ended, too, waiting for that until `until`. Until then destructors of
  /// thread_local objects of operators may run on it.
  bool JoinUntil(TimePoint until) { return thread_.JoinUntil(until); }
  /// What a thread that does not end is parked as.
  StuckCall Ending(TimePoint since) const;

  /// Of a worker whose work ended: the rounds that it answered in the series that it was told last.
  std::uint64_t rounds() const { return hand_.rounds; }

  /// It is out of rounds or of requests under the orders that it was given last.
  bool Finished() const;

  /// Looks whether the call that it is in is stuck.
  std::optional<StuckCall> LookAtCall(TimePoint now);
  TimePoint NextLook(TimePoint now) const { return watch_.NextLook(now); }
  /// Of a worker that ended: its operator ended its thread, and a run was left open.
  bool LeftARunOpen() const { return claim_.Look().has_value(); }

  /// Takes the stuck call's run, and with it all that the worker had in hand, out of its hands. Nothing when the call came back
  /// in time: the worker goes on. After a claim its thread is on its own, and holds no version but the one that it is stuck in.
  std::optional<Handover> Claim(const StuckCall& stuck) EXCLUDES(mutex_);

  /// Answers what was handed over, and was not answered yet, by errors of the version that was stuck. For a worker that was not
  /// started, and before the next Collect(). The rounds, as rounds() tells them.
  std::uint64_t FailAll() EXCLUDES(mutex_);

  /// The thread will touch nothing of this worker any more.
  bool left() const { return left_.load(std::memory_order_acquire); }
  /// The call came back after its run was claimed: its answer was discarded.
  bool late() const { return late_.load(std::memory_order_relaxed); }

 private:
  // On the control thread.
  void Announce() REQUIRES(mutex_);
  Handover HandOver() EXCLUDES(mutex_);

  // On the worker: worker_loop.cpp.
  void Run();
  bool Work();
  void Leave() EXCLUDES(mutex_);
  bool TakeOrders() EXCLUDES(mutex_);
  void Sleep(WorkerState state, TimePoint until) EXCLUDES(mutex_);
  bool MayDraw();
  bool EverySlotAnswers();
  bool GoOn();
  bool AnswerBlock(std::size_t limit);
  bool AnswerRest();
  bool GiveBackRest();
  bool AnswerSlot(std::uint32_t slot, std::size_t end_of_slot);
  void BeginSlot(std::uint32_t slot) EXCLUDES(mutex_);
  void LetGoOfOthers(std::uint32_t slot);
  /// A stretch of the block whose requests one arm answers.
  struct Stretch {
    const Route& route;
    const Arm& arm;
    std::uint32_t slot;
    std::size_t end;
  };
  Stretch NextStretch(std::uint32_t slot, std::size_t end);
  bool AnswerRun(const Stretch& stretch);
  std::size_t EndOfSlot(std::uint32_t slot) const;
  void FailCall(std::uint32_t slot);
  void Account(const Stretch& stretch, RunSummary run, TimePoint begin);
  BlockScorer::Rows RowsOf(const Stretch& stretch) const;
  BlockScorer::Rows FailedRowsOf(const Stretch& stretch) const;
  void NoteHold();
  void GoOnInBlock(std::uint32_t slot) EXCLUDES(mutex_);
  void AwaitRoutes(std::uint32_t slot) EXCLUDES(mutex_);
  void KeepSamples(const RunSummary& run, TimePoint begin, TimePoint end);
  std::int64_t SinceOrigin(TimePoint time) const { return (time - around_.origin).count(); }

  // Fixed after construction.
  const WorkerSurroundings around_;

  // Shared.
  RunClaim claim_;
  std::atomic<pid_t> kernel_id_{0};
  std::atomic<bool> give_back_{false};  // what nobody began
  std::atomic<bool> late_{false};
  std::atomic<bool> left_{false};                    // the thread's last word
  std::atomic<std::uint64_t> revision_{1};           // grows with each new order
  std::atomic<std::uint64_t> finished_revision_{0};  // of the last orders under which nothing was left to do
  Mutex mutex_;
  CondVar changed_;
  WorkerOrders given_ GUARDED_BY(mutex_);
  bool stop_ GUARDED_BY(mutex_) = false;
  bool ended_ GUARDED_BY(mutex_) = false;

  // Only on the control thread.
  CallWatch watch_;

  // Only on the worker, and on the control thread once that has claimed the run.
  WorkInHand hand_;
  RequestBlock block_;
  std::size_t done_ = 0;  // requests of the block that are answered
  std::optional<FailedCall> failed_;
  const Route* route_ = nullptr;  // of the run
  const Arm* arm_ = nullptr;      // of the run
  std::uint32_t slot_ = 0;        // of the run
  bool begins_block_ = true;      // the next run does, as far as the record tells
  std::vector<std::unique_ptr<RouteSlot::Pin>> pins_;

  // Only on the worker.
  std::uint64_t seen_revision_ = 0;
  std::optional<TimePoint> held_up_since_;  // by a route that says to wait
  BlockScorer scorer_;
  UserPartition partition_;
  RequestTap tap_;
  LabelTap label_tap_;
  std::vector<std::uint64_t> sequences_;  // of the route that each slot had last
  std::size_t stride_ = 1;

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_WORKER_H_
