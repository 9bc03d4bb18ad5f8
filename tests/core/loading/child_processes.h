#ifndef HOTSWAP_TESTS_CORE_LOADING_CHILD_PROCESSES_H_
#define HOTSWAP_TESTS_CORE_LOADING_CHILD_PROCESSES_H_

#include <sys/wait.h>

#include <cerrno>
#include <csignal>

namespace hotswap::testing {

/// Whether this process has a child, living or dead and not reaped.
inline bool HasChildren() {
  siginfo_t info{};
  return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 || errno != ECHILD;
}

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_LOADING_CHILD_PROCESSES_H_
