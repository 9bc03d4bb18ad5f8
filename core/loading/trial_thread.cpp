#include "core/loading/trial_thread.h"

#include <algorithm>
#include <utility>

#include "core/base/clock.h"
#include "core/base/mutex.h"

namespace hotswap {
namespace {

/// How often the waiting thread looks after other things.
constexpr std::chrono::milliseconds kLookPeriod{10};

}  // namespace

/// Where a pass is handed over and its result comes back.
struct TrialThread::Desk {
  Mutex mutex;
  CondVar changed;
  std::function<Status()> pass GUARDED_BY(mutex);
  std::optional<Status> result GUARDED_BY(mutex);
  bool stop GUARDED_BY(mutex) = false;
};

TrialThread::~TrialThread() {
  if (desk_ == nullptr) return;
  const MutexLock lock(desk_->mutex);
  desk_->stop = true;
  desk_->changed.NotifyAll();
}

std::optional<Status> TrialThread::Run(std::function<Status()> pass, std::chrono::nanoseconds longest,
                                       const std::function<bool()>& go_on) {
  if (desk_ == nullptr) {
    desk_ = std::make_shared<Desk>();
    thread_ = NamedThread("hs-try", [desk = desk_] { Work(*desk); });
  }
  {
    const MutexLock lock(desk_->mutex);
    desk_->pass = std::move(pass);
    desk_->result.reset();
    desk_->changed.NotifyAll();
  }
  auto result = Await(longest, go_on);
  if (result) return result;
  thread_.Detach();
  desk_ = nullptr;
  return std::nullopt;
}

std::optional<Status> TrialThread::Await(std::chrono::nanoseconds longest, const std::function<bool()>& go_on) {
  const TimePoint until = SteadyClock().Now() + longest;
  for (;;) {
    {
      const MutexLock lock(desk_->mutex);
      const TimePoint look = std::min(until, SteadyClock().Now() + kLookPeriod);
      while (!desk_->result && SteadyClock().Now() < look) desk_->changed.WaitUntil(desk_->mutex, look);
      if (desk_->result) return std::move(desk_->result);
    }
    if (SteadyClock().Now() >= until || (go_on && !go_on())) return std::nullopt;
  }
}

void TrialThread::Work(Desk& desk) {
  for (;;) {
    std::function<Status()> pass;
    {
      const MutexLock lock(desk.mutex);
      while (!desk.pass && !desk.stop) desk.changed.Wait(desk.mutex);
      if (desk.stop) return;
      pass = std::exchange(desk.pass, nullptr);
    }
    Status result = pass();
    pass = nullptr;  // what it holds goes before the other side is told
    const MutexLock lock(desk.mutex);
    desk.result = std::move(result);
    desk.changed.NotifyAll();
  }
}

}  // namespace hotswap
