#ifndef HOTSWAP_CORE_CONTROL_PROBATION_H_
#define HOTSWAP_CORE_CONTROL_PROBATION_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/control/version_catalogue.h"
#include "core/rollout/probation_policy.h"
#include "core/telemetry/latency_histogram.h"

namespace hotswap {

/// Why a version must not go on answering.
struct VersionFault {
  std::uint32_t slot = 0;
  std::uint32_t version = 0;
  Errc code = Errc::kThrew;
  std::string reason;  ///< A clause with a verb, such as "threw in compute_score on 1 of 20 requests: no model".
};

/// A version whose probation went to its end without a fault.
struct ProvedVersion {
  std::uint32_t slot = 0;
  std::uint32_t version = 0;
  std::uint64_t requests = 0;  ///< Answered on probation.
};

/// Gate G7: watches the version that each slot published last until it has proved itself: only the time counts in which it answers.
///
/// Threads  Control thread only. All times count from the engine's start.
class Probation {
 public:
  /// How soon a fault is seen.
  static constexpr std::chrono::milliseconds kLookPeriod{5};

  Probation(VersionCatalogue& catalogue, const ProbationLimits& limits) : catalogue_(catalogue), limits_(limits) {}

  /// For every look to come, also at a version that is on probation already.
  void SetLimits(const ProbationLimits& limits) { limits_ = limits; }
  const ProbationLimits& limits() const { return limits_; }

  /// Somebody else judges what is left out; what was accepted beforehand is no fault.
  struct Scope {
    bool errors = true;
    bool nonfinite = true;
    FaultTolerance tolerated{};
  };

  /// A version was published: it is on probation from now on, and the slot's version before no more.
  void Start(std::uint32_t slot, Version& version, std::chrono::nanoseconds now, const Scope& scope);
  void Start(std::uint32_t slot, Version& version, std::chrono::nanoseconds now) { Start(slot, version, now, {}); }

  /// A person vouches for the slot's version: its probation is over, and passed. False when it is on none.
  bool Confirm(std::uint32_t slot);

  /// The slot's version is not watched any more.
  void Stop(std::uint32_t slot);

  /// The next version with a fault, whose probation ends with it; probations whose time is over end, too.
  std::optional<VersionFault> Look(std::chrono::nanoseconds now);

  /// Those whose probations ended well since this was asked last.
  std::vector<ProvedVersion> TakeProved() { return std::exchange(proved_, {}); }

  /// When to look again; nothing while nobody is on probation.
  std::optional<std::chrono::nanoseconds> Next() const;

 private:
  struct Watch {
    Version* version;
    std::chrono::nanoseconds looked;       ///< When its time was counted last.
    std::chrono::nanoseconds served{0};    ///< For how long it answered.
    std::chrono::nanoseconds answered{0};  ///< When an answer of it was seen last; while answers != 0.
    std::uint64_t answers = 0;
    std::chrono::nanoseconds latency_due;
    // As of its start.
    VersionFaults faults;
    std::uint64_t requests;
    LatencyCounts latency;  ///< As of the last time that there were enough timed calls to judge.
    Scope scope;
  };

  void CountService(Watch& watch, std::chrono::nanoseconds now) const;
  ProbationFigures FiguresOf(Watch& watch, std::chrono::nanoseconds now) const;

  VersionCatalogue& catalogue_;
  ProbationLimits limits_;
  std::map<std::uint32_t, Watch> watches_;  // by slot
  std::vector<ProvedVersion> proved_;
  std::chrono::nanoseconds looked_{0};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_PROBATION_H_
