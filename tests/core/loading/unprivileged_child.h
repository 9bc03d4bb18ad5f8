#ifndef HOTSWAP_TESTS_CORE_LOADING_UNPRIVILEGED_CHILD_H_
#define HOTSWAP_TESTS_CORE_LOADING_UNPRIVILEGED_CHILD_H_

#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

namespace hotswap::testing {

/// Whether `body` returns true in a child process that is not root: permissions mean nothing to root, as which a suite in a
/// container often runs.
inline bool TrueWithoutPrivileges(const std::function<bool()>& body) {
  constexpr uid_t kNobody = 65534;
  const pid_t child = fork();
  if (child == 0) {
    const bool dropped = geteuid() != 0 || (setgroups(0, nullptr) == 0 && setresgid(kNobody, kNobody, kNobody) == 0 &&
                                            setresuid(kNobody, kNobody, kNobody) == 0);
    _exit(dropped && body() ? 0 : 1);
  }
  int status = -1;
  return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_LOADING_UNPRIVILEGED_CHILD_H_
