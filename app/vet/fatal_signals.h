#ifndef HOTSWAP_APP_VET_FATAL_SIGNALS_H_
#define HOTSWAP_APP_VET_FATAL_SIGNALS_H_

#include <memory>

namespace hotswap::vet {

/// A stack for signal handlers, of the thread that makes it: without one a stack that overflowed could not be told.
class SignalStack {
 public:
  SignalStack();
  ~SignalStack();
  SignalStack(const SignalStack&) = delete;
  SignalStack& operator=(const SignalStack&) = delete;

 private:
  std::unique_ptr<char[]> memory_;
};

/// From now on a fatal signal, a forbidden system call, std::terminate and exit() are reported as what they show of the
/// library, with the stage that was under way; each ends the process.
void ReportFatalSignals();

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_FATAL_SIGNALS_H_
