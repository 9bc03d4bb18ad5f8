#ifndef HOTSWAP_CORE_CONTROL_SAMPLE_PASS_H_
#define HOTSWAP_CORE_CONTROL_SAMPLE_PASS_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
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

/// Runs `pass` on a thread of its own, "hs-try", and waits for it while `go_on` says so, `longest` at most. Nothing when it did not
/// come back: the thread runs on, so whatever `pass` uses (its operator!) must stay for ever.
std::optional<Status> RunApart(std::function<Status()> pass, std::chrono::nanoseconds longest,
                               const std::function<bool()>& go_on);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_SAMPLE_PASS_H_
