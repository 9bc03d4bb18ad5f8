#include "core/base/thread_probe.h"

#include <cstdint>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>

namespace hotswap {
namespace {

std::string ReadOfThread(pid_t thread, const char* file) {
  std::ifstream input("/proc/self/task/" + std::to_string(thread) + "/" + file);
  std::string text;
  std::getline(input, text);
  return text;
}

/// What pthread_getcpuclockid() would give, without a pthread_t that may have become invalid.
/// Source: MAKE_THREAD_CPUCLOCK with CPUCLOCK_SCHED in Linux, include/linux/posix-timers.h; part of the kernel's lasting ABI.
clockid_t CpuClockOf(pid_t thread) {
  constexpr unsigned kPerThreadOnScheduler = 4 | 2;
  return static_cast<clockid_t>((~static_cast<unsigned>(thread) << 3) | kPerThreadOnScheduler);
}

}  // namespace

ThreadActivity ActivityOfThread(pid_t thread) {
  const std::string stat = ReadOfThread(thread, "stat");
  if (stat.empty()) return ThreadActivity::kGone;
  // "1234 (name) S …": the name may hold anything, parentheses included.
  const std::size_t name_end = stat.rfind(") ");
  if (name_end == std::string::npos || name_end + 2 >= stat.size()) return ThreadActivity::kRunnable;
  switch (stat[name_end + 2]) {
    case 'S':
    case 'D': return ThreadActivity::kAsleep;
    case 'Z':
    case 'X': return ThreadActivity::kGone;
    default: return ThreadActivity::kRunnable;
  }
}

std::optional<Nanoseconds> CpuTimeOfThread(pid_t thread) {
  timespec used{};
  if (clock_gettime(CpuClockOf(thread), &used) != 0) return std::nullopt;
  return std::chrono::seconds(used.tv_sec) + Nanoseconds(used.tv_nsec);
}

/// Source: Documentation/scheduler/sched-stats.rst of Linux: time on a processor, time in the run queue, turns.
std::optional<Nanoseconds> QueueTimeOfThread(pid_t thread) {
  std::istringstream fields(ReadOfThread(thread, "schedstat"));
  std::int64_t ran = 0;
  std::int64_t waited = 0;
  if (!(fields >> ran >> waited) || ran == 0) return std::nullopt;
  return Nanoseconds(waited);
}

std::string NameOfThread(pid_t thread) {
  std::string name = ReadOfThread(thread, "comm");
  return name.empty() ? "thread " + std::to_string(thread) : name;
}

}  // namespace hotswap
