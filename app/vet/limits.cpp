#include "app/vet/limits.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "core/loading/vetting_protocol.h"

namespace hotswap::vet {
namespace {

constexpr rlim_t kStackBytes = rlim_t{8} << 20;
constexpr std::size_t kLeastMemory = std::size_t{4} << 30;
constexpr rlim_t kDescriptors = 256;

/// Lowers a limit; one that is lower already stays.
void Limit(decltype(RLIMIT_CORE) resource, rlim_t most) {
  rlimit limit{};
  if (getrlimit(resource, &limit) != 0) return;
  if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > most) limit.rlim_max = most;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(resource, &limit);
}

/// A library that takes all memory must not take the parent with it.
void BeFirstOutOfMemory() {
  const int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  [[maybe_unused]] const ssize_t written = write(fd, "1000", 4);
  close(fd);
}

}  // namespace

std::size_t MostMemory() {
  const auto pages = static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES));
  return std::max(kLeastMemory, pages / 4 * 3 * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)));
}

void LimitProcess(int parent, unsigned cpu_seconds) {
  BeFirstOutOfMemory();  // Before the process is undumpable: its files in /proc are root's from then on.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // A parent that ended before the line above leaves no signal behind.
  if (getppid() != parent) _exit(kChildBadJob);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_DUMPABLE, 0);
  Limit(RLIMIT_CORE, 0);
  Limit(RLIMIT_FSIZE, 0);
  Limit(RLIMIT_STACK, kStackBytes);
  Limit(RLIMIT_DATA, MostMemory());
  Limit(RLIMIT_NOFILE, kDescriptors);
  Limit(RLIMIT_CPU, cpu_seconds);
}

}  // namespace hotswap::vet
