#include "core/engine/shadow_pool.h"

#include <algorithm>
#include <utility>

namespace hotswap {
namespace {

/// Of an owner that did not say how long a call may take.
constexpr std::chrono::seconds kLimitAtEnd{1};

/// Keeps a thread that is stuck in a call for as long as the process lives, where a leak checker finds it.
void KeepForEver(std::unique_ptr<ShadowThread> thread) {
  static Mutex& mutex = *new Mutex;  // never destroyed: a pool may end while the process does
  static auto& kept = *new std::vector<std::unique_ptr<ShadowThread>>;
  const MutexLock lock(mutex);
  kept.push_back(std::move(thread));
}

}  // namespace

ShadowPool::ShadowPool(const Parts& parts) : feed_(std::make_shared<ShadowFeed>(parts.workers)) {
  const CycleClock clock;
  for (unsigned number = 0; number < parts.threads; ++number) {
    ShadowThread::Surroundings around{number, parts.threads, nullptr, feed_, findings_, clock, parts.recorded};
    around.op = parts.instances.size() == 1 ? parts.instances.front() : parts.instances[number];
    threads_.push_back(std::make_unique<ShadowThread>(std::move(around)));
    threads_.back()->Start();
  }
}

ShadowPool::~ShadowPool() { Stop(kLimitAtEnd); }

void ShadowPool::FillIn(ShadowStatus& status) const {
  // Copied, so that no shadow thread waits while the ranks are compared.
  ShadowComparison comparison;
  {
    const MutexLock lock(findings_->mutex);
    comparison = findings_->comparison;
  }
  comparison.AddDropped(feed_->dropped());
  comparison.FillIn(status);
  status.running = !threads_.empty();
}

bool ShadowPool::Stop(Nanoseconds limit) {
  for (const auto& thread : threads_) thread->AskToStop();
  const TimePoint until = SteadyClock().Now() + limit;
  for (auto& thread : threads_) {
    if (thread->WaitUntilEnded(until)) continue;
    thread->Abandon();
    KeepForEver(std::move(thread));
    all_ended_ = false;
  }
  threads_.clear();
  return all_ended_;
}

}  // namespace hotswap
