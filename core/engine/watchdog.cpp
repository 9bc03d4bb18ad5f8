#include "core/engine/watchdog.h"

#include <algorithm>
#include <utility>

namespace hotswap {
namespace {

/// Looks are this much of a limit apart.
constexpr int kLooksPerLimit = 4;
/// Starved threads get their turn within seconds; a call that shows no progress for this many limits is answered elsewhere.
constexpr int kLimitsAtMost = 20;
/// A call whose proof is due in less is looked at again after this, or a controller would spin.
constexpr std::chrono::milliseconds kShortestWait{1};

}  // namespace

std::optional<StuckCause> CallWatch::Look(const CallSight& sight, TimePoint now) {
  if (!Seen(sight.run, sight.call)) {
    // At the look before the worker was in another call, so this one began after it.
    seen_ = KnownCall{sight.run, sight.call, std::max(sight.run_begin, last_look_), sight.cpu, sight.cpu};
    seen_->watched = Watched(now - seen_->since);  // what the look before vouches for
    seen_->queued = sight.queued;
    last_look_ = now;
    return std::nullopt;
  }
  const Nanoseconds watched = Watched(now - std::exchange(last_look_, now));
  seen_->watched += watched;
  NoteOwnTime(sight, watched);
  seen_->cpu = sight.cpu;
  if (sight.activity == ThreadActivity::kGone) return StuckCause::kThreadEnded;
  if (sight.activity != ThreadActivity::kAsleep) {
    seen_->asleep_since.reset();
  } else if (!seen_->asleep_since) {
    seen_->asleep_since = now;
  }
  if (seen_->watched < limit_) return std::nullopt;
  if (seen_->cpu - seen_->first_cpu >= limit_ / 2) return StuckCause::kBusy;
  if (seen_->asleep_since && now - *seen_->asleep_since >= limit_ / kLooksPerLimit) return StuckCause::kAsleep;
  // The kernel adds a wait for a processor when it ends: only of a thread that sleeps all are counted.
  if (sight.activity == ThreadActivity::kAsleep && seen_->own >= limit_) return StuckCause::kAsleep;
  if (seen_->watched >= kLimitsAtMost * limit_) return StuckCause::kStarved;
  return std::nullopt;
}

/// Between two looks that are far apart the whole process may have stood still, or this watcher alone: nobody knows what the call did.
Nanoseconds CallWatch::Watched(Nanoseconds passed) const { return std::min<Nanoseconds>(passed, 2 * limit_ / kLooksPerLimit); }

void CallWatch::NoteOwnTime(const CallSight& sight, Nanoseconds watched) {
  if (!seen_->queued || !sight.queued) return;
  seen_->own += watched - (*sight.queued - *seen_->queued);
  seen_->queued = sight.queued;
}

TimePoint CallWatch::NextLook(TimePoint now) const {
  const TimePoint regular = now + limit_ / kLooksPerLimit;
  if (!seen_) return regular;
  const TimePoint limit_reached = seen_->since + limit_;
  // A thread uses no more processor time than time passes.
  TimePoint proof = now + (limit_ / 2 - (seen_->cpu - seen_->first_cpu));
  if (seen_->asleep_since) proof = std::min(proof, *seen_->asleep_since + limit_ / kLooksPerLimit);
  if (seen_->queued && seen_->own < limit_) proof = std::min(proof, now + (limit_ - seen_->own));
  return std::clamp(std::max(limit_reached, proof), now + std::min<Nanoseconds>(kShortestWait, limit_ / kLooksPerLimit), regular);
}

}  // namespace hotswap
