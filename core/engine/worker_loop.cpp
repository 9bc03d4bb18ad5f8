// What a worker's own thread does.
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>

#include "core/engine/worker.h"

namespace hotswap {
namespace {

/// How long a worker sleeps when the source has nothing yet or a slot has no version.
constexpr std::chrono::milliseconds kWaitForWork{1};
/// Above a million requests a second timing every call would cost more than the calls.
constexpr std::chrono::nanoseconds kSparseTimingBelow{1000};

}  // namespace

void Worker::Run() {
  kernel_id_.store(gettid(), std::memory_order_relaxed);
  if (around_.niceness != 0) setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), around_.niceness);
  for (RouteSlot* slot : around_.slots) pins_.push_back(std::make_unique<RouteSlot::Pin>(*slot));
  sequences_.resize(pins_.size());
  try {
    if (Work()) {
      around_.cell->SetState(WorkerState::kStopped);
      pins_.clear();
    } else {
      // Claimed. Whatever surrounded this worker may be gone; what is left to do is to let go of the version.
      late_.store(true, std::memory_order_relaxed);
      pins_[slot_]->Clear();
    }
  } catch (...) {
    // An operator called pthread_exit: the thread cannot be kept. Its run stays open, and somebody else answers it.
    pins_[slot_]->Clear();
    Leave();
    throw;
  }
  Leave();
}

void Worker::Leave() {
  {
    const MutexLock lock(mutex_);
    ended_ = true;
    changed_.NotifyAll();
  }
  left_.store(true, std::memory_order_release);
}

/// False when a rescuer took the work over.
bool Worker::Work() {
  if (done_ < block_.size && !GoOn()) return false;
  for (;;) {
    if (revision_.load(std::memory_order_acquire) != seen_revision_) [[unlikely]] {
      if (!TakeOrders()) return true;
    }
    if (!MayDraw()) continue;
    Pacer& pacer = hand_.pacer;
    if (const std::size_t due = pacer.Due(pacer.flat_out() ? TimePoint{} : SteadyClock().Now()); due != 0) {
      if (!AnswerBlock(due)) return false;
    } else {
      Sleep(WorkerState::kRunning, pacer.next());
      hand_.stamp = pacer.next();
    }
  }
}

/// False when told to stop.
bool Worker::TakeOrders() {
  const WorkerOrders before = hand_.orders;
  bool stop = false;
  {
    const MutexLock lock(mutex_);
    hand_.orders = given_;
    stop = stop_;
    seen_revision_ = revision_.load(std::memory_order_relaxed);
  }
  const TimePoint now = SteadyClock().Now();
  const WorkerOrders& orders = hand_.orders;
  if (orders.series != hand_.series) hand_.rounds = 0;
  hand_.series = orders.series;
  if (orders.series != before.series || orders.interval != before.interval) hand_.pacer.SetInterval(orders.interval, now);
  hand_.stamp = now;
  return !stop;
}

/// Lets go of every version, then waits until `until` or new orders.
void Worker::Sleep(WorkerState state, TimePoint until) {
  for (auto& pin : pins_) pin->Clear();
  around_.cell->SetState(state);
  {
    const MutexLock lock(mutex_);
    while (revision_.load(std::memory_order_relaxed) == seen_revision_ && SteadyClock().Now() < until) {
      changed_.WaitUntil(mutex_, until);
    }
  }
  hand_.stamp = SteadyClock().Now();
}

/// False after a sleep: look at the orders again.
bool Worker::MayDraw() {
  constexpr auto kUntilTold = std::chrono::hours(1);
  const WorkerOrders& orders = hand_.orders;
  const bool out_of_rounds = orders.rounds != 0 && hand_.rounds >= orders.rounds;
  if (orders.paused || out_of_rounds || hand_.exhausted) [[unlikely]] {
    if (!orders.paused) finished_revision_.store(seen_revision_, std::memory_order_release);
    Sleep(orders.paused ? WorkerState::kPaused : WorkerState::kFinished, SteadyClock().Now() + kUntilTold);
  } else if (!EverySlotHasARoute()) [[unlikely]] {
    Sleep(WorkerState::kWaiting, SteadyClock().Now() + kWaitForWork);
  } else {
    return true;
  }
  hand_.pacer.Resume(hand_.stamp);  // nothing fell due meanwhile that would have to be made up for
  return false;
}

bool Worker::EverySlotHasARoute() {
  for (std::size_t slot = 0; slot < pins_.size(); ++slot) {
    const Route* route = pins_[slot]->Refresh();
    if (route == nullptr) return false;
    if (route->sequence == sequences_[slot]) continue;
    sequences_[slot] = route->sequence;
    hand_.pacer.StartOver();
  }
  return true;
}

/// Answers what a stuck worker left. The slots had routes when it took the block, and a slot never goes back to none.
bool Worker::GoOn() {
  const TimePoint stuck_since = hand_.stamp;
  if (!EverySlotHasARoute()) {
    around_.cell->AddLost(block_.size - done_);
    done_ = block_.size;
    return true;
  }
  if (!AnswerRest()) return false;
  hand_.pacer.Answered(block_.size, hand_.stamp - stuck_since);
  return true;
}

