#ifndef HOTSWAP_CORE_LOADING_TRIAL_THREAD_H_
#define HOTSWAP_CORE_LOADING_TRIAL_THREAD_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/named_thread.h"
#include "core/base/result.h"

namespace hotswap {

/// Runs code of libraries where a call that never returns costs one thread and not the control thread.
///
/// Threads   Owns "hs-try", started by the first Run() and kept for the next ones: a thread for each swap would leave its stack
///           and heap mapped. Run() on the control thread, also from inside a `go_on`: that pass gets another thread.
/// Lifetime  A thread that is stuck is left alone for ever, and the next Run() starts another. The destructor waits two seconds at
///           most for the thread to end: objects of a library that are thread_local may hang when they are destroyed.
class TrialThread {
 public:
  /// How long a pass may still take once `go_on` said no: nearly all come back, and one that is given up is left for ever.
  static constexpr std::chrono::seconds kLastGrace{2};

  TrialThread() = default;
  ~TrialThread() = default;
  TrialThread(const TrialThread&) = delete;
  TrialThread& operator=(const TrialThread&) = delete;

  /// What `pass` returned. Nothing when it did not come back within `longest`, or within kLastGrace after `go_on`, which is asked
  /// every few milliseconds and may be empty, said no: then the thread may still be in it, so whatever `pass` uses must stay for
  /// ever. The same when the library ended the thread. kUnavailable, with `pass` not run, when the system has no thread left.
  /// `progress`, asked as often, may be empty: each time that its answer changes `longest` begins anew.
  std::optional<Status> Run(std::function<Status()> pass, std::chrono::nanoseconds longest, const std::function<bool()>& go_on,
                            const std::function<std::uint64_t()>& progress = {});

 private:
  struct Desk;

  /// One thread and where its passes are handed over.
  class Worker {
   public:
    Worker();
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void HandOver(std::function<Status()> pass);
    std::optional<Status> Await(std::chrono::nanoseconds longest, const std::function<bool()>& go_on,
                                const std::function<std::uint64_t()>& progress);
    void LeaveAlone();

   private:
    static void Work(Desk& desk);

    std::shared_ptr<Desk> desk_;  // shared with the thread, which may outlive this; null: left alone

    // Last: joins before anything above goes away.
    NamedThread thread_;
  };

  std::unique_ptr<Worker> idle_;  // null: none yet, or it is at work
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_TRIAL_THREAD_H_
