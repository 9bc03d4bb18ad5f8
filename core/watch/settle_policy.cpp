#include "core/watch/settle_policy.h"

#include <algorithm>

namespace hotswap {

void SettlePolicy::Stir(const std::optional<FileState>& state, TimePoint now) {
  if (!settling_) Begin(now);
  // Looks may be the same afterwards, down to the time of the last write: they are worth nothing from here on.
  told_ = true;
  lies_there_ = false;
  seen_ = state;
  calm_since_ = now;
  read_.clear();
}

void SettlePolicy::See(const std::optional<FileState>& state, TimePoint now, bool whole) {
  if (settling_) return;
  if (!state) lies_there_ = false;
  if (state && state != known_) {
    Begin(now);
    seen_ = state;
    told_ = whole;
  }
  if (!state) known_.reset();
}

SettlePolicy::Step SettlePolicy::Look(const std::optional<FileState>& state, TimePoint now) {
  if (!settling_) return Step::kNothing;
  if (!state) {
    // Its digest is kept: bytes that come back are no news.
    known_.reset();
    End();
    return Step::kNothing;
  }
  if (state != seen_) Change(state, now);
  if (now - calm_since_ >= (read_.empty() ? Calm() / 2 : Calm())) return Step::kRead;
  if (restless_told_ || now - restless_since_ < limits_.patience) return Step::kNothing;
  restless_told_ = true;
  return Step::kRestless;
}

std::optional<SettlePolicy::Settled> SettlePolicy::Read(const std::optional<FileState>& state, const std::string& digest,
                                                        TimePoint now) {
  if (state != seen_) {
    Change(state, now);
    return std::nullopt;
  }
  // A mapped file can get other bytes long before anything else of it changes.
  if (read_ != digest && !lies_there_) {
    read_ = digest;
    calm_since_ = now - Calm() / 2;
    return std::nullopt;
  }
  Settled settled{.digest = digest, .news = digest != digest_, .first = lies_there_};
  known_ = seen_;
  digest_ = digest;
  End();
  return settled;
}

void SettlePolicy::GiveUp() {
  known_ = seen_;
  End();
}

std::optional<TimePoint> SettlePolicy::due() const {
  if (!settling_) return std::nullopt;
  const TimePoint read = calm_since_ + (read_.empty() ? Calm() / 2 : Calm());
  return restless_told_ ? read : std::min(read, restless_since_ + limits_.patience);
}

void SettlePolicy::Begin(TimePoint now) {
  settling_ = true;
  told_ = false;
  restless_told_ = false;
  restless_since_ = now;
  calm_since_ = now;
  read_.clear();
  seen_ = known_;
}

void SettlePolicy::Change(const std::optional<FileState>& state, TimePoint now) {
  seen_ = state;
  calm_since_ = now;
  read_.clear();
  lies_there_ = false;
}

void SettlePolicy::End() {
  settling_ = false;
  lies_there_ = false;
}

}  // namespace hotswap
