#include "core/engine/worker_pool.h"

#include <algorithm>

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
  while (workers_.size() < settings_.threads) {
    WorkerSurroundings around;
    around.number = static_cast<unsigned>(workers_.size());
    around.series = series_;
    around.rounds = rounds_[around.number];
    around.niceness = parts_.niceness;
    around.origin = parts_.origin;
    around.slots = parts_.slots;
    around.source = parts_.source;
    around.cell = parts_.cells->Find(around.number);
    around.cycle_clock = &cycle_clock_;
    around.recorder = parts_.recorder;
    workers_.push_back(std::make_unique<Worker>(around, Orders()));
  }
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

void WorkerPool::Shrink(std::size_t count) {
  for (std::size_t i = count; i < workers_.size(); ++i) workers_[i]->AskToStop();  // all at once, then wait for each
  for (std::size_t i = count; i < workers_.size(); ++i) rounds_[i] = workers_[i]->Finish();
  if (workers_.size() > count) workers_.resize(count);
}

bool WorkerPool::Finished() const {
  return !workers_.empty() && std::ranges::all_of(workers_, [](const auto& worker) { return worker->Finished(); });
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
  for (auto& worker : workers_) worker->Give(Orders());
}

}  // namespace hotswap
