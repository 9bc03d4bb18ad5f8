#include "app/vet/side_effects.h"

#include <dirent.h>
#include <fcntl.h>
#include <link.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cfenv>
#include <charconv>
#include <chrono>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <thread>

#include "app/vet/report.h"

namespace hotswap::vet {
namespace {

/// The control words of the floating-point units, without the flags that every computation sets.
void ReadFloatingPointModes(std::uint32_t& vector, std::uint32_t& scalar) {
#if defined(__x86_64__)
  constexpr std::uint32_t kFlags = 0x3F;
  std::uint16_t control = 0;
  asm volatile("stmxcsr %0" : "=m"(vector));
  asm volatile("fnstcw %0" : "=m"(control));
  vector &= ~kFlags;
  scalar = control;
#elif defined(__aarch64__)
  std::uint64_t control = 0;
  asm volatile("mrs %0, fpcr" : "=r"(control));
  vector = static_cast<std::uint32_t>(control);
  scalar = 0;
#else
  vector = scalar = 0;
#endif
}

/// A hash of all variables, in their order.
std::uint64_t HashOfEnvironment() {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a.
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    for (const char c : std::string_view(*variable, std::strlen(*variable) + 1)) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    }
  }
  return hash;
}

std::string WorkingDirectory() {
  char path[4096];
  return getcwd(path, sizeof path) != nullptr ? path : "";
}

/// Whether a thread of this process is there and not on its way to its end.
bool RunsOn(pid_t thread) {
  constexpr unsigned long kEnding = 0x4;  // PF_EXITING: set before who joins a thread can go on.
  char text[512];
  std::snprintf(text, sizeof text, "/proc/self/task/%d/stat", thread);
  const int file = open(text, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  if (length <= 0) return false;
  text[length] = '\0';
  const char* name_end = std::strrchr(text, ')');  // The name may hold anything.
  unsigned long flags = kEnding;
  return name_end != nullptr && std::sscanf(name_end + 1, " %*c %*d %*d %*d %*d %*d %lu", &flags) == 1 && (flags & kEnding) == 0;
}

/// Whether its threads may be those of a compiler's parallel loops, which their author never sees.
bool HasOpenMp() {
  const auto look = [](dl_phdr_info* info, std::size_t, void*) {
    const std::string_view path = info->dlpi_name;
    const std::string_view name = path.substr(path.rfind('/') + 1);
    return name.starts_with("libgomp.") || name.starts_with("libomp.") || name.starts_with("libiomp") ? 1 : 0;
  };
  return dl_iterate_phdr(look, nullptr) == 1;
}

[[noreturn]] void RefuseThreadsLeft(std::size_t count) {
  Line line;
  line << "leaves " << count << (count == 1 ? " thread" : " threads")
       << " running after destroy_operator, which would run into code that is unloaded; stop and join them there";
  if (HasOpenMp()) {
    line << "; those of OpenMP end when omp_pause_resource_all(omp_pause_hard) is called after the last parallel part, in the "
            "constructor and in destroy_operator";
  }
  report::Refuse(Errc::kThreadLeft, line.text());
}

int io_statistics = -1;

[[noreturn]] void Refuse(std::string_view what, std::string_view remedy) {
  Line line;
  line << "changes " << what << ", which all code in the process shares; " << remedy;
  report::Refuse(Errc::kSideEffect, line.text());
}

}  // namespace

ProcessState ProcessState::Take() {
  ProcessState state;
  for (int number = 1; number < static_cast<int>(state.handlers_.size()); ++number) {
    struct sigaction action {};
    if (sigaction(number, nullptr, &action) == 0) state.handlers_[static_cast<std::size_t>(number)] = action.sa_handler;
  }
  pthread_sigmask(SIG_BLOCK, nullptr, &state.mask_);
  ReadFloatingPointModes(state.vector_mode_, state.scalar_mode_);
  state.rounding_ = std::fegetround();
  state.environment_ = HashOfEnvironment();
  state.directory_ = WorkingDirectory();
  const char* locale = std::setlocale(LC_ALL, nullptr);
  state.locale_ = locale != nullptr ? locale : "";
  state.terminate_ = std::get_terminate();
  for (int fd = 0; fd < kDescriptors; ++fd) {
    struct stat status {};
    if (fcntl(fd, F_GETFD) < 0 || fstat(fd, &status) != 0) continue;
    state.descriptors_[static_cast<std::size_t>(fd)] = {true, status.st_dev, status.st_ino};
  }
  return state;
}

