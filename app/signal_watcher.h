#ifndef HOTSWAP_APP_SIGNAL_WATCHER_H_
#define HOTSWAP_APP_SIGNAL_WATCHER_H_

#include <signal.h>
#include <sys/types.h>

#include <atomic>
#include <functional>

#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/base/named_thread.h"

namespace hotswap {

/// What a program does with the signals that ask it to end.
struct SignalPolicy {
  bool reloads = true;         ///< SIGHUP is a wish to reload the configuration; else one to stop, as the others.
  bool keeps_ignored = false;  ///< A signal that the caller ignores, as nohup does, stays ignored.
  bool tells_waiting = true;   ///< An end that has to wait for longer than a second is told on stderr, with the way out.
  int second_status = 0;       ///< With which a second one ends the process; 0: 128 and the signal's number.
  const char* second_text = "leaving at once, without a report";
};

/// A command that has private copies to remove and no run.
inline constexpr SignalPolicy kCopiesToRemove{
    .reloads = false,
    .keeps_ignored = true,
    .tells_waiting = false,
    .second_status = 1,
    .second_text = "leaving at once; a copy may be left, which `hotswap store gc` removes"};

/// Turns SIGINT and SIGTERM into a wish to stop; a second one ends the process at once, unless it belongs to the same gesture:
/// `timeout` signals a process and then its group. SIGHUP is a wish to reload the configuration, or answered with a word on stderr
/// where there is none. It waits without a descriptor: code of an operator may close any.
///
/// Threads   Owns "hs-signal". Made first in main(), before any other thread, because it blocks those signals for all of them.
/// Lifetime  The destructor joins.
class SignalWatcher {
 public:
  explicit SignalWatcher(const SignalPolicy& policy = {});
  ~SignalWatcher();
  SignalWatcher(const SignalWatcher&) = delete;
  SignalWatcher& operator=(const SignalWatcher&) = delete;

  bool stop_requested() const { return stop_.load(std::memory_order_acquire); }

  /// `callback` is called once, on hs-signal, with the first signal; at once when it has come already. It must not call
  /// OnStop() itself. Once another callback, or an empty one, is set, the one before is not called any more.
  void OnStop(std::function<void()> callback) EXCLUDES(mutex_);

  /// `callback` is called on hs-signal with each SIGHUP; it must not wait. To be set once, before the first is expected.
  void OnReload(std::function<void()> callback) EXCLUDES(mutex_);

  /// The run has come to its end: nothing is waited for any more.
  void NoteEnd() { ended_.store(true, std::memory_order_release); }

 private:
  void Run();
  void Take(int number);
  void TellStop() EXCLUDES(mutex_);
  void TellReload() EXCLUDES(mutex_);
  void TellWaiting() const;

  // Fixed after construction.
  const SignalPolicy policy_;
  const sigset_t signals_;

  // Shared.
  std::atomic<bool> stop_{false};
  std::atomic<bool> ended_{false};
  std::atomic<bool> leave_{false};  // hs-signal is to end
  std::atomic<pid_t> listener_{0};  // hs-signal, once a signal can wake it
  Mutex mutex_;
  std::function<void()> callback_ GUARDED_BY(mutex_);
  std::function<void()> reload_ GUARDED_BY(mutex_);

  // Only on hs-signal.
  TimePoint first_came_;
  bool tells_soon_ = false;  // when nothing else comes: that the end has to wait

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

}  // namespace hotswap

#endif  // HOTSWAP_APP_SIGNAL_WATCHER_H_