bool Worker::AnswerBlock(std::size_t limit) {
  if (hand_.orders.rounds != 0) limit = std::min<std::uint64_t>(limit, hand_.orders.rounds - hand_.rounds);
  const FillResult filled = hand_.stream->Fill(block_, limit, hand_.rounds + 1);
  if (filled != FillResult::kFilled) [[unlikely]] {
    hand_.exhausted = filled == FillResult::kExhausted;
    if (!hand_.exhausted) Sleep(WorkerState::kWaiting, SteadyClock().Now() + kWaitForWork);
    return true;
  }
  around_.cell->SetState(WorkerState::kRunning);
  done_ = 0;
  // Flat out, a block begins where the one before ended; else the worker slept in between.
  const TimePoint begin = hand_.pacer.flat_out() ? hand_.stamp : SteadyClock().Now();
  if (!AnswerRest()) return false;
  const std::chrono::nanoseconds took = hand_.stamp - begin;
  hand_.pacer.Answered(block_.size, took);
  stride_ = took < kSparseTimingBelow * block_.size ? BlockScorer::kSparseStride : 1;
  return true;
}

/// Answers the block from done_ on, run by run. A run that took long ends early, and the rest goes to whatever the slot publishes
/// then. False when a rescuer took over.
bool Worker::AnswerRest() {
  while (done_ < block_.size) {
    const std::uint32_t slot = block_.has_slots ? block_.slots[done_] : 0;
    std::size_t end = EndOfSlot(slot);
    if (failed_ && failed_->index < end) [[unlikely]] {
      if (failed_->index == done_) {
        FailCall(slot);
        continue;
      }
      end = failed_->index;
    }
    if (!AnswerRun(slot, end)) return false;
    if (done_ < end) {
      stride_ = 1;
      pins_[slot]->Refresh();
    }
  }
  return true;
}

std::size_t Worker::EndOfSlot(std::uint32_t slot) const {
  if (!block_.has_slots) return block_.size;
  std::size_t end = done_ + 1;
  while (end < block_.size && block_.slots[end] == slot) ++end;
  return end;
}

/// The request whose call did not return is an error of its version, unless another one can answer it by now.
void Worker::FailCall(std::uint32_t slot) {
  const Route& route = *pins_[slot]->held();
  if (route.version == failed_->version) {
    RecordRow row = FirstRow(route, slot);
    row.start_ns = row.end_ns = SinceOrigin(SteadyClock().Now());
    VersionCell& cell = route.cells->Of(around_.number);
    Account(route, scorer_.Fail(route, cell, 1, failed_->why, row, hand_.lane.get()), slot, hand_.stamp);
  }
  failed_.reset();
}

/// Answers requests of one slot up to `end`, one at least. False when a rescuer claimed the run.
bool Worker::AnswerRun(std::uint32_t slot, std::size_t end) {
  const Route& route = *pins_[slot]->held();
  VersionCell& cell = route.cells->Of(around_.number);
  Route::Stamp& route_stamp = route.stamps[around_.number];
  // Flat out, a run begins where the one before ended; else the worker slept or waited in between.
  const bool first_on_route = route_stamp.first_ns.load(std::memory_order_relaxed) < 0;
  const TimePoint begin = hand_.pacer.flat_out() && !first_on_route ? hand_.stamp : SteadyClock().Now();
  if (first_on_route) route_stamp.first_ns.store(SinceOrigin(begin), std::memory_order_relaxed);

  route_ = &route;
  slot_ = slot;
  claim_.Begin({SinceOrigin(begin), route.sequence, route.version, slot});
  const std::span<const Feature> features(block_.features.data() + done_, end - done_);
  const std::optional<RunSummary> run =
      hand_.lane == nullptr
          ? scorer_.Score(route, cell, features, stride_, claim_)
          : scorer_.ScoreAndRecord(route, cell, features, FirstRow(route, slot), around_.origin, *hand_.lane, claim_);
  if (!run) [[unlikely]]
    return false;
  Account(route, *run, slot, begin);
  return true;
}

/// Counts a run that was answered.
void Worker::Account(const Route& route, RunSummary run, std::uint32_t slot, TimePoint begin) {
  run.slot = slot;
  const TimePoint end = SteadyClock().Now();
  route.stamps[around_.number].last_ns.store(SinceOrigin(end), std::memory_order_relaxed);
  around_.cell->Record(run, SinceOrigin(end));
  around_.cell->RecordGap(SinceOrigin(end), (end - hand_.stamp).count());
  if (hand_.orders.samples) KeepSamples(run, begin, end);
  hand_.rounds += run.requests;
  done_ += run.requests;
  hand_.stamp = end;
}

RecordRow Worker::FirstRow(const Route& route, std::uint32_t slot) const {
  RecordRow row;
  row.round = hand_.rounds + 1;
  row.route = route.sequence;
  row.version = route.version;
  row.thread = static_cast<std::uint16_t>(around_.number);
  row.slot = static_cast<std::uint8_t>(slot);
  return row;
}

void Worker::KeepSamples(const RunSummary& run, TimePoint begin, TimePoint end) {
  RequestSample sample;
  sample.at = end - around_.origin;
  sample.thread = around_.number;
  sample.round = hand_.rounds;
  sample.slot = run.slot;
  sample.version = run.version;
  sample.latency = (end - begin) / static_cast<std::int64_t>(run.requests);
  for (const double score : scorer_.scores()) {
    ++sample.round;
    sample.score = score;
    sample.error = run.errors != 0 && std::isnan(score);
    around_.cell->AddSample(sample);
  }
}

}  // namespace hotswap
