#include "core/engine/worker.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

namespace hotswap {
namespace {

/// How long a worker sleeps when the source has nothing yet or a slot has no version.
constexpr std::chrono::milliseconds kWaitForWork{1};
/// Above a million requests a second timing every call would cost more than the calls.
constexpr std::chrono::nanoseconds kSparseTimingBelow{1000};

std::string ThreadName(unsigned number) {
  char name[16];
  std::snprintf(name, sizeof name, "hs-work-%02u", number % 100);
  return name;
}

}  // namespace

Worker::Worker(const WorkerSurroundings& surroundings, const WorkerOrders& orders)
    : around_(surroundings),
      given_(orders),
      scorer_(*surroundings.cycle_clock),
      stream_(surroundings.source->OpenStream(surroundings.number)),
      lane_(surroundings.recorder != nullptr ? surroundings.recorder->OpenLane() : nullptr),
      series_(surroundings.series),
      rounds_(surroundings.rounds),
      thread_(ThreadName(surroundings.number), [this] { Run(); }) {}

Worker::~Worker() { Finish(); }

std::uint64_t Worker::Finish() {
  AskToStop();
  thread_.Join();
  return rounds_;
}

void Worker::Give(const WorkerOrders& orders) {
  const MutexLock lock(mutex_);
  given_ = orders;
  Announce();
}

/// The other orders stay: what the worker answered belongs to the series that it was told last.
void Worker::AskToStop() {
  const MutexLock lock(mutex_);
  stop_ = true;
  Announce();
}

void Worker::Announce() {
  revision_.fetch_add(1, std::memory_order_release);
  changed_.NotifyAll();
}

bool Worker::Finished() const {
  return finished_revision_.load(std::memory_order_acquire) == revision_.load(std::memory_order_relaxed);
}

void Worker::Run() {
  if (around_.niceness != 0) setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), around_.niceness);
  for (RouteSlot* slot : around_.slots) pins_.push_back(std::make_unique<RouteSlot::Pin>(*slot));
  sequences_.resize(pins_.size());
  for (;;) {
    if (revision_.load(std::memory_order_acquire) != seen_revision_) [[unlikely]] {
      if (!TakeOrders()) break;
    }
    if (!MayDraw()) continue;
    if (const std::size_t due = pacer_.Due(pacer_.flat_out() ? TimePoint{} : SteadyClock().Now()); due != 0) {
      AnswerBlock(due);
    } else {
      Sleep(WorkerState::kRunning, pacer_.next());
      stamp_ = pacer_.next();
    }
  }
  around_.cell->SetState(WorkerState::kStopped);
  pins_.clear();
}

/// False when told to stop.
bool Worker::TakeOrders() {
  const WorkerOrders before = orders_;
  bool stop = false;
  {
    const MutexLock lock(mutex_);
    orders_ = given_;
    stop = stop_;
    seen_revision_ = revision_.load(std::memory_order_relaxed);
  }
  const TimePoint now = SteadyClock().Now();
  if (orders_.series != series_) rounds_ = 0;
  series_ = orders_.series;
  if (orders_.series != before.series || orders_.interval != before.interval) pacer_.SetInterval(orders_.interval, now);
  stamp_ = now;
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
  stamp_ = SteadyClock().Now();
}

/// False after a sleep: look at the orders again.
bool Worker::MayDraw() {
  constexpr auto kUntilTold = std::chrono::hours(1);
  const bool out_of_rounds = orders_.rounds != 0 && rounds_ >= orders_.rounds;
  if (orders_.paused || out_of_rounds || exhausted_) [[unlikely]] {
    if (!orders_.paused) finished_revision_.store(seen_revision_, std::memory_order_release);
    Sleep(orders_.paused ? WorkerState::kPaused : WorkerState::kFinished, SteadyClock().Now() + kUntilTold);
  } else if (!EverySlotHasARoute()) [[unlikely]] {
    Sleep(WorkerState::kWaiting, SteadyClock().Now() + kWaitForWork);
  } else {
    return true;
  }
  pacer_.Resume(stamp_);  // nothing fell due meanwhile that would have to be made up for
  return false;
}

