#ifndef HOTSWAP_CORE_API_ROLLOUT_H_
#define HOTSWAP_CORE_API_ROLLOUT_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/api/spread.h"

namespace hotswap {

/// One step of a rollout: how much of a slot's traffic the candidate answers, and what must be seen before the next step.
struct RolloutStep {
  double share = 0;      ///< Of the users, by hash, in percent: over 0, at most 100. 0 when `threads` says it.
  unsigned threads = 0;  ///< Thread canary: so many workers answer with the candidate alone. 0 when `share` says it.
  std::chrono::nanoseconds min_time{0};
  std::uint64_t min_requests = 0;  ///< Answered by the candidate during this step.

  friend bool operator==(const RolloutStep&, const RolloutStep&) = default;
};

/// One guard that a rollout lists. A guard that is not listed is off.
struct GuardLimit {
  std::string name;  ///< As in core/rollout's table, such as "max_p99_ratio".
  double limit = 0;

  friend bool operator==(const GuardLimit&, const GuardLimit&) = default;
};

/// A candidate that takes over a slot step by step, as long as no guard breaks.
struct RolloutPlan {
  std::string slot;               ///< Empty: the first.
  std::filesystem::path library;  ///< Empty: `version` says which.
  std::uint32_t version = 0;
  std::vector<RolloutStep> steps;  ///< Shares (or threads) grow; at least one. After the last the candidate is promoted.
  std::vector<GuardLimit> guards;
};

/// A candidate that scores the requests of a slot off the answer path; nobody gets its scores.
struct ShadowPlan {
  std::string slot;               ///< Empty: the first.
  std::filesystem::path library;  ///< Empty: `version` says which.
  std::uint32_t version = 0;
  std::chrono::nanoseconds duration{0};  ///< 0: until it is stopped.
};

enum class RolloutOutcome {
  kPromoted,    ///< All steps done, no guard broken: the candidate answers all requests.
  kRolledBack,  ///< A guard broke, or the candidate was at fault.
  kHeld,        ///< It ended without a decision, for want of data or because the run ended.
  kAborted,     ///< By a person, or because another rollout or a swap of the slot took its place.
};

/// As reports spell it: "promoted", "rolled_back", "held", "aborted".
const char* RolloutOutcomeName(RolloutOutcome outcome);

enum class GuardVerdict {
  kPassing,       ///< Enough was seen, and the limit holds.
  kNeedsSamples,  ///< Too little was seen to judge.
  kBroken,
};

/// As statuses and journals spell it: "passing", "needs_samples", "broken".
const char* GuardVerdictName(GuardVerdict verdict);

/// What one guard says now.
struct GuardReading {
  std::string name;
  double limit = 0;
  std::optional<double> figure;  ///< Nothing before there is any data.
  GuardVerdict verdict = GuardVerdict::kNeedsSamples;
  std::uint64_t sample = 0;  ///< What was seen, in `unit`.
  std::uint64_t needed = 0;  ///< The least sample.
  std::string unit;          ///< "requests", "users", "labelled requests".
  std::string text;          ///< A clause for people: figure, limit, and what is missing.
};

/// A rollout that is under way, or the last one of its slot.
struct RolloutStatus {
  std::uint64_t number = 0;  ///< Grows by one, over all slots.
  std::string slot;
  std::string path;  ///< The candidate's file, as the user gave it.
  std::uint32_t candidate = 0;
  std::uint32_t stable = 0;
  std::vector<RolloutStep> steps;
  std::size_t step = 0;               ///< Index of the present one; steps.size() when all are done.
  bool paused = false;                ///< By a person: no timer goes on.
  std::chrono::nanoseconds since{0};  ///< Start of the rollout, since the engine started; step_since likewise.
  std::chrono::nanoseconds step_since{0};
  std::chrono::nanoseconds time_missing{0};  ///< Of the present step.
  std::uint64_t requests_missing = 0;        ///< Of the present step.
  std::uint64_t requests_candidate = 0;      ///< Answered by the candidate since the rollout's start.
  std::vector<GuardReading> guards;
  std::optional<RolloutOutcome> outcome;  ///< Nothing while it is under way.
  std::string reason;                     ///< Of the outcome, or what holds the present step.
  std::chrono::nanoseconds decided{0};    ///< When the outcome was decided, since the rollout's start.
  bool published_by_hand = false;         ///< Aborted, since somebody made the candidate answer everything without its promotion.
};

/// What a shadow found so far, or at its end.
struct ShadowStatus {
  std::string slot;
  std::string path;
  std::uint32_t candidate = 0;
  std::uint32_t stable = 0;
  std::chrono::nanoseconds since{0};
  bool running = false;
  std::string reason;           ///< Why it ended; empty while it runs.
  std::uint64_t scored = 0;     ///< Requests that both versions scored.
  std::uint64_t dropped = 0;    ///< Not scored by the candidate: its queue was full. Never delays a live request.
  std::uint64_t errors = 0;     ///< The candidate threw.
  std::uint64_t nonfinite = 0;  ///< Its scores that are no finite number.
  double mean_difference = 0;   ///< Candidate minus stable.
  double p99_difference = 0;    ///< Of the absolute difference; max_difference likewise.
  double max_difference = 0;
  Histogram differences;  ///< Candidate minus stable, of the latest pairs; outliers (1 % at most) are outside of it.
  std::optional<double> rank_agreement;  ///< Kendall's tau-b over the latest pairs; nothing before there are any.
  std::optional<double> latency_ratio;   ///< Candidate's median over stable's; nothing before both were timed.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_ROLLOUT_H_
