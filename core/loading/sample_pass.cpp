#include "core/loading/sample_pass.h"

#include <array>
#include <bit>
#include <cstdio>
#include <exception>
#include <string>

#include "core/base/clock.h"
#include "core/base/duration.h"
#include "core/loading/display_name.h"
#include "core/loading/loaded_operator.h"

namespace hotswap {
namespace {

/// What all samples may take beside what they took when they were vetted: enough for a machine that is busy.
constexpr std::chrono::seconds kLongestPass{1};
constexpr int kSlower = 4;

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
    return ThrownText(exception, LoadedOperator::kMaxNameBytes);
  } catch (...) {
    return "an exception that is not a std::exception";
  }
}

Error Different(std::size_t sample, double score, const Vetted& vetted) {
  const std::string what = "scores sample " + std::to_string(sample) + " as " + Exactly(score) + " in this process and as " +
                           Exactly(vetted.scores[sample]) + " when it was vetted";
  if (!vetted.environment.empty()) return {Errc::kParity, what + AskedFor(vetted)};
  return {Errc::kParity,
          what +
              ": something in this process changes what it computes, such as the clock, a file that it read and that "
              "has changed since, a setting from the environment, which a vetting does not have, or a symbol or a "
              "static that it shares with another version; load it again when its files are written, take settings "
              "from a file, and build it with -fvisibility=hidden -fno-gnu-unique"};
}

Error TooSlow(std::chrono::nanoseconds took, std::size_t calls, std::chrono::nanoseconds longest, const Vetted& vetted) {
  const auto per_call = took / static_cast<std::int64_t>(calls);
  return {Errc::kTooSlow, "is too slow in this process: it answers in " + FormatDuration(per_call) + " a request (" +
                              std::to_string(calls) + " of " + std::to_string(vetted.scores.size()) + " in " +
                              FormatDuration(took) + ", where all may take " + FormatDuration(longest) + "), and answered in " +
                              FormatDuration(vetted.call_time) +
                              " when it was vetted; look for what differs here, such as a setting from the environment, a file, "
                              "or a lock that it waits for" +
                              AskedFor(vetted)};
}

}  // namespace

std::string AskedFor(const Vetted& vetted) {
  return vetted.environment.empty() ? "" : "; a likely cause, which its vetting found: it " + vetted.environment;
}

Status CompareScores(IScoreOperator& op, std::span<const Feature> samples, const Vetted& vetted,
                     std::atomic<std::uint64_t>& answered) {
  TimePoint start = SteadyClock().Now();
  const std::size_t count = vetted.scores.size();
  const auto longest = kLongestPass + kSlower * static_cast<int>(count) * vetted.call_time;
  for (std::size_t i = 0; i < count; ++i) {
    double score = 0;
    try {
      score = op.compute_score(samples[i]);
    } catch (...) {
      if (ThreadIsEnding()) throw;
      return Error{Errc::kThrew, "throws in this process on sample " + std::to_string(i) +
                                     ", which it answered when it was vetted: " + WhatWasThrown() + AskedFor(vetted)};
    }
    answered.fetch_add(1, std::memory_order_relaxed);
    if (std::bit_cast<std::uint64_t>(score) != std::bit_cast<std::uint64_t>(vetted.scores[i])) {
      return Different(i, score, vetted);
    }
    // The first call may prepare what all others need, and is no measure of them; for one that hangs the caller has a limit.
    const TimePoint now = SteadyClock().Now();
    if (i == 0) start = now;
    if (now - start > longest) return TooSlow(now - start, i, longest, vetted);
  }
  return {};
}

std::uint64_t ScoreRepeatedly(IScoreOperator& op, std::span<const Feature> samples, unsigned passes,
                              std::chrono::nanoseconds longest) {
  const TimePoint until = SteadyClock().Now() + longest;
  std::uint64_t answered = 0;
  try {
    for (unsigned pass = 0; pass < passes; ++pass) {
      for (const Feature& sample : samples) {
        if (SteadyClock().Now() >= until) return answered;
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
