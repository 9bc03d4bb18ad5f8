#include "core/base/named_thread.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <memory>
#include <set>
#include <system_error>
#include <thread>
#include <utility>

#include "core/base/mutex.h"

namespace hotswap {
namespace {

/// JoinUntil() looks this often: soon after a thread that ends at once, and seldom at one that hangs.
constexpr std::chrono::microseconds kShortestLook{20};
constexpr std::chrono::microseconds kLongestLook{2000};

/// Blocks all asynchronous signals for a scope, so that a thread born in it starts with them blocked.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t block;
    sigfillset(&block);
    for (int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS, SIGPROF}) sigdelset(&block, signal);
    pthread_sigmask(SIG_SETMASK, &block, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_;
};

/// The threads of this class. The system lists all threads of the process and does not tell whose each is.
struct Roll {
  Mutex mutex;
  std::set<pid_t> threads GUARDED_BY(mutex);
};

/// Never destroyed: a detached thread may outlive what is.
Roll& TheRoll() {
  static auto* const roll = new Roll;
  return *roll;
}

/// Enters the calling thread for a scope.
class OnTheRoll {
 public:
  OnTheRoll() {
    const MutexLock lock(TheRoll().mutex);
    TheRoll().threads.insert(gettid());
  }
  ~OnTheRoll() {
    const MutexLock lock(TheRoll().mutex);
    TheRoll().threads.erase(gettid());
  }
  OnTheRoll(const OnTheRoll&) = delete;
  OnTheRoll& operator=(const OnTheRoll&) = delete;
};

/// What a thread begins with.
struct Birth {
  std::string name;
  std::function<void()> body;
};

void* Live(void* birth) {
  const std::unique_ptr<Birth> own(static_cast<Birth*>(birth));
  const OnTheRoll entry;
  pthread_setname_np(pthread_self(), own->name.c_str());
  own->body();
  return nullptr;
}

}  // namespace

/// Not a std::thread: that cannot be joined with a limit, nor be told that somebody else joined it.
NamedThread::NamedThread(std::string name, std::function<void()> body) {
  assert(name.size() <= 15);
  const SignalsBlocked blocked;
  auto birth = std::make_unique<Birth>(std::move(name), std::move(body));
  pthread_t thread{};
  if (const int error = pthread_create(&thread, nullptr, &Live, birth.get()); error != 0) {
    throw std::system_error(error, std::generic_category());
  }
  static_cast<void>(birth.release());
  thread_ = thread;
}

void NamedThread::Join() {
  if (thread_) pthread_join(*std::exchange(thread_, std::nullopt), nullptr);
}

/// Looks now and then: the joins with a limit either follow the wall clock, which somebody may set, or are unknown to
/// ThreadSanitizer.
bool NamedThread::JoinUntil(TimePoint until) {
  for (auto pause = kShortestLook; thread_; pause = std::min(2 * pause, kLongestLook)) {
    if (pthread_tryjoin_np(*thread_, nullptr) == 0) {
      thread_.reset();
    } else if (SteadyClock().Now() >= until) {
      return false;
    } else {
      std::this_thread::sleep_for(pause);
    }
  }
  return true;
}

void NamedThread::Detach() {
  if (thread_) pthread_detach(*std::exchange(thread_, std::nullopt));
}

bool NamedThread::IsOne(pid_t thread) {
  const MutexLock lock(TheRoll().mutex);
  return TheRoll().threads.contains(thread);
}

}  // namespace hotswap
