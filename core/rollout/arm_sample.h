#ifndef HOTSWAP_CORE_ROLLOUT_ARM_SAMPLE_H_
#define HOTSWAP_CORE_ROLLOUT_ARM_SAMPLE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "core/rollout/arm_figures.h"

namespace hotswap {

/// One request that a version answered.
struct ArmObservation {
  std::int64_t user_id = 0;
  double score = 0;  ///< Without meaning when `error`.
  std::optional<std::uint64_t> latency_ns;
  std::optional<bool> label;
  bool error = false;
};

/// Turns observations of one version into figures, in bounded memory: at most 8,192 users with 8 scores and 8 labelled scores
/// each, and a histogram: under 2 MiB whatever the traffic.
///
/// When a user too many comes, the sample halves: it keeps the users whose hash has one more leading zero, and from then on takes
/// no others, so that what is kept is a uniform sample of the users seen with all that they did since they were first seen.
/// Source: P. B. Gibbons, "Distinct Sampling for Highly-Accurate Answers to Distinct Values Queries", 2001. The kept scores of a
/// user are a reservoir (J. S. Vitter, "Random Sampling with a Reservoir", algorithm R, 1985). Randomness is a hash of counters:
/// the same observations give the same figures.
///
/// Threads  One at a time.
class ArmSample {
 public:
  static constexpr std::size_t kMostUsers = 8192;

  void Add(const ArmObservation& observation);

  /// Exact counters of all requests, observed or not. From then on Add() leaves them alone.
  void SetCounts(std::uint64_t requests, std::uint64_t errors, std::uint64_t nonfinite);

  /// For a thread canary: see ArmFigures.
  void SetThroughput(std::uint64_t answered, double busy_ns);

  /// Valid until the sample changes.
  const ArmFigures& figures() const { return figures_; }

 private:
  UserFigures* FindUser(std::int64_t user_id);
  void HalveUsers();
  std::size_t Place(std::uint64_t seen);

  ArmFigures figures_;
  std::unordered_map<std::uint64_t, std::size_t> places_;  ///< Hash of a user to its index in figures_.users.
  unsigned level_ = 0;                                     ///< Leading zeros that a kept user's hash has.
  std::uint64_t draws_ = 0;
  bool counted_outside_ = false;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ROLLOUT_ARM_SAMPLE_H_
