#include "app/cli/interruption.h"

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

#include "core/base/clock.h"

namespace hotswap {
namespace {

/// Two signals within this time are one wish: `timeout` signals a process and then its group.
constexpr std::chrono::milliseconds kOneGesture{50};

sigset_t WatchedSignals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action {};
    // One that is blocked would come here although it is ignored.
    const bool ignored = sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
    if (!ignored) sigaddset(&set, number);
  }
  return set;
}

}  // namespace

Interruption::Interruption() {
  const sigset_t set = WatchedSignals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signals_ = signalfd(-1, &set, SFD_CLOEXEC);
  wake_ = eventfd(0, EFD_CLOEXEC);
  if (signals_ < 0 || wake_ < 0) throw std::system_error(errno, std::generic_category(), "cannot watch signals");
  thread_ = NamedThread("hs-signal", [this] { Run(); });
}

Interruption::~Interruption() {
  const std::uint64_t one = 1;
  static_cast<void>(!write(wake_, &one, sizeof one));
  thread_.Join();
  close(signals_);
  close(wake_);
}

void Interruption::Run() {
  TimePoint first_came;
  std::array<pollfd, 2> wait{{{signals_, POLLIN, 0}, {wake_, POLLIN, 0}}};
  for (int ready = 0; (ready = poll(wait.data(), wait.size(), -1)) >= 0 || errno == EINTR;) {
    if (ready <= 0) continue;
    if ((wait[1].revents & POLLIN) != 0) return;
    signalfd_siginfo info;
    if (read(signals_, &info, sizeof info) != sizeof info) continue;
    if (!came()) {
      first_came = SteadyClock().Now();
      came_.store(true, std::memory_order_release);
    } else if (SteadyClock().Now() - first_came > kOneGesture) {
      std::fputs("hotswap: second signal: leaving at once; a copy may be left, which `hotswap store gc` removes\n", stderr);
      _exit(1);
    }
  }
}

}  // namespace hotswap
