#include "core/loading/sample_pass.h"

#include <array>
#include <bit>
#include <cstdio>
#include <exception>
#include <string>

#include "core/base/clock.h"
#include "core/loading/display_name.h"
#include "core/loading/loaded_operator.h"

namespace hotswap {
namespace {

/// All digits that tell one double from the next.
std::string Exactly(double value) {
  std::array<char, 40> text;
  std::snprintf(text.data(), text.size(), "%.17g", value);
  return text.data();
}

/// Called inside a catch block: the operator ends this thread. Kept from unwinding, it would end the process.
bool ThreadIsEnding() { return std::current_exception() == nullptr; }

/// Called inside a catch block.
std::string WhatWasThrown() {
  try {
    throw;
  } catch (const std::exception& exception) {
    const char* text = exception.what();  // the operator's own code: null, or without end
    return text == nullptr ? "" : DisplayName(text, LoadedOperator::kMaxNameBytes);
  } catch (...) {
    return "an exception that is not a std::exception";
  }
}

}  // namespace

Status CompareScores(IScoreOperator& op, std::span<const Feature> samples, std::span<const double> expected) {
  for (std::size_t i = 0; i < expected.size(); ++i) {
    double score = 0;
    try {
      score = op.compute_score(samples[i]);
    } catch (...) {
      if (ThreadIsEnding()) throw;
      const std::string said = WhatWasThrown();
      return Error{Errc::kThrew, "throws in this process on sample " + std::to_string(i) +
                                     ", which it answered when it was vetted" + (said.empty() ? "" : ": " + said)};
    }
    if (std::bit_cast<std::uint64_t>(score) == std::bit_cast<std::uint64_t>(expected[i])) continue;
    return Error{Errc::kParity,
                 "scores sample " + std::to_string(i) + " as " + Exactly(score) + " in this process and as " +
                     Exactly(expected[i]) +
                     " when it was vetted: something in this process changes what it computes, such as a symbol or "
                     "a static that it shares with another version; build it with -fvisibility=hidden "
                     "-fno-gnu-unique"};
  }
  return {};
}

std::uint64_t ScoreRepeatedly(IScoreOperator& op, std::span<const Feature> samples, unsigned passes,
                              std::chrono::nanoseconds longest) {
  const TimePoint until = SteadyClock().Now() + longest;
  std::uint64_t answered = 0;
  try {
    for (unsigned pass = 0; pass < passes && SteadyClock().Now() < until; ++pass) {
      for (const Feature& sample : samples) {
        static_cast<void>(op.compute_score(sample));
        ++answered;
      }
    }
  } catch (...) {  // probation sees it, should it come again
    if (ThreadIsEnding()) throw;
  }
  return answered;
}

}  // namespace hotswap
