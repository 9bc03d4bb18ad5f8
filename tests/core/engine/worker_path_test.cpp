// On a worker's path there is no allocation, no lock and no system call: judged by a replaced operator new, an interposed
// pthread_mutex_lock, and a seccomp filter that kills the process at the worker's first system call.
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <new>
#include <string>
#include <utility>

#include "core/engine/shadow_feed.h"
#include "tests/core/engine/pool_bench.h"

// A sanitizer's own run time allocates, locks and calls the system.
#if !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)

namespace {

thread_local bool watched = false;  // set by a worker inside its own source
std::atomic<std::uint64_t> allocations = 0;
std::atomic<std::uint64_t> locks = 0;

}  // namespace

// Not inlined: the compiler would take malloc and operator delete for a mismatch.
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (watched) ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  if (watched) ++allocations;
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

extern "C" int pthread_mutex_lock(pthread_mutex_t* mutex) {
  using Lock = int (*)(pthread_mutex_t*);
  static const auto lock = reinterpret_cast<Lock>(dlsym(RTLD_NEXT, "pthread_mutex_lock"));
  if (watched) ++locks;
  return lock(mutex);
}

namespace hotswap {
namespace {

using testing::Eventually;

/// Kills the process at the calling thread's next system call, from now to its end. The clock is left out: where the kernel
/// offers no fast clock, reading it is a system call, whatever we do.
void ForbidSystemCalls() {
  static sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clock_gettime, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
  };
  sock_fprog program{.len = std::size(filter), .filter = filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) _exit(77);
}

/// Without end. Runs `once` on its worker after kWarmUp blocks; what comes after it is the path that is judged.
class JudgingSource final : public RequestSource {
 public:
  static constexpr std::uint64_t kWarmUp = 200;
  static constexpr std::uint64_t kJudged = 20'000;

  explicit JudgingSource(void (*once)()) : once_(once) {}
  std::unique_ptr<RequestStream> OpenStream(unsigned) override { return std::make_unique<Stream>(*this); }
  std::string Name() const override { return "judging"; }
  bool judged() const { return judged_; }

 private:
  class Stream final : public RequestStream {
   public:
    explicit Stream(JudgingSource& source) : source_(source) {}
    FillResult Fill(RequestBlock& block, std::size_t limit, std::uint64_t) override {
      if (++blocks_ == kWarmUp) source_.once_();
      if (blocks_ == kWarmUp + kJudged) {
        watched = false;
        source_.judged_ = true;
      }
      for (std::size_t i = 0; i < limit; ++i) block.features[i] = {static_cast<int>(i), 1, 0.5, 0.5};
      block.size = limit;
      block.has_slots = false;
      block.has_labels = true;
      for (std::size_t i = 0; i < limit; ++i) block.labels[i] = static_cast<float>(i % 2);
      return FillResult::kFilled;
    }

   private:
    JudgingSource& source_;
    std::uint64_t blocks_ = 0;
  };

  void (*const once_)();
  std::atomic<bool> judged_ = false;
};

struct SumOperator final : IScoreOperator {
  double compute_score(const Feature& feature) override { return feature.user_feature + feature.item_feature; }
  const char* name() const override { return "Sum"; }
};

/// Answers flat out on one worker, while routes are replaced, until the source has judged. False when that takes too long.
bool AnswerUntilJudged(JudgingSource& source, testing::PoolBench& bench, SumOperator& op) {
  ShadowFeed feed(1);  // that nobody takes anything from
  const auto publish = [&] {
    auto route = std::make_unique<Route>();
    route->sequence = ++bench.sequence;
    route->stable.version = static_cast<std::uint32_t>(bench.sequence);
    route->stable.op = &op;
    route->stable.cells = &bench.version_cells;
    if (bench.sequence % 2 == 0) {
      Arm& candidate = route->candidate.emplace();
      candidate.version = route->stable.version + 1;
      candidate.op = &op;
      candidate.cells = &bench.version_cells;
      route->mode = RouteMode::kByUsers;
      route->users = UserShare(0.5, 1);
      route->observe_stride = 1;
      route->shadow = &feed;
    }
    bench.slots[0].Publish(std::move(route));
  };
  publish();
  bench.pool->UseSource(source);
  bench.pool->Apply({.threads = 1, .interval = std::chrono::nanoseconds(0), .rounds = 0});
  const bool judged = Eventually([&] {
    publish();
    bench.slots[0].Collect();
    return source.judged();
  });
  bench.Publish(op, bench.version_cells, 1);  // the feed goes now
  return judged && Eventually([&] {
           bench.slots[0].Collect();
           return bench.slots[0].limbo().empty();
         });
}

TEST(WorkerPathTest, AllocatesNothingAndTakesNoLock) {
  JudgingSource source([] { watched = true; });
  testing::PoolBench bench;
  SumOperator op;
  ASSERT_TRUE(AnswerUntilJudged(source, bench, op));
  bench.pool->Stop();
  EXPECT_EQ(allocations.exchange(0), 0U);
  EXPECT_EQ(locks.exchange(0), 0U);
}

TEST(WorkerPathTest, TheJudgesSeeWhatTheyLookFor) {
  static Mutex mutex;
  watched = true;
  std::make_unique<int>(1).reset();
  { const MutexLock lock(mutex); }
  watched = false;
  EXPECT_GT(allocations.exchange(0), 0U);
  EXPECT_GT(locks.exchange(0), 0U);
}

/// Runs in a process of its own, which ends without asking the filtered worker for anything.
[[noreturn]] void AnswerUnderTheFilter(void (*once)()) {
  JudgingSource source(once);
  testing::PoolBench bench;
  SumOperator op;
  _exit(AnswerUntilJudged(source, bench, op) ? 0 : 1);
}

TEST(WorkerPathDeathTest, MakesNoSystemCall) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(AnswerUnderTheFilter(&ForbidSystemCalls), ::testing::ExitedWithCode(0), "");
}

TEST(WorkerPathDeathTest, TheFilterSeesASystemCall) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto forbid_and_call = [] {
    ForbidSystemCalls();
    syscall(__NR_getppid);
  };
  EXPECT_EXIT(AnswerUnderTheFilter(forbid_and_call), ::testing::KilledBySignal(SIGSYS), "");
}

}  // namespace
}  // namespace hotswap

#endif
