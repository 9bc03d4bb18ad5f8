#include "core/loading/vetting_child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <utility>
#include <vector>

namespace hotswap {
namespace {

using std::chrono::nanoseconds;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kAskPeriod{10};
constexpr std::size_t kMostWritten = std::size_t{1} << 20;
/// Above all numbers that the child's descriptors get.
constexpr int kFirstSpare = 16;

/// The job in memory that is nobody else's and has no name.
Result<FileDescriptor> WriteJob(const VettingJob& head, std::span<const Feature> samples) {
  FileDescriptor fd(memfd_create("hotswap-vetting-job", MFD_CLOEXEC));
  if (!fd.valid()) return SystemError("the vetting's job", errno);
  for (std::span<const std::byte> bytes : {std::as_bytes(std::span(&head, 1)), std::as_bytes(samples)}) {
    while (!bytes.empty()) {
      const ssize_t count = write(fd.get(), bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return SystemError("the vetting's job", errno);
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
  }
  return fd;
}

/// A second number for `fd` that no file action of the child overwrites before it is used.
FileDescriptor Spare(int fd) { return FileDescriptor(fcntl(fd, F_DUPFD_CLOEXEC, kFirstSpare)); }

/// A descriptor that can be read when `pid` has ended. The C library's own function cannot be linked from C++ in Debian 12.
FileDescriptor OpenProcess(pid_t pid) { return FileDescriptor(static_cast<int>(syscall(SYS_pidfd_open, pid, 0))); }

/// The file actions and attributes of one spawn.
class SpawnPlan {
 public:
  SpawnPlan(int library, int job, int report) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, library, kLibraryFd);
    posix_spawn_file_actions_adddup2(&actions_, job, kJobFd);
    posix_spawn_file_actions_adddup2(&actions_, report, kReportFd);
    posix_spawn_file_actions_addclosefrom_np(&actions_, kReportFd + 1);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  /// An errno value, 0 for success.
  int Spawn(const std::filesystem::path& helper, pid_t& pid) const {
    std::string name = helper.filename().string();
    // Where libraries are looked for is the only thing that the child must know of this process's environment.
    std::string locale = "LC_ALL=C";
    std::string libraries = "LD_LIBRARY_PATH=";
    const char* path = std::getenv("LD_LIBRARY_PATH");
    if (path != nullptr) libraries += path;
    const std::array<char*, 2> arguments{name.data(), nullptr};
    const std::array<char*, 3> environment{locale.data(), path != nullptr ? libraries.data() : nullptr, nullptr};
    return posix_spawn(&pid, helper.c_str(), &actions_, &attributes_, arguments.data(), environment.data());
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

/// How long the main thread of `pid` was ready to run and had no processor.
nanoseconds WaitedForProcessor(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/schedstat");
  std::uint64_t ran = 0;
  std::uint64_t waited = 0;
  return file >> ran >> waited ? nanoseconds(waited) : nanoseconds(0);
}

}  // namespace

Result<VettingChild> VettingChild::Start(const std::filesystem::path& helper, int library, VettingJob head,
                                         std::span<const Feature> samples) {
  head.sample_count = static_cast<std::uint32_t>(samples.size());
  head.parent = getpid();
  auto job = WriteJob(head, samples);
  if (!job) return std::move(job).error();
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return SystemError("the vetting's result pipe", errno);
  FileDescriptor report(ends[0]);
  const FileDescriptor write_end(ends[1]);
  const FileDescriptor spare_library = Spare(library);
  const FileDescriptor spare_job = Spare(job->get());
  const FileDescriptor spare_report = Spare(write_end.get());
  if (!spare_library.valid() || !spare_job.valid() || !spare_report.valid()) {
    return SystemError("the vetting's descriptors", errno);
  }
  fcntl(report.get(), F_SETFL, O_NONBLOCK);
  pid_t pid = -1;
  const SpawnPlan plan(spare_library.get(), spare_job.get(), spare_report.get());
  if (const int error = plan.Spawn(helper, pid); error != 0) return SystemError(helper.string(), error);
  VettingChild child(pid, OpenProcess(pid), std::move(report));
  if (!child.process_.valid()) return SystemError("the vetting process", errno);
  return child;
}

VettingChild::VettingChild(pid_t pid, FileDescriptor process, FileDescriptor report)
    : pid_(pid), process_(std::move(process)), report_(std::move(report)), started_(steady_clock::now()), heard_(started_) {}

VettingChild::VettingChild(VettingChild&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      process_(std::move(other.process_)),
      report_(std::move(other.report_)),
      started_(other.started_),
      heard_(other.heard_) {}

VettingChild::~VettingChild() {
  VettingChildEnd end{.cause = VettingChildEnd::Cause::kInterrupted, .status = 0, .written = {}};
  if (pid_ > 0) Bury(end);
}

VettingChildEnd VettingChild::Wait(nanoseconds limit, const std::function<bool()>& go_on) {
  using Cause = VettingChildEnd::Cause;
  VettingChildEnd end;
  std::array<pollfd, 2> watched{{{process_.get(), POLLIN, 0}, {report_.get(), POLLIN, 0}}};
  for (;;) {
    poll(watched.data(), watched.size(), static_cast<int>(kAskPeriod.count()));
    // Asked before the pipe is read: what the child wrote before its end is then read in the same turn.
    const bool ended = (watched[0].revents & POLLIN) != 0;
    if (!ReadAvailable(end.written)) watched[1].fd = -1;  // Closed; a child that lives on without it is waited for all the same.
    if (ended) break;
    if (end.written.size() > kMostWritten) end.cause = Cause::kTooMuch;
    JudgeTime(end, limit);
    if (const int signal = StoppedBy(); signal != 0) {
      end.cause = Cause::kStopped;
      end.status = signal;
    }
    if (go_on && !go_on()) end.cause = Cause::kInterrupted;
    if (end.cause != Cause::kExited) break;
  }
  Bury(end);
  return end;
}

void VettingChild::JudgeTime(VettingChildEnd& end, nanoseconds limit) const {
  const auto now = steady_clock::now();
  const bool silent = now - heard_ >= limit;
  const bool too_long = now - started_ >= VettingChildEnd::kPatience * limit;
  if (silent && (too_long || now - heard_ - WaitedForProcessor(pid_) >= limit)) {
    end.cause = VettingChildEnd::Cause::kTimeOut;
  } else if (too_long) {
    end.cause = VettingChildEnd::Cause::kTooLong;
  }
}

int VettingChild::StoppedBy() const {
  siginfo_t info{};  // Left as it is when there is nothing to tell.
  const bool asked = waitid(P_PID, static_cast<id_t>(pid_), &info, WSTOPPED | WNOHANG | WNOWAIT) == 0;
  return asked && info.si_pid == pid_ ? info.si_status : 0;
}

/// False at the end of the pipe.
bool VettingChild::ReadAvailable(std::string& written) {
  std::array<char, 4096> buffer;
  while (written.size() <= kMostWritten) {
    const ssize_t count = read(report_.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return true;
    if (count == 0) return false;
    written.append(buffer.data(), static_cast<std::size_t>(count));
    heard_ = steady_clock::now();
  }
  return true;
}

/// The group is killed while the child's number is still taken, so that it cannot be another's.
void VettingChild::Bury(VettingChildEnd& end) {
  if (end.cause != VettingChildEnd::Cause::kExited) kill(pid_, SIGKILL);
  siginfo_t info{};
  const bool natural = end.cause == VettingChildEnd::Cause::kExited && process_.valid();
  if (natural) {
    while (waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
    }
  }
  kill(-pid_, SIGKILL);
  kill(pid_, SIGKILL);  // Also before it was in its group.
  siginfo_t reaped{};
  while (waitid(P_PID, static_cast<id_t>(pid_), &reaped, WEXITED) != 0 && errno == EINTR) {
  }
  pid_ = -1;
  if (!natural) return;
  end.status = info.si_status;
  if (info.si_code != CLD_EXITED) end.cause = VettingChildEnd::Cause::kSignal;
}

}  // namespace hotswap
