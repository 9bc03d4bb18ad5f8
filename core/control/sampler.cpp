#include "core/control/sampler.h"

#include <utility>

#include "core/base/clock.h"

namespace hotswap {

Sampler::Sampler(const Parts& parts) : parts_(parts), builder_(parts.origin, *parts.cells, parts.keep_history) {
  Sample(false);
  thread_ = NamedThread("hs-sample", [this] { Run(); });
}

std::shared_ptr<const Snapshot> Sampler::Latest() const {
  const MutexLock lock(mutex_);
  return latest_;
}

void Sampler::Finish() {
  {
    const MutexLock lock(mutex_);
    finishing_ = true;
    changed_.NotifyAll();
  }
  thread_.Join();
}

void Sampler::Run() {
  TimePoint next = SteadyClock().Now();
  for (;;) {
    Sample(false);
    next += parts_.period;
    const TimePoint now = SteadyClock().Now();
    if (next < now) next = now;  // fell behind: skip, do not hurry
    const MutexLock lock(mutex_);
    while (!finishing_ && SteadyClock().Now() < next) changed_.WaitUntil(mutex_, next);
    if (finishing_) break;
  }
  Sample(true);
}

void Sampler::Sample(bool last) {
  const auto state = parts_.board->Latest();
  auto snapshot = builder_.Build(*state, parts_.board->LatestActivity(), SteadyClock().Now() - parts_.origin, last);
  const MutexLock lock(mutex_);
  latest_ = std::move(snapshot);
}

}  // namespace hotswap
