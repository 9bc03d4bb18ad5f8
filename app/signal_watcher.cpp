#include "app/signal_watcher.h"

#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <utility>

#include "app/language.h"

namespace hotswap {
namespace {

/// Two signals within this time are one wish.
constexpr std::chrono::milliseconds kOneGesture{50};
/// Nobody wonders before this why the program is still there.
constexpr timespec kPatience{.tv_sec = 1, .tv_nsec = 0};
/// Nothing happens to a thread that does not wait for it.
constexpr int kWake = SIGURG;

bool IsIgnored(int number) {
  struct sigaction action {};
  return sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

sigset_t WatchedSignals(const SignalPolicy& policy) {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    // One that is blocked would come here although it is ignored.
    if (!policy.keeps_ignored || !IsIgnored(number)) sigaddset(&set, number);
  }
  return set;
}

}  // namespace

SignalWatcher::SignalWatcher(const SignalPolicy& policy) : policy_(policy), signals_(WatchedSignals(policy)) {
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  thread_ = NamedThread("hs-signal", [this] { Run(); });
}

SignalWatcher::~SignalWatcher() {
  leave_ = true;
  // A thread that does not listen yet looks at the flag before it does.
  if (const pid_t listener = listener_; listener != 0) syscall(SYS_tgkill, getpid(), listener, kWake);
  thread_.Join();
}

void SignalWatcher::OnStop(std::function<void()> callback) {
  {
    const MutexLock lock(mutex_);
    callback_ = std::move(callback);
  }
  if (stop_requested()) TellStop();
}

void SignalWatcher::OnReload(std::function<void()> callback) {
  const MutexLock lock(mutex_);
  reload_ = std::move(callback);
}

void SignalWatcher::TellReload() {
  const MutexLock lock(mutex_);
  if (reload_) return reload_();
  const char* const text = "SIGHUP ignored: this run uses no configuration file that could be reloaded";
  std::fprintf(stderr, "hotswap: %s\n", Translated(text).c_str());
}

void SignalWatcher::Run() {
  sigset_t wanted = signals_;
  sigaddset(&wanted, kWake);
  pthread_sigmask(SIG_BLOCK, &wanted, nullptr);
  listener_ = gettid();
  while (!leave_) {
    const int number = sigtimedwait(&wanted, nullptr, tells_soon_ ? &kPatience : nullptr);
    if (number > 0 && number != kWake) Take(number);
    if (number < 0 && errno == EAGAIN && std::exchange(tells_soon_, false)) TellWaiting();
  }
}

void SignalWatcher::Take(int number) {
  if (number == SIGHUP && policy_.reloads) return TellReload();
  if (!stop_.exchange(true, std::memory_order_acq_rel)) {
    first_came_ = SteadyClock().Now();
    tells_soon_ = policy_.tells_waiting;
    return TellStop();
  }
  if (SteadyClock().Now() - first_came_ <= kOneGesture) return;
  std::fprintf(stderr, "hotswap: %s\n", Translated(std::string("second signal: ") + policy_.second_text).c_str());
  _exit(policy_.second_status != 0 ? policy_.second_status : 128 + number);
}

void SignalWatcher::TellWaiting() const {
  if (ended_.load(std::memory_order_acquire)) return;
  const char* const text =
      "waiting for the requests in flight, or for a library that is being loaded; press Ctrl+C again to leave at once";
  std::fprintf(stderr, "hotswap: %s\n", Translated(text).c_str());
}

void SignalWatcher::TellStop() {
  const MutexLock lock(mutex_);
  if (callback_) std::exchange(callback_, {})();
}

}  // namespace hotswap
