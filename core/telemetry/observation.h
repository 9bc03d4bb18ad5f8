#ifndef HOTSWAP_CORE_TELEMETRY_OBSERVATION_H_
#define HOTSWAP_CORE_TELEMETRY_OBSERVATION_H_

#include <cstdint>
#include <limits>

namespace hotswap {

/// One answer as a judge of a rollout sees it: a copy that a worker took.
struct Observation {
  static constexpr std::int64_t kNotTimed = -1;
  static constexpr float kPositive = 0.5F;  ///< A label from here on is a yes, where a file has shares and not yes or no.

  std::uint64_t route = 0;  ///< Sequence.
  double score = 0;         ///< NaN when error.
  std::int64_t latency_ns = kNotTimed;
  float label = std::numeric_limits<float>::quiet_NaN();  ///< 0 to 1; NaN: not known.
  std::int32_t user_id = 0;
  std::int32_t item_id = 0;
  std::uint32_t version = 0;
  std::uint8_t slot = 0;
  bool error = false;  ///< The call threw or did not return.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_OBSERVATION_H_
