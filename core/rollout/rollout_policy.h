#ifndef HOTSWAP_CORE_ROLLOUT_ROLLOUT_POLICY_H_
#define HOTSWAP_CORE_ROLLOUT_ROLLOUT_POLICY_H_

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/api/rollout.h"
#include "core/base/result.h"

namespace hotswap {

/// What is seen at one look. Times are on one scale, the caller's.
struct RolloutLook {
  std::chrono::nanoseconds now{0};
  std::uint64_t requests_candidate = 0;  ///< Answered by the candidate since the rollout's start.
  std::span<const GuardReading> guards;  ///< From RolloutJudge::Look().
  bool stable_at_fault = false;          ///< From RolloutJudge::StableAtFault(), or because that version is gone.
};

enum class RolloutAction {
  kHold,      ///< Go on as it is.
  kAdvance,   ///< The policy is at the next step now: give the candidate its share.
  kPromote,   ///< The candidate becomes the stable version.
  kRollBack,  ///< All requests go to the stable version again.
};

struct RolloutDecision {
  RolloutAction action = RolloutAction::kHold;
  std::string guard;   ///< With kRollBack: the guard that broke.
  std::string reason;  ///< A clause for people: with kHold what is missing, with kRollBack guard, figure and limit.
};

/// Where a rollout is, and what comes next: a state machine that is told the time.
///
/// A step is left when it lasted min_time, the candidate answered min_requests in it (one at least: no data never promotes), and
/// every listed guard passes. After the last step comes the promotion. A broken guard rolls back at once, also while a person has
/// paused it; paused, nothing else happens and the step's time stands still, until the same person's or another's Resume(). If
/// the stable version is itself at fault, the candidate keeps the traffic, unless it is at fault in the same way.
///
/// Threads  One at a time.
class RolloutPolicy {
 public:
  /// `steps` are those of a plan that passed CheckPlan().
  RolloutPolicy(std::vector<RolloutStep> steps, std::chrono::nanoseconds now);

  /// Holds for ever once there is an outcome.
  RolloutDecision Look(const RolloutLook& look);

  /// By a person. kInvalidArgument once there is an outcome, or when it is paused (not paused) already.
  Status Pause(std::chrono::nanoseconds now);
  Status Resume(std::chrono::nanoseconds now);
  /// Promotes whatever the guards say. kInvalidArgument once there is an outcome.
  Status Promote(std::chrono::nanoseconds now);
  Status Abort(std::chrono::nanoseconds now, std::string reason);
  /// The candidate was taken away for a reason of its own (a call that hangs, probation).
  Status RollBack(std::chrono::nanoseconds now, std::string reason);
  /// The run ended: the outcome is kHeld, and what was missing is its reason. Nothing changes once there is an outcome.
  void End(std::chrono::nanoseconds now);

  /// Another candidate takes this one's place: everything begins again at step 0. A pause stays.
  void Restart(std::chrono::nanoseconds now);

  /// The present step; the last one when all are done.
  const RolloutStep& step() const { return steps_[std::min(index_, steps_.size() - 1)]; }
  bool last_step() const { return index_ + 1 >= steps_.size(); }
  const std::optional<RolloutOutcome>& outcome() const { return outcome_; }

  /// Fills what the policy knows: steps, step, paused, since, step_since, time_missing, requests_missing, requests_candidate,
  /// guards, outcome, reason, decided.
  void Describe(RolloutStatus& status) const;

 private:
  std::chrono::nanoseconds TimeMissing() const;
  std::uint64_t RequestsMissing() const;
  std::optional<RolloutDecision> BrokenGuard(const RolloutLook& look);
  std::string Missing() const;
  Status Decided() const;
  void Decide(RolloutOutcome outcome, std::chrono::nanoseconds now, std::string reason);

  // Fixed after construction.
  const std::vector<RolloutStep> steps_;

  std::chrono::nanoseconds since_;
  std::size_t index_ = 0;
  std::chrono::nanoseconds step_since_;
  std::chrono::nanoseconds step_time_{0};  ///< That counts: without pauses.
  std::uint64_t step_requests_ = 0;        ///< requests_ when the step began.
  bool paused_ = false;

  // Of the latest look.
  std::chrono::nanoseconds now_;
  std::uint64_t requests_ = 0;
  std::vector<GuardReading> guards_;
  std::string reason_;

  std::optional<RolloutOutcome> outcome_;
  std::chrono::nanoseconds decided_{0};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ROLLOUT_ROLLOUT_POLICY_H_
