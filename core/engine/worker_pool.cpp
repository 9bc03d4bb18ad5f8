#include "core/engine/worker_pool.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace hotswap {
namespace {

/// Above this many requests a second nobody reads a line for each.
constexpr double kHumanRatePerSecond = 500;

static_assert(Route::kMaxThreads >= kMaxThreads, "every worker needs a stamp of its own in each route");

}  // namespace

void WorkerPool::Apply(const WorkerSettings& settings) {
  settings_ = settings;
  parts_.cells->EnsureThreads(settings_.threads);
  Shrink(settings_.threads);
  TellAll();
  next_look_ = {};
  for (unsigned number = 0; number < settings_.threads; ++number) {
    if (number == workers_.size()) workers_.emplace_back();
    if (workers_[number] != nullptr) continue;
    auto worker = std::make_unique<Worker>(Surroundings(number), Orders());
    worker->Start();
    workers_[number] = std::move(worker);
  }
}

WorkerSurroundings WorkerPool::Surroundings(unsigned number) const {
  WorkerSurroundings around;
  around.number = number;
  around.series = series_;
  around.rounds = rounds_[number];
  around.niceness = parts_.niceness;
  around.call_limit = parts_.call_limit;
  around.origin = parts_.origin;
  around.slots = parts_.slots;
  around.source = parts_.source;
  around.cell = parts_.cells->Find(number);
  around.cycle_clock = &cycle_clock_;
  around.recorder = parts_.recorder;
  return around;
}

void WorkerPool::SetPaused(bool paused) {
  paused_ = paused;
  TellAll();
}

void WorkerPool::UseSource(RequestSource& source) {
  Stop();
  parts_.source = &source;
}

void WorkerPool::RestartRounds() {
  ++series_;
  rounds_.fill(0);
  TellAll();
}

/// With workers left the source goes on, and some sources take nothing back: then what was taken is answered.
void WorkerPool::Shrink(std::size_t count) {
  replaced_at_end_.fill(false);
  for (std::size_t i = count; i < workers_.size(); ++i) {
    if (workers_[i] != nullptr) workers_[i]->AskToStop(count == 0);  // all at once, then wait for each
  }
  for (std::size_t i = count; i < workers_.size(); ++i) WaitForEnd(i, count);
  const TimePoint until = SteadyClock().Now() + parts_.call_limit;  // for all: several threads may hang in the same destructor
  for (std::size_t i = count; i < workers_.size(); ++i) WaitForThread(i, count, until);
  if (workers_.size() > count) workers_.resize(count);
}

void WorkerPool::WaitForEnd(std::size_t number, std::size_t count) {
  while (workers_[number] != nullptr) {
    Worker& worker = *workers_[number];
    if (worker.WaitUntilEnded(next_look_) && !worker.LeftARunOpen()) {
      rounds_[number] = worker.rounds();
      return;
    }
    RescueWhileEnding(count);
  }
}

/// A worker's work is done, but an operator's thread_local objects are destroyed after it, and may hang there.
void WorkerPool::WaitForThread(std::size_t number, std::size_t count, TimePoint until) {
  std::unique_ptr<Worker>& worker = workers_[number];
  if (worker == nullptr) return;
  const TimePoint since = SteadyClock().Now();
  while (!worker->JoinUntil(std::min(until, next_look_))) {
    if (SteadyClock().Now() < until) {
      RescueWhileEnding(count);
      continue;
    }
    const StuckCall ending = worker->Ending(since);
    parked_.Add(std::move(worker), ending);
    if (parts_.left_behind) parts_.left_behind(ending);
    return;
  }
}

/// The workers from `count` on are ending. Each is replaced once: an operator that hangs in every call would make the end last.
void WorkerPool::RescueWhileEnding(std::size_t count) {
  for (const StuckCall& stuck : FindStuck(SteadyClock().Now())) {
    if (parts_.before_rescue) parts_.before_rescue(stuck);
    const bool again = stuck.worker >= count && replaced_at_end_[stuck.worker];
    if (Rescue(stuck, !again) == RescueOutcome::kReplaced && stuck.worker >= count) replaced_at_end_[stuck.worker] = true;
  }
}

std::vector<StuckCall> WorkerPool::FindStuck(TimePoint now) {
  parked_.LetGo();
  std::vector<StuckCall> stuck;
  next_look_ = TimePoint::max();
  for (const auto& worker : workers_) {
    if (worker == nullptr) continue;
    if (const auto call = worker->LookAtCall(now)) stuck.push_back(*call);
    next_look_ = std::min(next_look_, worker->NextLook(now));
  }
  return stuck;
}

RescueOutcome WorkerPool::Rescue(const StuckCall& stuck, bool may_replace) {
  std::unique_ptr<Worker>& worker = workers_[stuck.worker];
  if (worker == nullptr) return RescueOutcome::kCameBack;
  auto handover = worker->Claim(stuck);
  if (!handover) return RescueOutcome::kCameBack;
  parked_.Add(std::move(worker), stuck);
  auto next = std::make_unique<Worker>(Surroundings(stuck.worker), std::move(*handover));
  if (may_replace && parked_.size() <= kMostParked) {
    try {
      next->Start();
      worker = std::move(next);
      return RescueOutcome::kReplaced;
    } catch (const std::system_error&) {
      // No thread left in the system: as if too many were parked.
    }
  }
  rounds_[stuck.worker] = next->FailAll();
  return RescueOutcome::kNotReplaced;
}

bool WorkerPool::Finished() const {
  return !workers_.empty() &&
         std::ranges::all_of(workers_, [](const auto& worker) { return worker == nullptr || worker->Finished(); });
}

WorkerOrders WorkerPool::Orders() const {
  WorkerOrders orders;
  orders.interval = settings_.interval;
  orders.rounds = settings_.rounds;
  orders.series = series_;
  orders.paused = paused_;
  const double seconds = std::chrono::duration<double>(settings_.interval).count();
  orders.samples = seconds > 0 && settings_.threads / seconds <= kHumanRatePerSecond;
  return orders;
}

void WorkerPool::TellAll() {
  for (const auto& worker : workers_) {
    if (worker != nullptr) worker->Give(Orders());
  }
}

}  // namespace hotswap
