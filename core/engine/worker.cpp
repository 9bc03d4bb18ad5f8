// What the control thread does with a worker. What the worker's own thread does is in worker_loop.cpp.
#include "core/engine/worker.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "core/base/duration.h"

namespace hotswap {
namespace {

WorkInHand NothingYet(const WorkerSurroundings& around) {
  WorkInHand hand;
  hand.stream = around.source->OpenStream(around.number);
  if (around.recorder != nullptr) hand.lane = around.recorder->OpenLane();
  hand.series = around.series;
  hand.rounds = around.rounds;
  return hand;
}

std::string WhyFailed(StuckCause cause, Nanoseconds limit) {
  if (cause == StuckCause::kThreadEnded) return "compute_score ended the thread that called it";
  return "compute_score did not return within " + FormatDuration(limit);
}

}  // namespace

Worker::Worker(const WorkerSurroundings& surroundings, const WorkerOrders& orders)
    : around_(surroundings),
      given_(orders),
      watch_(surroundings.call_limit),
      hand_(NothingYet(surroundings)),
      scorer_(*surroundings.cycle_clock, BlockScorer::kLongestRun, surroundings.number) {}

Worker::Worker(const WorkerSurroundings& surroundings, Handover handover)
    : around_(surroundings),
      give_back_(handover.give_back),
      given_(handover.given),
      stop_(handover.stop),
      watch_(surroundings.call_limit),
      hand_(std::move(handover.hand)),
      block_(handover.block),
      done_(handover.done),
      failed_(std::move(handover.failed)),
      route_(handover.route),
      arm_(handover.arm),
      scorer_(*surroundings.cycle_clock, BlockScorer::kLongestRun, surroundings.number) {}

Worker::~Worker() {
  AskToStop(false);
  thread_.Join();
}

std::string Worker::ThreadName(unsigned number) {
  char name[16];
  std::snprintf(name, sizeof name, "hs-work-%02u", number % 100);
  return name;
}

void Worker::Start() {
  thread_ = NamedThread(ThreadName(around_.number), [this] { Run(); });
}

StuckCall Worker::Ending(TimePoint since) const {
  const RunIntent last = claim_.Last();
  StuckCall ending;
  ending.worker = around_.number;
  ending.slot = last.slot;
  ending.route = last.route;
  ending.version = last.version;
  ending.since = since;
  ending.cause = StuckCause::kEnding;
  return ending;
}

void Worker::Give(const WorkerOrders& orders) {
  const MutexLock lock(mutex_);
  given_ = orders;
  Announce();
}

/// The other orders stay: what the worker answered belongs to the series that it was told last.
void Worker::AskToStop(bool give_back) {
  if (give_back) give_back_.store(true, std::memory_order_relaxed);
  const MutexLock lock(mutex_);
  stop_ = true;
  Announce();
}

void Worker::Announce() {
  revision_.fetch_add(1, std::memory_order_release);
  changed_.NotifyAll();
}

bool Worker::WaitUntilEnded(TimePoint until) {
  const MutexLock lock(mutex_);
  while (!ended_ && SteadyClock().Now() < until) changed_.WaitUntil(mutex_, until);
  return ended_;
}

bool Worker::Finished() const {
  return finished_revision_.load(std::memory_order_acquire) == revision_.load(std::memory_order_relaxed);
}

std::optional<StuckCall> Worker::LookAtCall(TimePoint now) {
  const bool has_left = left();  // before the look: a run that is unfinished then will stay so
  const auto seen = claim_.Look();
  if (!seen) {
    watch_.Idle(now);
    return std::nullopt;
  }
  const pid_t thread = kernel_id_.load(std::memory_order_relaxed);
  CallSight sight{seen->run, seen->call, around_.origin + Nanoseconds(seen->intent.begin_ns)};
  sight.cpu = CpuTimeOfThread(thread).value_or(Nanoseconds(0));
  sight.queued = QueueTimeOfThread(thread);
  if (watch_.Seen(seen->run, seen->call)) sight.activity = ActivityOfThread(thread);
  std::optional<StuckCause> cause = watch_.Look(sight, now);
  if (has_left) cause = StuckCause::kThreadEnded;
  if (!cause) return std::nullopt;
  return StuckCall{around_.number,       seen->run,      seen->call, seen->intent.slot, seen->intent.route,
                   seen->intent.version, watch_.since(), *cause};
}

std::optional<Handover> Worker::Claim(const StuckCall& stuck) {
  const auto seen = claim_.Look();
  if (!seen || seen->run != stuck.run || seen->call != stuck.call || !claim_.Claim(stuck.run)) return std::nullopt;
  Handover handover = HandOver();
  handover.failed = {done_ + stuck.call, stuck.slot, stuck.version, WhyFailed(stuck.cause, around_.call_limit)};
  // The thread will come back to the pin that it is stuck under, and to no other.
  for (std::size_t slot = 0; slot < pins_.size(); ++slot) {
    if (slot != stuck.slot) pins_[slot].reset();
  }
  pins_[stuck.slot]->Abandon();
  thread_.Detach();
  if (stuck.cause == StuckCause::kThreadEnded) {
    pins_[stuck.slot]->Clear();
    left_.store(true, std::memory_order_relaxed);  // an operator that called the kernel's exit left no word
  }
  return handover;
}

Handover Worker::HandOver() {
  Handover handover;
  handover.hand = std::move(hand_);
  handover.block = block_;
  handover.done = done_;
  handover.route = route_;
  handover.arm = arm_;
  const MutexLock lock(mutex_);
  handover.given = given_;
  handover.stop = stop_;
  handover.give_back = give_back_.load(std::memory_order_relaxed);
  return handover;
}

std::uint64_t Worker::FailAll() {
  const Stretch rest{*route_, *arm_, failed_->slot, block_.size};
  const std::size_t count = block_.size - done_;
  Account(rest, scorer_.Fail(*arm_, arm_->cells->Of(around_.number), count, failed_->why, FailedRowsOf(rest), hand_.lane.get()),
          hand_.stamp);
  around_.cell->SetState(WorkerState::kStopped);
  const MutexLock lock(mutex_);
  return given_.series == hand_.series ? hand_.rounds : 0;
}

}  // namespace hotswap
