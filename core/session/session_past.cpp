#include "core/session/session_past.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "core/session/session_history.h"

namespace hotswap {
namespace {

std::shared_ptr<const History> LengthenedOrNull(const std::shared_ptr<const History>& history) {
  return history != nullptr ? std::make_shared<const History>(Lengthened(*history)) : nullptr;
}

/// What was there at a moment; `time` is the member that says when it came.
template <typename T, typename Time>
std::vector<T> Until(const std::vector<T>& all, std::chrono::nanoseconds at, Time time) {
  std::vector<T> past;
  std::ranges::copy_if(all, std::back_inserter(past), [&](const T& one) { return one.*time <= at; });
  return past;
}

/// Of a numbered list what came before the first entry that was not there yet, so that its numbers go on growing by one.
template <typename T>
std::shared_ptr<const std::vector<T>> Prefix(const std::vector<T>& all, std::chrono::nanoseconds at) {
  const auto end = std::ranges::find_if(all, [at](const T& one) { return one.at > at; });
  return std::make_shared<const std::vector<T>>(all.begin(), end);
}

/// How many labelled requests the last window had is known of a moment with a point.
std::shared_ptr<const std::vector<VersionQuality>> QualitiesUntil(
    const std::shared_ptr<const std::vector<VersionQuality>>& qualities, std::chrono::nanoseconds at) {
  if (qualities == nullptr) return nullptr;
  std::vector<VersionQuality> past = *qualities;
  for (VersionQuality& quality : past) {
    const auto later = std::ranges::upper_bound(quality.points, at.count(), {}, &QualityPoint::end_ns);
    quality.points.erase(later, quality.points.end());
    quality.recent = quality.points.empty() ? 0 : quality.points.back().labelled;
    quality.recent_positives = quality.points.empty() ? 0 : quality.points.back().positives;
  }
  std::erase_if(past, [](const VersionQuality& quality) { return quality.points.empty(); });
  return std::make_shared<const std::vector<VersionQuality>>(std::move(past));
}

bool IsPublication(const SwapReceipt& receipt) {
  return (receipt.outcome == SwapOutcome::kPublished || receipt.outcome == SwapOutcome::kRolledBack) && receipt.to;
}

/// Said of a moment only: whoever answered then did not know what came of it.
bool IsPassing(VersionState state) {
  return state == VersionState::kActive || state == VersionState::kCandidate || state == VersionState::kShadow ||
         state == VersionState::kDraining;
}

std::uint64_t Less(std::uint64_t all, std::uint64_t later) { return all - std::min(all, later); }

/// The bucket that ended last by a moment; null when there is none.
const Bucket* LastBefore(const std::vector<Bucket>& ring, std::int64_t at_ns) {
  const Bucket* last = nullptr;
  for (const Bucket& bucket : ring) {
    if (bucket.start_ns < at_ns && (last == nullptr || bucket.end_ns >= last->end_ns)) last = &bucket;
  }
  return last;
}

}  // namespace

SessionPast::SessionPast(std::shared_ptr<const Snapshot> end)
    : end_(std::move(end)), history_(LengthenedOrNull(end_->history)), begin_(end_->at) {
  for (std::uint32_t slot = 0; slot < end_->slots.size(); ++slot) slots_.emplace(end_->slots[slot].name, slot);
  if (history_ != nullptr) begin_ = std::chrono::nanoseconds(FirstMoment(*history_, end_->at.count()));
  for (const Event& event : *end_->events) begin_ = std::min(begin_, event.at);
  for (const SwapReceipt& receipt : *end_->receipts) begin_ = std::min(begin_, receipt.at);
  begin_ = std::clamp(begin_, std::chrono::nanoseconds(0), end_->at);
  NoteMentions();
}

void SessionPast::NoteMentions() {
  const auto note = [this](std::uint32_t slot, std::uint32_t version, std::chrono::nanoseconds at) {
    const auto known = mentioned_.emplace(VersionKey(slot, version), at).first;
    known->second = std::min(known->second, at);
  };
  for (const Event& event : *end_->events) {
    const auto slot = slots_.find(event.slot);
    if (event.version != 0 && slot != slots_.end()) note(slot->second, event.version, event.at);
  }
  for (const SwapReceipt& receipt : *end_->receipts) {
    const auto slot = slots_.find(receipt.slot);
    if (slot == slots_.end()) continue;
    if (receipt.to) note(slot->second, *receipt.to, receipt.at);
    if (receipt.from) mentioned_.emplace(VersionKey(slot->second, *receipt.from), begin_);  // It answered, so it was there.
  }
  if (history_ == nullptr) return;
  for (const HistoryLevel& level : history_->levels) {
    for (const auto& ring : level.threads) {
      for (const Bucket& bucket : ring) note(bucket.slot, bucket.version, std::chrono::nanoseconds(bucket.start_ns));
    }
  }
}

std::shared_ptr<const History> SessionPast::HistoryAt(std::chrono::nanoseconds at) const {
  if (history_ == nullptr || at >= End()) return end_->history;
  return std::make_shared<const History>(HistoryUntil(*history_, at.count()));
}

Snapshot SessionPast::At(std::chrono::nanoseconds at) const {
  Snapshot then = *end_;
  then.history.reset();
  if (at >= End()) return then;
  then.at = at;
  then.events = Prefix(*end_->events, at);
  then.receipts = Prefix(*end_->receipts, at);
  then.samples = Until(end_->samples, at, &RequestSample::at);
  then.parked = Until(end_->parked, at, &ParkedThread::since);
  then.shadows = Until(end_->shadows, at, &ShadowStatus::since);
  if (end_->spreads != nullptr) {
    then.spreads = std::make_shared<const std::vector<VersionSpread>>(Until(*end_->spreads, at, &VersionSpread::first));
  }
  then.qualities = QualitiesUntil(end_->qualities, at);
  then.pending_swaps = Until(end_->pending_swaps, at, &PendingSwapInfo::since);
  then.scenario.reset();
  then.finished = false;
  ShowSlots(then);
  ShowRollouts(then);
  ShowThreads(then);
  ShowVersions(then);
  TakeBackRequests(then);
  return then;
}

/// Who answered follows from the receipts: the last one before the moment, else what the first one after it took the place of.
void SessionPast::ShowSlots(Snapshot& then) const {
  for (SlotInfo& slot : then.slots) {
    const SwapReceipt* before = nullptr;
    const SwapReceipt* after = nullptr;
    for (const SwapReceipt& receipt : *end_->receipts) {
      if (receipt.slot != slot.name || !IsPublication(receipt)) continue;
      if (receipt.at <= then.at) before = &receipt;
      if (receipt.at > then.at && after == nullptr) after = &receipt;
    }
    if (before != nullptr) {
      slot.active = *before->to;
      slot.rollback_target = before->from.value_or(0);
    } else if (after != nullptr) {
      slot.active = after->from.value_or(0);
      slot.rollback_target = 0;
    }
  }
}

/// How a rollout stood between its start and what the recording last knew of it is not kept.
void SessionPast::ShowRollouts(Snapshot& then) const {
  then.rollouts = Until(end_->rollouts, then.at, &RolloutStatus::since);
  for (RolloutStatus& rollout : then.rollouts) {
    const std::chrono::nanoseconds known = rollout.outcome ? rollout.since + rollout.decided : rollout.step_since;
    if (then.at >= known) continue;
    rollout.outcome.reset();
    rollout.step = 0;
    rollout.guards.clear();
    rollout.requests_candidate = 0;
    rollout.requests_missing = 0;
    rollout.time_missing = std::chrono::nanoseconds(0);
    rollout.reason = "the recording keeps how a rollout ended, not its figures on the way";
  }
}

void SessionPast::ShowThreads(Snapshot& then) const {
  if (history_ == nullptr) return;
  const auto& rings = history_->levels.front().threads;
  for (std::size_t i = 0; i < then.threads.size() && i < rings.size(); ++i) {
    ThreadInfo& thread = then.threads[i];
    thread.others.clear();
    thread.requests_per_s = thread.p50_ns = thread.p99_ns = 0;
    for (const Bucket& bucket : rings[i]) {
      if (bucket.end_ns <= then.at.count()) continue;
      thread.rounds = Less(thread.rounds, bucket.requests);
      thread.errors = Less(thread.errors, bucket.errors);
    }
    const Bucket* last = LastBefore(rings[i], then.at.count());
    thread.version = last != nullptr ? last->version : 0;
    thread.slot = last != nullptr ? last->slot : 0;
    thread.last_score = last != nullptr && last->min <= last->max ? std::optional(last->last) : std::nullopt;
  }
}

void SessionPast::ShowVersions(Snapshot& then) const {
  std::erase_if(then.versions, [&](const VersionInfo& version) {
    const auto known = mentioned_.find({version.slot, version.number});
    return !version.earlier && known != mentioned_.end() && known->second > then.at;
  });
  for (VersionInfo& version : then.versions) ShowVersion(version, then);
}

bool SessionPast::ChangesAfter(const VersionInfo& version, std::chrono::nanoseconds at) const {
  return std::ranges::any_of(*end_->receipts, [&](const SwapReceipt& receipt) {
    return receipt.at > at && receipt.slot == end_->slots[version.slot].name &&
           (receipt.to == version.number || receipt.from == version.number);
  });
}

void SessionPast::ShowVersion(VersionInfo& version, const Snapshot& then) const {
  const SlotInfo& slot = then.slots[version.slot];
  const bool answers = slot.active == version.number;
  const bool rolled_out = std::ranges::any_of(then.rollouts, [&](const RolloutStatus& rollout) {
    return !rollout.outcome && rollout.slot == slot.name && rollout.candidate == version.number;
  });
  const bool other = answers || rolled_out || IsPassing(version.state) || ChangesAfter(version, then.at);
  if (other) {
    version.state = answers ? VersionState::kActive : rolled_out ? VersionState::kCandidate : VersionState::kReady;
    version.state_reason.clear();
    version.fault.clear();
  }
  version.holders.clear();
  version.on_probation = false;
  version.probation_waits = false;
  version.requests_per_s = 0;
  version.published = answers || std::ranges::any_of(*then.receipts, [&](const SwapReceipt& receipt) {
                        return receipt.slot == slot.name && IsPublication(receipt) && receipt.to == version.number;
                      });
  version.threads = static_cast<unsigned>(std::ranges::count_if(
      then.threads, [&](const ThreadInfo& thread) { return thread.slot == version.slot && thread.version == version.number; }));
}

void SessionPast::TakeBackRequests(Snapshot& then) const {
  then.totals.swaps = static_cast<std::uint64_t>(std::ranges::count_if(
      *then.receipts, [](const SwapReceipt& receipt) { return IsPublication(receipt) && receipt.from.has_value(); }));
  then.totals.requests_per_s = 0;
  then.totals.recent = {};
  if (history_ == nullptr) return;
  std::map<VersionKey, std::uint64_t> later;
  for (const TotalsPoint& point : history_->levels.front().totals) {
    if (point.end_ns <= then.at.count()) {
      then.totals.requests_per_s = point.requests_per_s;
      then.totals.recent = {.p50_ns = point.p50_ns, .p99_ns = point.p99_ns, .p999_ns = 0, .max_ns = point.max_ns};
      continue;
    }
    for (const auto& share : point.shares) later[{share.slot, share.version}] += share.requests;
  }
  for (const auto& [version, requests] : later) then.totals.requests = Less(then.totals.requests, requests);
  for (VersionInfo& version : then.versions) {
    const auto found = later.find({version.slot, version.number});
    if (found != later.end()) version.requests = Less(version.requests, found->second);
  }
}

}  // namespace hotswap
