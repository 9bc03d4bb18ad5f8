// What a worker's own thread does.
#include <sched.h>
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

void TakeNiceness(int niceness) {
  if (niceness == kIdlePriority) {
    const sched_param none{};
    sched_setscheduler(0, SCHED_IDLE, &none);  // of this thread; where it is refused the thread is as nice as before
  } else if (niceness != 0) {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness);
  }
}

}  // namespace

void Worker::Run() {
  kernel_id_.store(gettid(), std::memory_order_relaxed);
  TakeNiceness(around_.niceness);
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
  } else if (!EverySlotAnswers()) [[unlikely]] {
    Sleep(WorkerState::kWaiting, SteadyClock().Now() + kWaitForWork);
  } else {
    return true;
  }
  hand_.pacer.Resume(hand_.stamp);  // nothing fell due meanwhile that would have to be made up for
  return false;
}

bool Worker::EverySlotAnswers() {
  for (std::size_t slot = 0; slot < pins_.size(); ++slot) {
    const Route* route = pins_[slot]->Refresh();
    if (route == nullptr) return false;
    if (!route->answers()) [[unlikely]] {
      NoteHold();
      return false;
    }
    if (route->sequence == sequences_[slot]) continue;
    sequences_[slot] = route->sequence;
    hand_.pacer.StartOver();
  }
  if (held_up_since_) [[unlikely]] {
    const TimePoint now = SteadyClock().Now();
    if (now > *held_up_since_) around_.cell->RecordGap(SinceOrigin(now), (now - *held_up_since_).count());
    held_up_since_.reset();
  }
  return true;
}

/// A hold keeps requests waiting from when the next one is due: a swap's receipt tells how long.
void Worker::NoteHold() {
  if (held_up_since_) return;
  held_up_since_ = hand_.pacer.flat_out() ? hand_.stamp : std::max(hand_.stamp, hand_.pacer.next());
}

/// Answers what a stuck worker left. Its slots had routes, but they may be on hold by now.
bool Worker::GoOn() {
  const TimePoint stuck_since = hand_.stamp;
  if (!EverySlotAnswers()) AwaitRoutes(failed_->slot);
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
  begins_block_ = true;
  block_.first_round = hand_.rounds + 1;
  block_.sorted = false;
  partition_.StartBlock();
  // Flat out, a block begins where the one before ended; else the worker slept in between.
  const TimePoint begin = hand_.pacer.flat_out() ? hand_.stamp : SteadyClock().Now();
  if (!AnswerRest()) return false;
  const std::chrono::nanoseconds took = hand_.stamp - begin;
  hand_.pacer.Answered(block_.size, took);
  stride_ = took < kSparseTimingBelow * block_.size ? BlockScorer::kSparseStride : 1;
  return true;
}

/// Told so, gives back what is left of the block and was not begun. A block that was sorted is answered: given back from its
/// middle it would leave gaps among the rounds that were answered.
bool Worker::GiveBackRest() {
  if (!give_back_.load(std::memory_order_relaxed) || failed_ || block_.sorted) return false;
  hand_.stream->GiveBack(block_.size - done_);
  done_ = block_.size;
  return true;
}

/// Answers the block from done_ on, slot by slot. False when a rescuer took over.
bool Worker::AnswerRest() {
  while (done_ < block_.size && !GiveBackRest()) {
    const std::uint32_t slot = block_.has_slots ? block_.slots[done_] : 0;
    const std::size_t end = EndOfSlot(slot);
    if (pins_.size() > 1) BeginSlot(slot);
    if (!AnswerSlot(slot, end)) return false;
  }
  return true;
}

/// The stretch of another slot begins. From here on its version is held and no other: a call that lasts delays no other swap.
void Worker::BeginSlot(std::uint32_t slot) {
  begins_block_ = true;
  pins_[slot]->Refresh();
  LetGoOfOthers(slot);
  if (!pins_[slot]->held()->answers()) AwaitRoutes(slot);
}

