#ifndef HOTSWAP_CORE_CONTROL_PENDING_SWAPS_H_
#define HOTSWAP_CORE_CONTROL_PENDING_SWAPS_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/api/command.h"
#include "core/api/moment.h"
#include "core/control/chronicle.h"
#include "core/control/event_log.h"
#include "core/control/moment_due.h"
#include "core/control/probation.h"
#include "core/control/retirement.h"
#include "core/control/swapper.h"
#include "core/control/traffic.h"
#include "core/control/version_catalogue.h"

namespace hotswap {

/// Versions that passed the gates and wait for their moment, or are taking over thread by thread or at a barrier: one a slot.
///
/// Threads  Control thread only. All times count from the engine's start.
class PendingSwaps {
 public:
  /// How long a barrier waits for the threads that still use the old version, before that goes on.
  static constexpr std::chrono::seconds kBarrierLimit{2};
  /// Over how long the load is measured.
  static constexpr std::chrono::milliseconds kLoadWindow{100};

  struct Parts {
    TimePoint origin;
    VersionCatalogue* catalogue;
    Retirement* retirement;
    Swapper* swapper;
    SwapLedger* ledger;
    Traffic* traffic;
    EventLog* events;
    Chronicle* chronicle;
    ProbationLimits limits;
    /// Told before a version gets its first requests of several publications.
    std::function<void(std::uint32_t slot, const Version& version)> before_takeover;
    /// Told how a command ended whose swap had waited.
    std::function<void(CommandId id, const SwapResult& result)> on_end;
  };

  explicit PendingSwaps(Parts parts) : parts_(std::move(parts)), walking_(*parts_.catalogue, parts_.limits) {}

  /// Publishes the version when its moment has come, or lets it wait; what waited in its slot before will not be published.
  SwapResult Add(Swapper::Attempt attempt, const Moment& moment, CommandId id);

  /// `version` becomes the one that answers the slot: what waits there will not be published.
  void SlotTaken(std::uint32_t slot, const Version& version);
  /// Something else is to happen in the slot.
  void Void(std::uint32_t slot, const std::string& why);
  /// What waits in the slot will not be published, and the version before answers everything.
  void CallOff(std::uint32_t slot, const std::string& why);

  /// True when the version at fault was taking over, and was called off.
  bool TakeBack(const VersionFault& fault);

  void Tend();
  std::optional<std::chrono::nanoseconds> Next() const;
  void EndAll();

  bool Waits(std::uint32_t slot) const { return waiting_.contains(slot); }
  std::vector<PendingSwapInfo> List() const;

 private:
  enum class Phase { kWaits, kHolds, kWalks };
  struct Waiting {
    Swapper::Attempt attempt;
    Moment moment;
    CommandId id = 0;
    std::chrono::nanoseconds since{0};
    std::chrono::nanoseconds look_due{0};
    Phase phase = Phase::kWaits;
    std::chrono::nanoseconds phase_since{0};  ///< Or the last step of a walk.
    unsigned threads = 0;                     ///< That have walked over.
    // The load, measured now and then.
    std::uint64_t requests = 0;
    std::chrono::nanoseconds requests_at{0};
    std::optional<double> requests_per_s{};
  };

  void Look(std::uint32_t slot, Waiting& waiting);
  void MeasureLoad(const SlotState& slot, Waiting& waiting);
  void Hold(std::uint32_t slot, Waiting& waiting);
  void LookAtBarrier(std::uint32_t slot, Waiting& waiting);
  void Walk(std::uint32_t slot, Waiting& waiting);
  void Publish(std::uint32_t slot);
  void DropForNewer(std::uint32_t slot, const std::string& why);
  void PublishOld(std::uint32_t slot);
  void Drop(std::uint32_t slot, SwapOutcome outcome, const std::string& gate, Error error);
  void Tell(const Waiting& waiting, std::string text);
  std::chrono::nanoseconds Now() const { return SteadyClock().Now() - parts_.origin; }

  const Parts parts_;
  Probation walking_;
  std::map<std::uint32_t, Waiting> waiting_;  // by slot
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_PENDING_SWAPS_H_