bool Worker::EverySlotHasARoute() {
  for (std::size_t slot = 0; slot < pins_.size(); ++slot) {
    const Route* route = pins_[slot]->Refresh();
    if (route == nullptr) return false;
    if (route->sequence == sequences_[slot]) continue;
    sequences_[slot] = route->sequence;
    pacer_.StartOver();
  }
  return true;
}

void Worker::AnswerBlock(std::size_t limit) {
  if (orders_.rounds != 0) limit = std::min<std::uint64_t>(limit, orders_.rounds - rounds_);
  const FillResult filled = stream_->Fill(block_, limit, rounds_ + 1);
  if (filled != FillResult::kFilled) [[unlikely]] {
    exhausted_ = filled == FillResult::kExhausted;
    if (!exhausted_) Sleep(WorkerState::kWaiting, SteadyClock().Now() + kWaitForWork);
    return;
  }
  around_.cell->SetState(WorkerState::kRunning);
  // Flat out, a block begins where the one before ended; else the worker slept in between.
  const TimePoint begin = pacer_.flat_out() ? stamp_ : SteadyClock().Now();
  const std::span<const Feature> features(block_.features.data(), block_.size);
  std::uint64_t answered = 0;
  for (std::size_t first = 0; first < features.size();) {
    std::size_t last = first + 1;
    if (!block_.has_slots) last = features.size();
    while (last < features.size() && block_.slots[last] == block_.slots[first]) ++last;
    answered += AnswerSlot(block_.has_slots ? block_.slots[first] : 0, features.subspan(first, last - first));
    first = last;
  }
  if (answered != features.size()) [[unlikely]]
    around_.cell->AddLost(features.size() - answered);
  const std::chrono::nanoseconds took = stamp_ - begin;
  pacer_.Answered(features.size(), took);
  stride_ = took < kSparseTimingBelow * features.size() ? BlockScorer::kSparseStride : 1;
}

/// Answers requests of one slot. A run that took long ends early, and the rest goes to whatever the slot publishes then.
std::uint64_t Worker::AnswerSlot(std::uint32_t slot, std::span<const Feature> features) {
  std::uint64_t answered = AnswerRun(slot, features);
  while (answered < features.size()) {
    stride_ = 1;
    pins_[slot]->Refresh();
    const std::uint64_t more = AnswerRun(slot, features.subspan(answered));
    if (more == 0) break;
    answered += more;
  }
  return answered;
}

/// How many of them were answered: scored or counted as an error.
std::uint64_t Worker::AnswerRun(std::uint32_t slot, std::span<const Feature> features) {
  const Route& route = *pins_[slot]->held();
  VersionCell& cell = route.cells->Of(around_.number);
  Route::Stamp& route_stamp = route.stamps[around_.number];
  // Flat out, a run begins where the one before ended; else the worker slept or waited in between.
  const bool first_on_route = route_stamp.first_ns.load(std::memory_order_relaxed) < 0;
  const TimePoint begin = pacer_.flat_out() && !first_on_route ? stamp_ : SteadyClock().Now();
  if (first_on_route) route_stamp.first_ns.store(SinceOrigin(begin), std::memory_order_relaxed);

  RunSummary run = lane_ == nullptr
                       ? scorer_.Score(route, cell, features, stride_)
                       : scorer_.ScoreAndRecord(route, cell, features, FirstRow(route, slot), around_.origin, *lane_);
  run.slot = slot;

  const TimePoint end = SteadyClock().Now();
  route_stamp.last_ns.store(SinceOrigin(end), std::memory_order_relaxed);
  around_.cell->Record(run, SinceOrigin(end));
  around_.cell->RecordGap(SinceOrigin(end), (end - stamp_).count());
  if (orders_.samples) KeepSamples(run, begin, end);
  rounds_ += run.requests;
  stamp_ = end;
  return run.requests;
}

RecordRow Worker::FirstRow(const Route& route, std::uint32_t slot) const {
  RecordRow row;
  row.round = rounds_ + 1;
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
  sample.round = rounds_;
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
