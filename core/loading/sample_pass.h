#ifndef HOTSWAP_CORE_LOADING_SAMPLE_PASS_H_
#define HOTSWAP_CORE_LOADING_SAMPLE_PASS_H_

#include <chrono>
#include <cstdint>
#include <span>

#include "core/abi/operator_interface.h"
#include "core/base/result.h"

namespace hotswap {

/// Whether `op` gives exactly `expected`, bit by bit, on `samples` in their order. kParity names the first sample that differs,
/// kThrew the first that threw. `expected` has one score for each sample.
Status CompareScores(IScoreOperator& op, std::span<const Feature> samples, std::span<const double> expected);

/// Answers `samples` up to `passes` times, or until `longest` is over. How many requests that were; an exception ends it.
std::uint64_t ScoreRepeatedly(IScoreOperator& op, std::span<const Feature> samples, unsigned passes,
                              std::chrono::nanoseconds longest);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_SAMPLE_PASS_H_
