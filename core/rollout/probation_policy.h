#ifndef HOTSWAP_CORE_ROLLOUT_PROBATION_POLICY_H_
#define HOTSWAP_CORE_ROLLOUT_PROBATION_POLICY_H_

#include <chrono>
#include <cstdint>
#include <string>

#include "core/base/result.h"

namespace hotswap {

/// What was accepted of a version beforehand: a rollout promoted it within the guards that name these limits.
struct FaultTolerance {
  double error_share = 0;      ///< Of its requests, as max_error_rate has it; 0: no call may throw.
  double nonfinite_share = 0;  ///< Of its scores: max_nonfinite in so many requests as its rollout gave it; 0: none may be so.
};

/// What a version did since it was published.
struct ProbationFigures {
  std::chrono::nanoseconds served{0};  ///< For how long it answered since then.
  std::uint64_t requests = 0;          ///< Answered.
  std::uint64_t errors = 0;            ///< Calls that threw.
  std::uint64_t nonfinite = 0;         ///< Scores that were NaN or infinite.
  std::uint64_t timed_calls = 0;       ///< The newest calls, from which `median_call_ns` was taken.
  double median_call_ns = 0;           ///< Of compute_score alone.
  std::string first_error;             ///< What the first exception said; may be empty.
  FaultTolerance tolerated{};
};

/// What ends a probation, and how.
struct ProbationLimits {
  std::chrono::nanoseconds duration{std::chrono::seconds(60)};  ///< Of service.
  /// After an answer the version is in service for so long: beyond it, its time stands still until the next answer.
  std::chrono::nanoseconds longest_pause{std::chrono::seconds(2)};
  /// The longest median of compute_score; 0: not judged. A median, because a thread that waits for a processor inside a call
  /// makes single calls long on a busy machine.
  std::chrono::nanoseconds latency_budget{std::chrono::milliseconds(1)};
  std::uint64_t least_timed_calls = 64;  ///< Before the latency is judged.
};

enum class ProbationStep { kGoOn, kPassed, kTakeBack };

/// What is to be done about a version on probation.
struct ProbationRuling {
  ProbationStep step = ProbationStep::kGoOn;
  Errc code = Errc::kThrew;  ///< With kTakeBack.
  std::string reason;        ///< With kTakeBack: a clause with a verb, figure and limit.
};

/// The ruling on these figures: a fault goes before the end of the time. Pure.
ProbationRuling JudgeProbation(const ProbationFigures& figures, const ProbationLimits& limits);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ROLLOUT_PROBATION_POLICY_H_