void Worker::LetGoOfOthers(std::uint32_t slot) {
  for (std::size_t other = 0; other < pins_.size(); ++other) {
    if (other != slot && pins_[other]->held() != nullptr) pins_[other]->Clear();
  }
}

/// Answers what is left of a slot's stretch, run by run. A run that took long ends early, and the rest goes to whatever the slot
/// publishes then. False when a rescuer took over.
bool Worker::AnswerSlot(std::uint32_t slot, std::size_t end_of_slot) {
  while (done_ < end_of_slot) {
    std::size_t end = end_of_slot;
    if (failed_ && failed_->index < end) [[unlikely]] {
      if (failed_->index == done_) {
        FailCall(slot);
        continue;
      }
      end = failed_->index;
    }
    const Stretch stretch = NextStretch(slot, end);
    if (!AnswerRun(stretch)) return false;
    if (done_ < stretch.end) {
      stride_ = 1;
      if (GiveBackRest()) return true;
      GoOnInBlock(slot);
    }
  }
  return true;
}

/// What one arm answers next of the requests of one slot up to `end`.
Worker::Stretch Worker::NextStretch(std::uint32_t slot, std::size_t end) {
  const Route& route = *pins_[slot]->held();
  if (route.mode != RouteMode::kByUsers) [[likely]]
    return {route, route.OfThread(around_.number), slot, end};
  const UserPartition::Part part = partition_.Next(block_, route.users, route.sequence, done_, end);
  return {route, part.candidate ? *route.candidate : route.stable, slot, part.end};
}

/// A run of the slot ended early: whatever is published by now answers what is left, unless that is to wait for the block's end.
void Worker::GoOnInBlock(std::uint32_t slot) {
  const Route* route = pins_[slot]->RefreshUnless([](const Route& next) { return next.whole_blocks; });
  if (route->answers()) [[likely]]
    return;
  begins_block_ = true;
  AwaitRoutes(slot);
}

/// In the middle of a block: waits, without holding any version, until every slot has a route that answers. Told to stop before
/// that, it gives what is left of the block back, or up: no version will come that could answer it.
void Worker::AwaitRoutes(std::uint32_t slot) {
  const TimePoint began = SteadyClock().Now();
  around_.cell->SetState(WorkerState::kWaiting);
  bool stop = false;
  while (!EverySlotAnswers()) {
    for (auto& pin : pins_) pin->Clear();
    if (stop) {
      if (GiveBackRest()) return;
      around_.cell->AddLost(block_.size - done_);
      done_ = block_.size;
      return;
    }
    const MutexLock lock(mutex_);
    if (!stop_) changed_.WaitUntil(mutex_, SteadyClock().Now() + kWaitForWork);
    stop = stop_;
  }
  LetGoOfOthers(slot);
  around_.cell->SetState(WorkerState::kRunning);
  hand_.stamp = SteadyClock().Now();
  hand_.pacer.Resume(hand_.pacer.next() + (hand_.stamp - began));  // nothing fell due meanwhile, as in any other wait for a route
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
  const Stretch request{route, route.Of(block_.features[done_].user_id, around_.number), slot, done_ + 1};
  if (request.arm.version == failed_->version) {
    VersionCell& cell = request.arm.cells->Of(around_.number);
    Account(request, scorer_.Fail(request.arm, cell, 1, failed_->why, FailedRowsOf(request), hand_.lane.get()), hand_.stamp);
  }
  failed_.reset();
}

