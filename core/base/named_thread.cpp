#include "core/base/named_thread.h"

#include <pthread.h>
#include <signal.h>

#include <cassert>
#include <utility>

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

}  // namespace

NamedThread::NamedThread(std::string name, std::function<void()> body) {
  assert(name.size() <= 15);
  const SignalsBlocked blocked;
  thread_ = std::thread([name = std::move(name), body = std::move(body)] {
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

}  // namespace hotswap
