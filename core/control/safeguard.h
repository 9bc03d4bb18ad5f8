#ifndef HOTSWAP_CORE_CONTROL_SAFEGUARD_H_
#define HOTSWAP_CORE_CONTROL_SAFEGUARD_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>

#include "core/control/chronicle.h"
#include "core/control/event_log.h"
#include "core/control/probation.h"
#include "core/control/swapper.h"
#include "core/control/traffic.h"
#include "core/control/version_catalogue.h"

namespace hotswap {

/// Gate G7 carried out: takes back what is at fault, and has calls that never return answered elsewhere.
///
/// Threads  Control thread only. All times count from the engine's start.
class Safeguard {
 public:
  struct Parts {
    TimePoint origin;
    VersionCatalogue* catalogue;
    Probation* probation;
    Swapper* swapper;
    Traffic* traffic;
    EventLog* events;
    Chronicle* chronicle;
    /// Whether somebody else has dealt with the fault: who gave the version its requests. May be empty.
    std::function<bool(const VersionFault&)> taken_back{};
  };

  explicit Safeguard(const Parts& parts) : parts_(parts) {}

  /// Looks at every version on probation and every worker, and acts.
  void Tend();

  /// When to look again.
  std::chrono::nanoseconds Next() const;

  /// Notes the fault of the stuck call's version, and publishes the last good one when it still answers: the rescued requests are
  /// for that.
  void TakeBackStuck(const StuckCall& stuck);

 private:
  void TellProved(const ProvedVersion& proved);
  void TellRescue(const StuckCall& stuck, RescueOutcome outcome);
  std::chrono::nanoseconds Now() const { return SteadyClock().Now() - parts_.origin; }

  void TakeBack(const VersionFault& fault);

  const Parts parts_;
  std::set<std::uint32_t> taking_back_;  // slots: while the version to go back to is loaded this is called again
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_SAFEGUARD_H_
