#include "core/base/named_thread.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <cassert>
#include <set>
#include <utility>

#include "core/base/mutex.h"

namespace hotswap {
namespace {

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

}  // namespace

NamedThread::NamedThread(std::string name, std::function<void()> body) {
  assert(name.size() <= 15);
  const SignalsBlocked blocked;
  thread_ = std::thread([name = std::move(name), body = std::move(body)] {
    const OnTheRoll entry;
    pthread_setname_np(pthread_self(), name.c_str());
    body();
  });
}

void NamedThread::Join() {
  if (thread_.joinable()) thread_.join();
}

void NamedThread::Detach() {
  if (thread_.joinable()) thread_.detach();
}

bool NamedThread::IsOne(pid_t thread) {
  const MutexLock lock(TheRoll().mutex);
  return TheRoll().threads.contains(thread);
}

}  // namespace hotswap
