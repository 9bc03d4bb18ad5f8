#ifndef HOTSWAP_APP_CLI_EARLY_EXIT_H_
#define HOTSWAP_APP_CLI_EARLY_EXIT_H_

namespace hotswap {

/// While it lives, an exit(), quick_exit(), _exit() or _Exit() that is not the program's own, such as one that an operator calls,
/// ends the program with status 1 and a text on standard error: it would end well, with requests in hand and without its report.
///
/// Threads   Made and destroyed on the main thread, one at a time; exit() may come from any.
/// Failure   The system call itself, without the C library, is not seen; nor is _exit() where the program was linked otherwise than
///           with early_exit.list.
class EarlyExit {
 public:
  EarlyExit();
  ~EarlyExit();
  EarlyExit(const EarlyExit&) = delete;
  EarlyExit& operator=(const EarlyExit&) = delete;
};

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_EARLY_EXIT_H_
