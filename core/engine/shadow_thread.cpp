#include "core/engine/shadow_thread.h"

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <exception>
#include <limits>
#include <string>
#include <utility>

namespace hotswap {
namespace {

/// Workers must not make a system call to wake this thread, so it looks again at growing intervals.
constexpr std::chrono::microseconds kShortestWait{500};
constexpr std::chrono::microseconds kLongestWait{8'000};

/// Takes effect where the system lets it; the figures are the same without.
void GiveWay() {
  constexpr int kNice = 10;
  const sched_param priority{};
  static_cast<void>(setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNice));
  static_cast<void>(sched_setscheduler(0, SCHED_BATCH, &priority));
}

}  // namespace

ShadowThread::~ShadowThread() { AskToStop(); }

void ShadowThread::Start() {
  thread_ = NamedThread("hs-shadow-" + std::to_string(around_.number), [this] { Run(); });
}

void ShadowThread::AskToStop() {
  const MutexLock lock(mutex_);
  stop_.store(true, std::memory_order_relaxed);
  changed_.NotifyAll();
}

bool ShadowThread::WaitUntilEnded(TimePoint until) {
  const MutexLock lock(mutex_);
  while (!ended_ && SteadyClock().Now() < until) changed_.WaitUntil(mutex_, until);
  return ended_;
}

void ShadowThread::Run() {
  GiveWay();
  try {
    Work();
  } catch (...) {
    // The candidate called pthread_exit: the thread cannot be kept.
    answers_[0].error = true;
    Report(1, 0);
    Leave();
    throw;
  }
  Leave();
}

void ShadowThread::Work() {
  std::chrono::microseconds pause = kShortestWait;
  while (!stop_.load(std::memory_order_relaxed)) {
    const std::size_t count = TakeBatch();
    if (count != 0) {
      AskCandidate(count);
      pause = kShortestWait;
    } else {
      Wait(pause);
      pause = std::min(2 * pause, kLongestWait);
    }
  }
  DropRest();
}

/// A few from each lane in turn, so that a busy worker does not hide a quiet one.
std::size_t ShadowThread::TakeBatch() {
  const std::size_t lanes = (around_.feed->workers() + around_.threads - 1) / around_.threads;
  const std::size_t share = std::max<std::size_t>(kBatch / lanes, 1);
  std::size_t count = 0;
  for (unsigned worker = around_.number; worker < around_.feed->workers(); worker += around_.threads) {
    ShadowFeed::Lane& lane = *around_.feed->Of(worker);
    for (std::size_t i = 0; i < share && count < kBatch && lane.Pop(requests_[count]); ++i) ++count;
  }
  return count;
}

void ShadowThread::AskCandidate(std::size_t count) {
  std::size_t asked = 0;
  while (asked < count && !stop_.load(std::memory_order_relaxed)) {
    answers_[asked] = Ask(requests_[asked].feature);
    ++asked;
  }
  Report(asked, count - asked);
}

ShadowAnswer ShadowThread::Ask(const Feature& feature) {
  ShadowAnswer answer;
  try {
    const std::int64_t start = Time();
    answer.score = around_.op->compute_score(feature);
    answer.latency_ns = Elapsed(start, Time());
  } catch (...) {
    if (std::current_exception() == nullptr) throw;  // not an exception but the end of the thread: see BlockScorer
    answer.error = true;
  }
  return answer;
}

std::int64_t ShadowThread::Time() const {
  if (around_.steady_clock) return std::chrono::steady_clock::now().time_since_epoch().count();
  return static_cast<std::int64_t>(around_.clock.Now());
}

std::int64_t ShadowThread::Elapsed(std::int64_t from, std::int64_t to) const {
  if (around_.steady_clock) return to - from;
  return static_cast<std::int64_t>(around_.clock.Elapsed(static_cast<std::uint64_t>(from), static_cast<std::uint64_t>(to)));
}

void ShadowThread::Report(std::size_t answered, std::size_t dropped) {
  const MutexLock lock(around_.findings->mutex);
  ShadowComparison& comparison = around_.findings->comparison;
  for (std::size_t i = 0; i < answered; ++i) comparison.Add(requests_[i], answers_[i]);
  comparison.AddDropped(dropped);
}

/// What nobody will be asked for any more.
void ShadowThread::DropRest() {
  for (std::size_t count = TakeBatch(); count != 0; count = TakeBatch()) Report(0, count);
}

void ShadowThread::Wait(std::chrono::microseconds duration) {
  const MutexLock lock(mutex_);
  if (!stop_.load(std::memory_order_relaxed)) changed_.WaitUntil(mutex_, SteadyClock().Now() + duration);
}

void ShadowThread::Leave() {
  const MutexLock lock(mutex_);
  ended_ = true;
  changed_.NotifyAll();
}

}  // namespace hotswap
