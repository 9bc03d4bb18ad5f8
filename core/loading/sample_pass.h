#ifndef HOTSWAP_CORE_LOADING_SAMPLE_PASS_H_
#define HOTSWAP_CORE_LOADING_SAMPLE_PASS_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/abi/operator_interface.h"
#include "core/base/result.h"

namespace hotswap {

/// What the vetting found out, for a comparison with it.
struct Vetted {
  std::vector<double> scores;             ///< One for each sample.
  std::chrono::nanoseconds call_time{0};  ///< The median call's.
  std::string environment;                ///< Its warning of variables that were asked for in vain; empty when there is none.
};

/// The end of a text about such a comparison, where the vetting saw a likely cause; empty where it did not.
std::string AskedFor(const Vetted& vetted);

/// Whether `op` gives exactly the vetted scores, bit by bit, on `samples` in their order. kParity names the first sample that
/// differs, kThrew the first that threw; kTooSlow tells that all but the first took longer than a second and four times what
/// they took when they were vetted. `answered` counts the calls that came back, for another thread.
Status CompareScores(IScoreOperator& op, std::span<const Feature> samples, const Vetted& vetted,
                     std::atomic<std::uint64_t>& answered);

/// Answers `samples` up to `passes` times, or until `longest` is over. How many requests that were; an exception ends it.
std::uint64_t ScoreRepeatedly(IScoreOperator& op, std::span<const Feature> samples, unsigned passes,
                              std::chrono::nanoseconds longest);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_SAMPLE_PASS_H_
