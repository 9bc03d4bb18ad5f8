#ifndef HOTSWAP_APP_SIGNAL_WATCHER_H_
#define HOTSWAP_APP_SIGNAL_WATCHER_H_

#include <atomic>
#include <functional>

#include "core/base/mutex.h"
#include "core/base/named_thread.h"

namespace hotswap {

/// Turns SIGINT and SIGTERM into a wish to stop; a second one ends the process at once, unless it
/// belongs to the same gesture: `timeout` signals a process and then its group. An end that has to wait for longer than a second
/// is told on stderr, with the way out. SIGHUP is a wish to reload the configuration, or answered with a word on stderr where there is none.
///
/// Threads   Owns "hs-signal". Made first in main(), before any other thread, because it blocks those signals for all of them.
/// Lifetime  The destructor joins.
class SignalWatcher {
 public:
  SignalWatcher();
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
  void TellStop() EXCLUDES(mutex_);
  void TellReload() EXCLUDES(mutex_);
  void TellWaiting() const;

  // Fixed after construction.
  int signals_ = -1;
  int wake_ = -1;

  // Shared.
  std::atomic<bool> stop_{false};
  std::atomic<bool> ended_{false};
  Mutex mutex_;
  std::function<void()> callback_ GUARDED_BY(mutex_);
  std::function<void()> reload_ GUARDED_BY(mutex_);

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

}  // namespace hotswap

#endif  // HOTSWAP_APP_SIGNAL_WATCHER_H_
