#ifndef HOTSWAP_TESTS_CORE_ROLLOUT_SIMULATED_ROLLOUT_H_
#define HOTSWAP_TESTS_CORE_ROLLOUT_SIMULATED_ROLLOUT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/api/rollout.h"

namespace hotswap {

/// What a simulated version does differently from the stable one.
struct SimulatedFault {
  double error_rate = 0;
  double nonfinite_rate = 0;
  double slower = 1;       ///< All calls take so many times as long.
  double score_shift = 0;  ///< Added to each score.
  double score_scale = 1;  ///< Spreads the scores about their mean.
  double label_noise = 0;  ///< Added to what a score says of its label: it ranks worse.
};

/// Users, requests and looks of a simulated rollout: a look every 100 ms of simulated time.
struct SimulatedTraffic {
  std::size_t users = 60;
  std::size_t requests_per_look = 200;
  std::size_t looks_before = 3;  ///< Of the stable version alone.
  std::size_t most_looks = 40;   ///< The rollout is held then.
  double user_deviation = 0.25;  ///< Between users' means; within a user it is `request_deviation`.
  double request_deviation = 0.1;
  double stable_error_rate = 0;
  bool labels = false;
  bool hides_users = false;  ///< Each request claims to be another user's: what judging requests one by one would see.
  /// Share that waits for a processor; ten times as many at every third look, when the machine is busy.
  double long_calls = 0.0005;
};

struct SimulatedEnd {
  std::optional<RolloutOutcome> outcome;  ///< Nothing: no decision within the looks.
  std::string reason;
  std::string guard;           ///< That broke.
  std::uint64_t requests = 0;  ///< Of both versions since the rollout's start, until it was decided.
  std::uint64_t requests_candidate = 0;
  std::size_t looks = 0;
};

/// Lets a candidate with `fault` roll out over clustered users, and returns how that ended. A pure function of its arguments.
SimulatedEnd SimulateRollout(const RolloutPlan& plan, const SimulatedTraffic& traffic, const SimulatedFault& fault,
                             std::uint64_t seed);

}  // namespace hotswap

#endif  // HOTSWAP_TESTS_CORE_ROLLOUT_SIMULATED_ROLLOUT_H_
