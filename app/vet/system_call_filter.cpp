#include "app/vet/system_call_filter.h"

#include <fcntl.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "core/loading/vetting_protocol.h"

namespace hotswap::vet {
namespace {

constexpr int kNamed = 512;
char names[kNamed][24];

/// Looked up before any code of the library runs: the look-up allocates, which a signal handler must not.
void PrepareNames() {
  for (int number = 0; number < kNamed; ++number) {
    char* name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, number);
    if (name != nullptr) std::snprintf(names[number], sizeof names[number], "%s", name);
    std::free(name);
  }
}

/// What a computing library and the C library below it need.
constexpr int kAllowed[] = {
    // Memory.
    SCMP_SYS(brk), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(mprotect), SCMP_SYS(madvise), SCMP_SYS(mincore),
    SCMP_SYS(membarrier),
    // Reading.
    SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(readv), SCMP_SYS(preadv), SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(fstat),
    SCMP_SYS(newfstatat), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(statx), SCMP_SYS(fstatfs), SCMP_SYS(statfs),
    SCMP_SYS(getdents64), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
    SCMP_SYS(getcwd), SCMP_SYS(fadvise64), SCMP_SYS(readahead),
    // Time and waiting.
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(select), SCMP_SYS(pselect6), SCMP_SYS(pause),
    SCMP_SYS(restart_syscall),
    // Threads.
    SCMP_SYS(futex), SCMP_SYS(futex_waitv), SCMP_SYS(set_robust_list), SCMP_SYS(get_robust_list), SCMP_SYS(set_tid_address),
    SCMP_SYS(rseq), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(sched_getparam), SCMP_SYS(sched_getscheduler),
    SCMP_SYS(sched_get_priority_max), SCMP_SYS(sched_get_priority_min), SCMP_SYS(getcpu), SCMP_SYS(gettid), SCMP_SYS(exit),
    SCMP_SYS(exit_group), SCMP_SYS(arch_prctl),
    // Signals, apart from handlers.
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigpending), SCMP_SYS(sigaltstack),
    // Questions.
    SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid),
    SCMP_SYS(uname), SCMP_SYS(sysinfo), SCMP_SYS(getrusage), SCMP_SYS(getrlimit), SCMP_SYS(times), SCMP_SYS(getrandom),
    SCMP_SYS(getpriority)};

/// The condition that an argument, counted from 0, has this value.
scmp_arg_cmp Is(unsigned argument, scmp_datum_t value) { return {argument, SCMP_CMP_EQ, value, 0}; }

/// The condition that an argument has this value in the bits of `mask`.
scmp_arg_cmp HasBits(unsigned argument, scmp_datum_t mask, scmp_datum_t value) {
  return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

/// The rules of one filter under construction; remembers whether the library took them all.
class Rules {
 public:
  explicit Rules(scmp_filter_ctx filter) : filter_(filter) {}

  void Allow(int call) { Add(SCMP_ACT_ALLOW, call, nullptr); }
  void AllowIf(int call, const scmp_arg_cmp& condition) { Add(SCMP_ACT_ALLOW, call, &condition); }
  void Answer(int call, unsigned error_number) { Add(SCMP_ACT_ERRNO(error_number), call, nullptr); }
  bool good() const { return good_; }

 private:
  void Add(std::uint32_t action, int call, const scmp_arg_cmp* condition) {
    if (call < 0) return;  // This processor has no such call.
    good_ = seccomp_rule_add_array(filter_, action, call, condition != nullptr ? 1 : 0, condition) == 0 && good_;
  }

  scmp_filter_ctx filter_;
  bool good_ = true;
};

void AddConditions(Rules& rules) {
  const auto self = static_cast<scmp_datum_t>(getpid());
  constexpr scmp_datum_t kWriting = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
  rules.AllowIf(SCMP_SYS(openat), HasBits(2, kWriting, O_RDONLY));
  rules.AllowIf(SCMP_SYS(open), HasBits(1, kWriting, O_RDONLY));
  for (const scmp_datum_t fd : {STDOUT_FILENO, STDERR_FILENO, kReportFd}) {
    rules.AllowIf(SCMP_SYS(write), Is(0, fd));
    rules.AllowIf(SCMP_SYS(writev), Is(0, fd));
  }
  rules.AllowIf(SCMP_SYS(ioctl), Is(1, TCGETS));  // A stream asks whether it talks to a terminal.
  for (const scmp_datum_t command : {F_GETFD, F_SETFD, F_GETFL}) rules.AllowIf(SCMP_SYS(fcntl), Is(1, command));
  // abort() and raise(): what they do to this process, the parent sees.
  rules.AllowIf(SCMP_SYS(tgkill), Is(0, self));
  rules.AllowIf(SCMP_SYS(kill), Is(0, self));
  // To ask is allowed, to set is not; 32 and 33 are the C library's own, for cancellation and change of user.
  rules.AllowIf(SCMP_SYS(prlimit64), Is(2, 0));
  rules.AllowIf(SCMP_SYS(rt_sigaction), Is(1, 0));
  for (const scmp_datum_t signal : {32, 33}) rules.AllowIf(SCMP_SYS(rt_sigaction), Is(0, signal));
  for (const scmp_datum_t option : {PR_SET_NAME, PR_GET_NAME}) rules.AllowIf(SCMP_SYS(prctl), Is(0, option));
  rules.AllowIf(SCMP_SYS(clone), HasBits(0, CLONE_THREAD, CLONE_THREAD));
  // Its flags lie in memory, where a filter cannot look; the C library falls back to clone.
  rules.Answer(SCMP_SYS(clone3), ENOSYS);
}

}  // namespace

bool FilterSystemCalls() {
  PrepareNames();
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_TRAP);
  if (filter == nullptr) return false;
  seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_TRAP);
  Rules rules(filter);
  for (const int call : kAllowed) rules.Allow(call);
  AddConditions(rules);
  const bool loaded = rules.good() && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return loaded;
}

const char* SystemCallName(int number) {
  const bool named = number >= 0 && number < kNamed && names[number][0] != '\0';
  return named ? names[number] : "a system call without a name here";
}

}  // namespace hotswap::vet
