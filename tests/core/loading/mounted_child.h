#ifndef HOTSWAP_TESTS_CORE_LOADING_MOUNTED_CHILD_H_
#define HOTSWAP_TESTS_CORE_LOADING_MOUNTED_CHILD_H_

#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <optional>

namespace hotswap::testing {

/// Whether `body` returns true in a child process that has an empty file system of its own at `directory`, mounted with these flags
/// and options; it goes with the child. Nothing when nobody lets this user mount.
inline std::optional<bool> TrueWithMount(const std::filesystem::path& directory, unsigned long flags, const char* options,
                                         const std::function<bool()>& body) {
  constexpr int kMayNotMount = 77;
  const pid_t child = fork();
  if (child == 0) {
    const bool mounted = unshare(CLONE_NEWNS) == 0 && mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                         mount("tmpfs", directory.c_str(), "tmpfs", flags, options) == 0;
    _exit(!mounted ? kMayNotMount : body() ? 0 : 1);
  }
  int status = -1;
  if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) return false;
  if (WEXITSTATUS(status) == kMayNotMount) return std::nullopt;
  return WEXITSTATUS(status) == 0;
}

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_LOADING_MOUNTED_CHILD_H_