void ProcessState::CheckModes() const {
  const ProcessState now = Take();
  if (now.handlers_ != handlers_) Refuse("a signal handler", "remove the call of signal or sigaction");
  for (int number = 1; number < static_cast<int>(handlers_.size()); ++number) {
    if (sigismember(&now.mask_, number) != sigismember(&mask_, number)) {
      Refuse("which signals its thread takes", "put the mask back before the call returns");
    }
  }
  if (now.vector_mode_ != vector_mode_ || now.scalar_mode_ != scalar_mode_ || now.rounding_ != rounding_) {
    Refuse("how floating-point numbers are rounded or trapped",
           "put the mode back before the call returns, and do not link it with "
           "-ffast-math");
  }
  if (now.environment_ != environment_) Refuse("the environment variables", "remove the call of setenv or putenv");
  if (now.directory_ != directory_) Refuse("the working directory", "remove the call of chdir and use absolute paths");
  if (now.locale_ != locale_) Refuse("the locale", "remove the call of setlocale and use std::to_chars, or a locale of its own");
  if (now.terminate_ != terminate_) Refuse("the terminate handler", "remove the call of std::set_terminate");
}

void ProcessState::CheckDescriptors() const {
  const ProcessState now = Take();
  for (std::size_t fd = 0; fd < descriptors_.size(); ++fd) {
    if (now.descriptors_[fd] == descriptors_[fd]) continue;
    Line line;
    line << (!descriptors_[fd].open       ? "leaves a file open after it was destroyed and unloaded (descriptor "
             : !now.descriptors_[fd].open ? "closes a file that is not its own (descriptor "
                                          : "replaces an open file that is not its own (descriptor ")
         << fd << "), so that other code would run out of descriptors or use the wrong file; close exactly what it opened";
    report::Refuse(Errc::kSideEffect, line.text());
  }
}

void ReadCounter::Open() { io_statistics = open("/proc/self/io", O_RDONLY | O_CLOEXEC); }

std::optional<std::uint64_t> ReadCounter::Reads() {
  char text[512];
  const ssize_t length = pread(io_statistics, text, sizeof text, 0);
  if (length <= 0) return std::nullopt;
  constexpr std::string_view kLabel = "syscr: ";
  const std::string_view all(text, static_cast<std::size_t>(length));
  const std::size_t label = all.find(kLabel);
  if (label == std::string_view::npos) return std::nullopt;
  std::uint64_t reads = 0;
  std::from_chars(all.data() + label + kLabel.size(), all.data() + all.size(), reads);
  return reads;
}

ThreadList ThreadList::Take() {
  // By hand, since what allocates would disturb the checks of memory.
  ThreadList list;
  const int tasks = open("/proc/self/task", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (tasks < 0) return list;
  alignas(dirent64) char entries[4096];
  for (long bytes = 0; (bytes = syscall(SYS_getdents64, tasks, entries, sizeof entries)) > 0;) {
    for (long at = 0; at < bytes;) {
      const auto* entry = reinterpret_cast<const dirent64*>(entries + at);
      const int thread = std::atoi(entry->d_name);  // 0 of "." and ".."
      if (thread > 0 && list.count_ < kMost) list.threads_[list.count_++] = thread;
      at += entry->d_reclen;
    }
  }
  close(tasks);
  return list;
}

bool ThreadList::Has(pid_t thread) const {
  return std::find(threads_.begin(), threads_.begin() + count_, thread) != threads_.begin() + count_;
}

std::size_t ThreadList::RunOnSince(const ThreadList& earlier) const {
  return static_cast<std::size_t>(std::count_if(threads_.begin(), threads_.begin() + count_,
                                                [&](pid_t thread) { return !earlier.Has(thread) && RunsOn(thread); }));
}

std::size_t ThreadCount() {
  // The directory has a link for each thread, and two of its own: one question, where a listing is several.
  struct stat status {};
  return stat("/proc/self/task", &status) == 0 && status.st_nlink > 2 ? status.st_nlink - 2 : 1;
}

void CheckThreadGrowth(std::size_t before, std::size_t calls) {
  if (ThreadCount() < before + calls) return;
  std::this_thread::sleep_for(std::chrono::milliseconds(20));  // For threads that are just ending.
  if (ThreadCount() < before + calls) return;
  report::Refuse(
      Errc::kThreadLeft,
      "starts a thread in each call that runs on, so that the process would soon have no more, and would crash when it is "
      "unloaded; join what a call starts, or use a fixed number of threads");
}

void CheckInstanceThreads(const ThreadList& before) {
  constexpr int kSeveral = 3;
  static int leaving = 0;
  if (ThreadCount() == 1) return;
  const std::size_t left = ThreadList::Take().RunOnSince(before);
  if (left == 0 || ++leaving < kSeveral) return;
  report::Begin(vetting_stage::kThreadsLeft);
  RefuseThreadsLeft(left);
}

void CheckThreadsLeft(const ThreadList& before) {
  report::Begin(vetting_stage::kThreadsLeft);
  if (const std::size_t left = ThreadList::Take().RunOnSince(before); left > 0) RefuseThreadsLeft(left);
  report::Passed("leaves no thread behind");
}

}  // namespace hotswap::vet
