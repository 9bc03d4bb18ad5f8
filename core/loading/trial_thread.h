#ifndef HOTSWAP_CORE_LOADING_TRIAL_THREAD_H_
#define HOTSWAP_CORE_LOADING_TRIAL_THREAD_H_

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/named_thread.h"
#include "core/base/result.h"

namespace hotswap {

/// Calls an operator where a call that never returns costs one thread and not the control thread.
///
/// Threads   Owns "hs-try", started by the first Run() and kept for the next ones: a thread for each swap would leave its stack and
///           heap mapped. Run() on the control thread.
/// Lifetime  A thread that is stuck is left alone for ever, and the next Run() starts another.
class TrialThread {
 public:
  TrialThread() = default;
  ~TrialThread();
  TrialThread(const TrialThread&) = delete;
  TrialThread& operator=(const TrialThread&) = delete;

  /// What `pass` returned. Nothing when it did not come back within `longest`, or `go_on`, which is asked every few milliseconds
  /// and may be empty, said no: then the thread may still be in it, so whatever `pass` uses must stay for ever. The same when the
  /// operator ended the thread.
  std::optional<Status> Run(std::function<Status()> pass, std::chrono::nanoseconds longest, const std::function<bool()>& go_on);

 private:
  struct Desk;

  static void Work(Desk& desk);
  std::optional<Status> Await(std::chrono::nanoseconds longest, const std::function<bool()>& go_on);

  std::shared_ptr<Desk> desk_;  // shared with the thread, which may outlive this; null: there is no thread

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_TRIAL_THREAD_H_
