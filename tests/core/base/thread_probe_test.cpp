#include "core/base/thread_probe.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "core/base/named_thread.h"

namespace hotswap {
namespace {

/// Waits for `told`, spinning or asleep; tells its kernel id.
class Waiter {
 public:
  explicit Waiter(bool spins) : thread_("probe ) S (x", [this, spins] { Wait(spins); }) {
    while (id_ == 0) std::this_thread::yield();
  }
  ~Waiter() { End(); }

  pid_t id() const { return id_; }

  void End() {
    {
      const std::lock_guard lock(mutex_);
      told_ = true;
    }
    changed_.notify_all();
    thread_.Join();
  }

 private:
  void Wait(bool spins) {
    id_ = gettid();
    while (spins && !told_) {
    }
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return told_.load(); });
  }

  std::atomic<pid_t> id_ = 0;
  std::atomic<bool> told_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  NamedThread thread_;
};

TEST(ThreadProbeTest, TellsASleeperFromAThreadThatComputes) {
  const Waiter sleeper(false);
  while (ActivityOfThread(sleeper.id()) != ThreadActivity::kAsleep) std::this_thread::yield();
  const Waiter spinner(true);
  EXPECT_EQ(ActivityOfThread(spinner.id()), ThreadActivity::kRunnable);
  EXPECT_EQ(ActivityOfThread(gettid()), ThreadActivity::kRunnable);
}

TEST(ThreadProbeTest, ProcessorTimeGrowsOnlyWhileAThreadComputes) {
  const Waiter spinner(true);
  const Nanoseconds before = CpuTimeOfThread(spinner.id()).value();
  while (CpuTimeOfThread(spinner.id()).value() < before + std::chrono::milliseconds(2)) std::this_thread::yield();
  const Waiter sleeper(false);
  while (ActivityOfThread(sleeper.id()) != ThreadActivity::kAsleep) std::this_thread::yield();
  const Nanoseconds asleep = CpuTimeOfThread(sleeper.id()).value();
  // Time in which a thread that computes would use some.
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(CpuTimeOfThread(sleeper.id()).value(), asleep);
}

TEST(ThreadProbeTest, TimeInTheQueueGrowsNeitherInASleeperNorBeyondWhatPasses) {
  const TimePoint start = SteadyClock().Now();
  const Waiter sleeper(false);
  while (ActivityOfThread(sleeper.id()) != ThreadActivity::kAsleep) std::this_thread::yield();
  const auto queued = QueueTimeOfThread(sleeper.id());
  if (!queued) GTEST_SKIP() << "this kernel does not tell";
  EXPECT_GE(*queued, Nanoseconds(0));
  EXPECT_LE(*queued, SteadyClock().Now() - start);
  // Time that a thread which waits for a processor would have waited.
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(QueueTimeOfThread(sleeper.id()), queued);
}

TEST(ThreadProbeTest, NamesAThread) {
  const Waiter waiter(false);
  EXPECT_EQ(NameOfThread(waiter.id()), "probe ) S (x");
}

TEST(ThreadProbeTest, AThreadThatEndedIsGone) {
  Waiter waiter(false);
  waiter.End();
  EXPECT_EQ(ActivityOfThread(waiter.id()), ThreadActivity::kGone);
  EXPECT_FALSE(CpuTimeOfThread(waiter.id()).has_value());
  EXPECT_FALSE(QueueTimeOfThread(waiter.id()).has_value());
  EXPECT_EQ(NameOfThread(waiter.id()), "thread " + std::to_string(waiter.id()));
}

}  // namespace
}  // namespace hotswap
