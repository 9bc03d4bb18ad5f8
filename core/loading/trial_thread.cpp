#include "core/loading/trial_thread.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/base/clock.h"
#include "core/base/mutex.h"

namespace hotswap {
namespace {

/// How often the waiting thread looks after other things.
constexpr std::chrono::milliseconds kLookPeriod{10};

/// How long the thread may take to end: destructors of a library's thread_local objects run on it then, and may hang.
constexpr std::chrono::seconds kLongestEnd{2};

}  // namespace

/// Where a pass is handed over and its result comes back.
struct TrialThread::Desk {
  Mutex mutex;
  CondVar changed;
  std::function<Status()> pass GUARDED_BY(mutex);
  std::optional<Status> result GUARDED_BY(mutex);
  bool stop GUARDED_BY(mutex) = false;
};

std::optional<Status> TrialThread::Run(std::function<Status()> pass, std::chrono::nanoseconds longest,
                                       const std::function<bool()>& go_on, const std::function<std::uint64_t()>& progress) {
  std::unique_ptr<Worker> worker;
  try {
    worker = idle_ != nullptr ? std::exchange(idle_, nullptr) : std::make_unique<Worker>();
  } catch (const std::system_error& failure) {
    return Status(Error{Errc::kUnavailable, "no thread could be started to run it: " + failure.code().message()});
  }
  worker->HandOver(std::move(pass));
  auto result = worker->Await(longest, go_on, progress);
  if (!result) {
    worker->LeaveAlone();
  } else if (idle_ == nullptr) {
    idle_ = std::move(worker);
  }
  return result;
}

TrialThread::Worker::Worker() : desk_(std::make_shared<Desk>()), thread_("hs-try", [desk = desk_] { Work(*desk); }) {}

TrialThread::Worker::~Worker() {
  if (desk_ == nullptr) return;
  {
    const MutexLock lock(desk_->mutex);
    desk_->stop = true;
    desk_->changed.NotifyAll();
  }
  if (!thread_.JoinUntil(SteadyClock().Now() + kLongestEnd)) thread_.Detach();
}

void TrialThread::Worker::HandOver(std::function<Status()> pass) {
  const MutexLock lock(desk_->mutex);
  desk_->pass = std::move(pass);
  desk_->result.reset();
  desk_->changed.NotifyAll();
}

std::optional<Status> TrialThread::Worker::Await(std::chrono::nanoseconds longest, const std::function<bool()>& go_on,
                                                 const std::function<std::uint64_t()>& progress) {
  std::chrono::nanoseconds waited{0};
  std::uint64_t seen = 0;
  bool may_go_on = true;
  for (;;) {
    const TimePoint before = SteadyClock().Now();
    {
      const MutexLock lock(desk_->mutex);
      while (!desk_->result && SteadyClock().Now() < before + kLookPeriod)
        desk_->changed.WaitUntil(desk_->mutex, before + kLookPeriod);
      if (desk_->result) return std::move(desk_->result);
    }
    // While a busy machine held up this thread it held up the pass as well: that is no fault of it.
    waited += std::min<std::chrono::nanoseconds>(SteadyClock().Now() - before, 2 * kLookPeriod);
    const std::uint64_t now = progress && may_go_on ? progress() : seen;
    if (std::exchange(seen, now) != now) waited = {};
    if (waited >= longest) return std::nullopt;
    if (!may_go_on || !go_on) continue;
    const TimePoint asked = SteadyClock().Now();
    may_go_on = go_on();
    waited += SteadyClock().Now() - asked;  // it may load another library: the pass has that time, too
    if (may_go_on) continue;
    longest = std::min<std::chrono::nanoseconds>(longest, waited + kLastGrace);
  }
}

void TrialThread::Worker::LeaveAlone() {
  thread_.Detach();
  desk_ = nullptr;
}

void TrialThread::Worker::Work(Desk& desk) {
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
