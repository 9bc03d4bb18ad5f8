#ifndef HOTSWAP_CORE_CONTROL_ROLLOUT_RUN_H_
#define HOTSWAP_CORE_CONTROL_ROLLOUT_RUN_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "core/api/rollout.h"
#include "core/control/version_catalogue.h"
#include "core/rollout/arm_sample.h"
#include "core/rollout/probation_policy.h"
#include "core/rollout/rollout_judge.h"
#include "core/rollout/rollout_policy.h"
#include "core/telemetry/observation.h"

namespace hotswap {

/// One rollout as it is judged: what both versions did since its start, and what follows. Publishes nothing.
///
/// The stable version is observed from the first moment, the candidate from Begin() on, so that the judge's first look comes before
/// the candidate's first call.
///
/// Threads  Control thread only. All times count from the engine's start.
class RolloutRun {
 public:
  struct Subject {
    std::uint64_t number = 0;
    std::string slot;
    std::string path;  ///< The candidate's, as the user gave it.
    const Version* stable = nullptr;
  };

  RolloutRun(const RolloutPlan& plan, Subject subject, std::chrono::nanoseconds now);

  /// Another version is the stable one: what was seen of the one before does not count.
  void Rebase(const Version& stable);

  /// The candidate passed the gates and is about to get its first requests.
  void Begin(const Version& candidate, std::chrono::nanoseconds now);

  void Observe(const Observation& observation);

  /// What is to be done now. `workers`: at work; 0 while they are paused.
  RolloutDecision Look(std::chrono::nanoseconds now, unsigned workers);

  RolloutPolicy& policy() { return policy_; }
  const RolloutPolicy& policy() const { return policy_; }
  const RolloutPlan& plan() const { return plan_; }
  /// It ends: somebody made this version answer everything.
  void GiveUpTo(const Version& version, std::chrono::nanoseconds now, const std::string& reason);
  bool has_begun() const { return candidate_ != nullptr; }
  bool Lists(GuardKind kind) const;

  /// What its guards let pass.
  FaultTolerance Tolerance() const;

  /// Answered by the candidate since Begin().
  std::uint64_t requests_candidate() const;

  RolloutStatus Describe() const;

 private:
  /// What a version did since it was looked at first.
  struct Arm {
    const Version* version = nullptr;
    std::uint64_t requests = 0;  // before; so the next two
    VersionFaults faults;
    ArmSample sample;
    std::uint64_t latest = 0;  // requests, as of the last look
    std::uint64_t answered = 0;
    double busy_ns = 0;
  };

  static void Reset(Arm& arm, const Version& version);
  static void Count(Arm& arm);
  void CountThroughput(Arm& arm, std::uint64_t before, unsigned threads, std::chrono::nanoseconds elapsed) const;

  // Fixed after construction.
  const RolloutPlan plan_;
  const Subject subject_;

  Arm stable_;
  Arm arm_;
  const Version* candidate_ = nullptr;
  bool published_by_hand_ = false;
  RolloutJudge judge_;
  RolloutPolicy policy_;
  std::chrono::nanoseconds looked_{0};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_ROLLOUT_RUN_H_