/// Answers requests of the stretch, one at least. False when a rescuer claimed the run.
bool Worker::AnswerRun(const Stretch& stretch) {
  const Arm& arm = stretch.arm;
  VersionCell& cell = arm.cells->Of(around_.number);
  Arm::Stamp& arm_stamp = arm.stamps[around_.number];
  // Flat out, a run begins where the one before ended; else the worker slept or waited in between.
  const bool first_on_arm = arm_stamp.first_ns.load(std::memory_order_relaxed) < 0;
  const TimePoint begin = hand_.pacer.flat_out() && !first_on_arm ? hand_.stamp : SteadyClock().Now();
  if (first_on_arm) arm_stamp.first_ns.store(SinceOrigin(begin), std::memory_order_relaxed);

  route_ = &stretch.route;
  arm_ = &arm;
  slot_ = stretch.slot;
  claim_.Begin({SinceOrigin(begin), stretch.route.sequence, arm.version, stretch.slot});
  const std::span<const Feature> features(block_.features.data() + done_, stretch.end - done_);
  const std::optional<RunSummary> run =
      hand_.lane == nullptr ? scorer_.Score(arm, cell, features, stride_, claim_)
                            : scorer_.ScoreAndRecord(arm, cell, features, RowsOf(stretch), around_.origin, *hand_.lane, claim_);
  if (!run) [[unlikely]]
    return false;
  Account(stretch, *run, begin);
  return true;
}

/// Counts a run that was answered.
void Worker::Account(const Stretch& stretch, RunSummary run, TimePoint begin) {
  run.slot = stretch.slot;
  run.beside = stretch.route.mode == RouteMode::kByUsers && &stretch.arm != &stretch.route.stable;
  const TimePoint end = SteadyClock().Now();
  stretch.arm.stamps[around_.number].last_ns.store(SinceOrigin(end), std::memory_order_relaxed);
  around_.cell->Record(run, SinceOrigin(end));
  around_.cell->RecordGap(SinceOrigin(end), (end - hand_.stamp).count());
  if (hand_.orders.samples) KeepSamples(run, begin, end);
  if (RequestTap::Asked(stretch.route)) [[unlikely]]
    tap_.Take({stretch.route, stretch.arm, stretch.slot, block_, done_, scorer_}, around_.number, *around_.cell);
  if (block_.has_labels) [[unlikely]]
    label_tap_.Take({stretch.arm.cells->Of(around_.number), block_, done_, scorer_}, SinceOrigin(end));
  hand_.rounds += run.requests;
  done_ += run.requests;
  begins_block_ = false;
  hand_.stamp = end;
}

/// What the record tells about the stretch that begins at done_.
BlockScorer::Rows Worker::RowsOf(const Stretch& stretch) const {
  BlockScorer::Rows rows;
  RecordRow& row = rows.first;
  row.round = block_.first_round;
  if (block_.sorted) {
    rows.order = {block_.order.data() + done_, block_.size - done_};
  } else {
    row.round += done_;
  }
  row.route = stretch.route.sequence;
  row.version = stretch.arm.version;
  row.thread = static_cast<std::uint16_t>(around_.number);
  row.slot = static_cast<std::uint8_t>(stretch.slot);
  if (begins_block_) row.flags |= RecordRow::kFirstOfBlock;
  if (&stretch.arm != &stretch.route.stable) row.flags |= RecordRow::kCandidate;
  return rows;
}

/// The same for requests that are answered by errors now.
BlockScorer::Rows Worker::FailedRowsOf(const Stretch& stretch) const {
  BlockScorer::Rows rows = RowsOf(stretch);
  rows.first.start_ns = rows.first.end_ns = SinceOrigin(SteadyClock().Now());
  return rows;
}

void Worker::KeepSamples(const RunSummary& run, TimePoint begin, TimePoint end) {
  RequestSample sample;
  sample.at = end - around_.origin;
  sample.thread = around_.number;
  sample.slot = run.slot;
  sample.version = run.version;
  sample.latency = (end - begin) / static_cast<std::int64_t>(run.requests);
  for (std::size_t i = 0; i < scorer_.scores().size(); ++i) {
    sample.round = block_.RoundAt(done_ + i);
    sample.score = scorer_.scores()[i];
    sample.error = scorer_.failed(i);
    around_.cell->AddSample(sample);
  }
}

}  // namespace hotswap
