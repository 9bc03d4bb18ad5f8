#ifndef HOTSWAP_CORE_CONTROL_SWAP_CYCLE_H_
#define HOTSWAP_CORE_CONTROL_SWAP_CYCLE_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/api/command.h"
#include "core/control/event_log.h"
#include "core/control/schedule.h"
#include "core/control/version_catalogue.h"

namespace hotswap {

/// Keeps a cycle to what makes sense: it leaves out versions that were taken back or refused until somebody publishes them again,
/// and swaps to no version that answers already. When that leaves nothing to swap to it says so once, and rests.
///
/// Threads  Control thread only. All times count from the engine's start.
class SwapCycle {
 public:
  SwapCycle(VersionCatalogue& catalogue, Schedule& schedule, EventLog& events)
      : catalogue_(catalogue), schedule_(schedule), events_(events) {}

  /// Swaps through `versions` of the slot from now on; an empty list ends the cycle. All are there.
  void Start(std::uint32_t slot, const CycleVersions& command, std::chrono::nanoseconds now);

  /// The next command of the schedule that is due, whether it is the cycle's or not.
  std::optional<Command> TakeDue(std::chrono::nanoseconds now);

 private:
  bool LeavesOut(std::uint32_t version) const;
  bool Fits(const Command& turn) const;
  std::string WhyItRests() const;

  VersionCatalogue& catalogue_;
  Schedule& schedule_;
  EventLog& events_;
  std::uint32_t slot_ = 0;
  std::vector<std::uint32_t> versions_;
  bool told_ = false;  // that it rests
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_SWAP_CYCLE_H_
