#include "app/signal_watcher.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <system_error>
#include <utility>

#include "core/base/clock.h"

namespace hotswap {
namespace {

/// Two signals within this time are one wish.
constexpr std::chrono::milliseconds kOneGesture{50};
/// Nobody wonders before this why the program is still there.
constexpr int kPatienceMs = 1000;

sigset_t WatchedSignals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, signal);
  return set;
}

}  // namespace

SignalWatcher::SignalWatcher() {
  const sigset_t set = WatchedSignals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signals_ = signalfd(-1, &set, SFD_CLOEXEC);
  wake_ = eventfd(0, EFD_CLOEXEC);
  if (signals_ < 0 || wake_ < 0) throw std::system_error(errno, std::generic_category(), "cannot watch signals");
  thread_ = NamedThread("hs-signal", [this] { Run(); });
}

SignalWatcher::~SignalWatcher() {
  const std::uint64_t one = 1;
  static_cast<void>(!write(wake_, &one, sizeof one));
  thread_.Join();
  close(signals_);
  close(wake_);
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
  std::fputs("hotswap: SIGHUP ignored: this run uses no configuration file that could be reloaded\n", stderr);
}

void SignalWatcher::Run() {
  TimePoint first_came;
  std::array<pollfd, 2> wait{{{signals_, POLLIN, 0}, {wake_, POLLIN, 0}}};
  int patience_ms = -1;
  for (int ready = 0; (ready = poll(wait.data(), wait.size(), patience_ms)) >= 0 || errno == EINTR;) {
    if (ready == 0) {
      patience_ms = -1;
      TellWaiting();
    }
    if (ready <= 0) continue;
    if ((wait[1].revents & POLLIN) != 0) return;
    signalfd_siginfo info;
    if ((wait[0].revents & POLLIN) == 0 || read(signals_, &info, sizeof info) != sizeof info) continue;
    if (info.ssi_signo == SIGHUP) {
      TellReload();
    } else if (!stop_.exchange(true, std::memory_order_acq_rel)) {
      first_came = SteadyClock().Now();
      patience_ms = kPatienceMs;
      TellStop();
    } else if (SteadyClock().Now() - first_came > kOneGesture) {
      std::fputs("hotswap: second signal: leaving at once, without a report\n", stderr);
      _exit(128 + static_cast<int>(info.ssi_signo));
    }
  }
}

void SignalWatcher::TellWaiting() const {
  if (ended_.load(std::memory_order_acquire)) return;
  std::fputs(
      "hotswap: waiting for the requests in flight, or for a library that is being loaded; press Ctrl+C again to leave at once\n",
      stderr);
}

void SignalWatcher::TellStop() {
  const MutexLock lock(mutex_);
  if (callback_) std::exchange(callback_, {})();
}

}  // namespace hotswap
