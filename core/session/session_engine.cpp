#include "core/session/session_engine.h"

#include <algorithm>
#include <utility>

namespace hotswap {
namespace {

constexpr std::size_t kOutcomesKept = 64;
/// The history changes when a stretch of the finest level closes, as a running engine's does.
constexpr Nanoseconds kHistoryStep = std::chrono::milliseconds(120);

}  // namespace

SessionEngine::SessionEngine(Session session, std::string name)
    : name_(std::move(name)), saved_at_(std::move(session.saved_at)), past_(std::move(session.snapshot)) {
  const MutexLock lock(mutex_);
  Show(past_.End());
}

CommandId SessionEngine::Submit(Command) {
  const MutexLock lock(mutex_);
  CommandOutcome outcome;
  outcome.id = ++last_id_;
  outcome.text = "This is a recording of " + (saved_at_.empty() ? "an earlier run" : saved_at_) + " (" + name_ +
                 "), in which nothing can be changed: commands need a running engine. Start hotswap-monitor without --open.";
  outcomes_.push_back(std::move(outcome));
  if (outcomes_.size() > kOutcomesKept) outcomes_.erase(outcomes_.begin());
  auto next = std::make_shared<Snapshot>(*shown_);
  next->sequence = ++sequence_;
  next->outcomes = outcomes_;
  shown_ = std::move(next);
  return last_id_;
}

std::shared_ptr<const Snapshot> SessionEngine::Latest() const {
  const MutexLock lock(mutex_);
  return shown_;
}

Nanoseconds SessionEngine::Position() const { return Latest()->at; }

void SessionEngine::MoveTo(Nanoseconds at) {
  const MutexLock lock(mutex_);
  at = std::clamp(at, past_.Begin(), past_.End());
  if (at != shown_->at) Show(at);
}

void SessionEngine::Show(Nanoseconds at) {
  auto next = std::make_shared<Snapshot>(past_.At(at));
  const bool same_stretch =
      shown_ != nullptr && at < past_.End() && shown_->at < past_.End() && shown_->at / kHistoryStep == at / kHistoryStep;
  next->history = same_stretch ? shown_->history : past_.HistoryAt(at);
  next->origin = TimePoint{};
  next->sequence = ++sequence_;
  next->outcomes = outcomes_;
  if (shown_ != nullptr && shown_->events->size() == next->events->size()) next->events = shown_->events;
  if (shown_ != nullptr && shown_->receipts->size() == next->receipts->size()) next->receipts = shown_->receipts;
  shown_ = std::move(next);
}

}  // namespace hotswap
